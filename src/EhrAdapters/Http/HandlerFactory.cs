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
        Create(new OutboundGuard(allowPrivateNetwork), useProxy: true, options, time);

    /// <summary>True where a call failed because the guard did not let it connect: the address is private and nobody allowed it.</summary>
    public static bool WasBlocked(HttpRequestException fault)
    {
        Exception? cause = fault;
        while (cause is not (null or BlockedAddressException))
            cause = cause.InnerException;
        return cause is not null;
    }

    internal static HttpMessageHandler Create(Connection connection, EhrAdapterOptions options, TimeProvider time)
    {
        var guard = new OutboundGuard(connection.AllowPrivateNetwork);
        return Create(guard, useProxy: !guard.IsInside(connection.FhirBaseUrl.IdnHost), options, time);
    }

    private static SocketsHttpHandler Create(OutboundGuard guard, bool useProxy, EhrAdapterOptions options, TimeProvider time)
    {
        var connector = new GuardedConnector(guard, options.ConnectTimeout, time);
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            UseProxy = useProxy,
            // Longer than the connector's own limits, which tell DNS from TCP; what is left is the handshake.
            ConnectTimeout = options.ConnectTimeout * 3,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 64,
            ConnectCallback = connector.ConnectAsync,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = CertificateFault.ChainPolicy(),
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Accept(certificate, chain, errors, time),
            },
        };
    }

    private static bool Accept(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, TimeProvider time)
    {
        if (errors is SslPolicyErrors.None)
            return true;
        var leaf = certificate as X509Certificate2;
        throw new RefusedCertificateException(
            CertificateFault.Code(leaf, chain, errors, time.GetUtcNow()), CertificateFault.Describe(leaf, chain));
    }
}
