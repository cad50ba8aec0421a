using EhrAdapters.Diagnosis.Ladder;
using EhrAdapters.Mapping;

namespace EhrAdapters.Diagnosis.Ourselves;

/// <summary>What this run leaves for the next one to compare with.</summary>
internal static class Baseline
{
    /// <summary>Null where the network rungs were not passed: what was not reached is no measure.</summary>
    internal static ConnectionBaseline? Of(Climb climb, IReadOnlyList<LadderStep> steps) =>
        steps.Count <= (int)LadderRung.Tls || steps.Take((int)LadderRung.Tls + 1).Any(step => step.State is CheckState.Failed or CheckState.NotReached) ? null : new()
        {
            At = climb.Time.GetUtcNow(),
            Addresses = [.. climb.Resolved.Select(address => address.ToString()).Order(StringComparer.Ordinal)],
            CertificateSha256 = climb.Certificate?.Sha256,
            CertificateIssuer = climb.Certificate?.Issuer,
            CertificateNotAfter = climb.Certificate?.NotAfter,
            Software = Software(climb),
            TokenEndpoint = (climb.Token?.TokenEndpoint ?? climb.Smart?.TokenEndpoint ?? climb.Connection.SignIn.TokenUrl)?.GetLeftPart(UriPartial.Path),
            Scopes = [.. (climb.Token?.GrantedScopes ?? []).Order(StringComparer.Ordinal)],
        };

    private static string? Software(Climb climb) => climb.Statement is { } statement
        && OddData.Read(() => string.Join(' ', new[] { statement.Software?.Name, statement.Software?.Version }.Where(part => !string.IsNullOrWhiteSpace(part))), "") is { Length: > 0 } named ? named : null;
}
