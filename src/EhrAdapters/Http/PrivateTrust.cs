using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EhrAdapters.Http;

/// <summary>
/// The private authorities that two people approved for one site. They count beside the public ones, for this connection only;
/// names, dates and signatures are checked as ever.
/// </summary>
internal sealed class PrivateTrust
{
    public static readonly PrivateTrust None = new([]);

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2Collection authorities = [];

    public PrivateTrust(IEnumerable<string> pems)
    {
        foreach (var pem in pems)
        {
            try
            {
                authorities.ImportFromPem(pem);
            }
            catch (CryptographicException)
            {
                // What cannot be read is not trusted; the ladder then names the authority as unknown.
            }
        }
    }

    /// <summary>True where what the server sent leads to one of the authorities.</summary>
    public bool Holds(X509Certificate2 certificate, X509Chain? sent, DateTimeOffset now)
    {
        if (authorities.Count == 0)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationTime = now.LocalDateTime,
            ApplicationPolicy = { new Oid(ServerAuthentication) },
        };
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ExtraStore.AddRange(sent?.ChainPolicy.ExtraStore ?? []);
        chain.ChainPolicy.ExtraStore.AddRange(authorities);
        try
        {
            return chain.Build(certificate) || EndsAtApproved(chain);
        }
        finally
        {
            foreach (var element in chain.ChainElements)
                element.Certificate.Dispose();
        }
    }

    // A hospital may have given its intermediate only: then the chain may end there, and nothing else may be wrong.
    private bool EndsAtApproved(X509Chain chain) =>
        chain.ChainStatus.All(status => status.Status is X509ChainStatusFlags.PartialChain)
        && chain.ChainElements.Count > 1
        && authorities.Any(authority => PeerChain.Same(authority, chain.ChainElements[^1].Certificate));
}
