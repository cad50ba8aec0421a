using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace EhrAdapters.Http;

/// <summary>
/// The one place that makes HTTP handlers: guarded, without redirects, cookies or surprises. Whatever this product calls whose
/// address a person typed or a server named (an EHR, an endpoint directory, a webhook) goes through one of these.
/// </summary>
public static class HandlerFactory
{
    /// <summary>A guarded handler for calls that belong to no connection.</summary>
    /// <param name="allowPrivateNetwork">Private hosts, addresses and networks that may be reached all the same.</param>
    /// <param name="options">Time limits.</param>
    /// <param name="time">The clock for the limits.</param>
    public static HttpMessageHandler Create(IReadOnlyList<string> allowPrivateNetwork, EhrAdapterOptions options, TimeProvider time) =>
        Create(allowPrivateNetwork, options, time, Network.System);

    /// <summary>True where a call failed because the guard did not let it connect: the address is private and nobody allowed it.</summary>
    public static bool WasBlocked(HttpRequestException fault)
    {
        Exception? cause = fault;
        while (cause is not (null or BlockedAddressException))
            cause = cause.InnerException;
        return cause is not null;
    }

    internal static HttpMessageHandler Create(IReadOnlyList<string> allowPrivateNetwork, EhrAdapterOptions options, TimeProvider time, Network network) =>
        Create(new OutboundGuard(allowPrivateNetwork), network, useProxy: true, PrivateTrust.None, null, options, time);

    internal static HttpMessageHandler Create(Connection connection, ConnectionSecrets secrets, EhrAdapterOptions options, TimeProvider time, Network network)
    {
        var guard = new OutboundGuard(connection.AllowPrivateNetwork);
        return Create(
            guard, network, useProxy: !guard.IsInside(connection.FhirBaseUrl.IdnHost),
            new PrivateTrust(connection.TrustedAuthorities), ClientCertificate.Load(secrets.ClientCertificatePem), options, time);
    }

    private static SocketsHttpHandler Create(
        OutboundGuard guard, Network network, bool useProxy, PrivateTrust trust, ClientCertificate? ours, EhrAdapterOptions options, TimeProvider time)
    {
        var connector = new GuardedConnector(new GuardedDialer(guard, network, options.ConnectTimeout, time), options.ConnectTimeout, time);
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            UseProxy = useProxy,
            Proxy = network.Proxy,
            // Longer than the connector's own limits, which tell DNS from TCP; what is left is the handshake.
            ConnectTimeout = options.ConnectTimeout * 3,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 64,
            // What was refused as too large is not drained to save a connection.
            MaxResponseDrainSize = 0,
            ConnectCallback = connector.ConnectAsync,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = CertificateFault.ChainPolicy(),
                ClientCertificateContext = ours?.Context,
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Accept(certificate as X509Certificate2, chain, errors, trust, time.GetUtcNow()),
            },
        };
    }

    private static bool Accept(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors, PrivateTrust trust, DateTimeOffset now) =>
        CertificateFault.Judge(certificate, chain, errors, trust, now) is { } code
            ? throw new RefusedCertificateException(code, CertificateFault.Describe(certificate, chain), CertificateFault.Words(certificate, chain, code, now))
            : true;
}
