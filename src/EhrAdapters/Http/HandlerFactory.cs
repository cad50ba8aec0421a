using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace EhrAdapters.Http;

/// <summary>The one place that makes HTTP handlers: guarded, without redirects, cookies or surprises.</summary>
internal static class HandlerFactory
{
    public static HttpMessageHandler Create(Connection connection, EhrAdapterOptions options, TimeProvider time)
    {
        var guard = new OutboundGuard(connection.AllowPrivateNetwork);
        var connector = new GuardedConnector(guard, options.ConnectTimeout, time);
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            UseProxy = !guard.IsInside(connection.FhirBaseUrl.IdnHost),
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
