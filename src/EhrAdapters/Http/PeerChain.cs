using System.Security.Cryptography.X509Certificates;

namespace EhrAdapters.Http;

/// <summary>The certificates as the server sent them, which is not the chain that the platform built from them.</summary>
internal static class PeerChain
{
    /// <summary>The server's certificate first, then the others in the order sent. The platform keeps them beside the chain.</summary>
    public static IReadOnlyList<X509Certificate2> Sent(X509Certificate2 certificate, X509Chain? chain) =>
        [certificate, .. (chain?.ChainPolicy.ExtraStore ?? []).Where(other => !Same(other, certificate))];

    /// <summary>
    /// True where the server sent nothing between its own certificate and the root: the issuer is not there. A chain that has an
    /// issuer, or is its own, ends at an authority that nobody knows instead.
    /// </summary>
    public static bool LacksIssuer(IReadOnlyList<X509Certificate2> sent) =>
        !IssuedBy(sent[0], sent[0]) && !sent.Skip(1).Any(other => IssuedBy(sent[0], other));

    /// <summary>The certificate that issued the server's, among those of the built chain.</summary>
    public static X509Certificate2? Issuer(X509Certificate2 certificate, X509Chain? chain) =>
        chain?.ChainElements.Select(element => element.Certificate).Concat(chain.ChainPolicy.ExtraStore)
            .FirstOrDefault(other => !Same(other, certificate) && IssuedBy(certificate, other));

    public static bool Same(X509Certificate2 one, X509Certificate2 other) => one.RawDataMemory.Span.SequenceEqual(other.RawDataMemory.Span);

    private static bool IssuedBy(X509Certificate2 certificate, X509Certificate2 issuer) =>
        certificate.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData);
}
