using System.Globalization;
using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.TestConnection.History;

/// <summary>One fact of the network, then and now.</summary>
public sealed record BaselineChange(string What, string Before, string Now)
{
    public bool Changed => Before != Now;
}

/// <summary>What the last good run saw against what this one sees.</summary>
public static class BaselineDiff
{
    private const string Nothing = "none";

    /// <summary>Every fact, the changed ones first.</summary>
    public static IReadOnlyList<BaselineChange> Of(ConnectionBaseline before, ConnectionBaseline now) =>
    [
        .. new BaselineChange[]
        {
            new("Addresses", Listed(before.Addresses), Listed(now.Addresses)),
            new("Certificate, SHA-256", before.CertificateSha256 ?? Nothing, now.CertificateSha256 ?? Nothing),
            new("Certificate valid until", Day(before.CertificateNotAfter), Day(now.CertificateNotAfter)),
            new("Certificate issuer", before.CertificateIssuer ?? Nothing, now.CertificateIssuer ?? Nothing),
            new("Server software", before.Software ?? "not said", now.Software ?? "not said"),
            new("Token endpoint", before.TokenEndpoint ?? Nothing, now.TokenEndpoint ?? Nothing),
            new("Scopes granted", Listed(before.Scopes), Listed(now.Scopes)),
        }.OrderBy(change => !change.Changed),
    ];

    private static string Listed(IReadOnlyList<string> values) => values.Count == 0 ? Nothing : string.Join(", ", values.Order(StringComparer.Ordinal));

    private static string Day(DateTimeOffset? day) => day?.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? Nothing;
}
