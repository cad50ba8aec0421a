using EhrAdapters.Diagnosis.Ladder;
using EhrAdapters.Http;

namespace EhrAdapters.Diagnosis.Ourselves;

/// <summary>Turns a finding against the hospital into one against us, where the checks of ourselves explain it.</summary>
internal static class OurFault
{
    private const int TcpLevel = 2;

    internal static async Task<LadderStep> ReconsiderAsync(Climb climb, IReadOnlyList<LadderStep> before, LadderStep step, SelfCheckList ourselves)
    {
        if (step is not { State: CheckState.Failed, Finding: { } finding } || finding.Owner is FaultOwner.OurConfiguration or FaultOwner.OurService)
            return step;
        if (IsAboutTheWay(climb, finding) && !NetworkCheck.WasReached(climb, before) && await ourselves.Control.ConfigureAwait(false) is { Answered: false } control)
            return Ours(step, climb.Find(FindingCodes.SelfEgress, Evidence(finding, NetworkCheck.Evidence(control, climb.OurSide.ControlAddress!.IdnHost))));
        if (IsAboutTime(finding) && await ourselves.Clock.ConfigureAwait(false) is { Check.Finding: { } clock, Offset: { } offset } && Explains(climb, finding, offset))
            return Ours(step, clock with { Evidence = Evidence(finding, clock.Evidence) });
        return step;
    }

    // Where a handshake held, the hospital was reached and its silence afterwards is its own.
    private static bool IsAboutTheWay(Climb climb, Finding finding) =>
        finding is { Code: FindingCodes.HttpTimeout } or { Level: > 0 and <= TcpLevel } && (finding.Code is FindingCodes.VpnDown || CouldBeOurs(climb, finding));

    // A private answer is the zone's doing, a reserved name exists for nobody, and an address inside is not on the way out.
    private static bool CouldBeOurs(Climb climb, Finding finding) => climb.Addresses.Count > 0
        ? climb.Addresses.Any(OutboundGuard.IsPublic)
        : finding.Code is not FindingCodes.DnsInternalAnswer && !DnsRung.NeverExists(climb.Host);

    private static bool IsAboutTime(Finding finding) =>
        finding.Code is FindingCodes.OauthClock or FindingCodes.OauthInvalidClient or FindingCodes.TlsExpired or FindingCodes.TlsNotYet;

    // A certificate is in date or not by the true time, not by ours.
    private static bool Explains(Climb climb, Finding finding, TimeSpan offset)
    {
        if (finding.Code is not (FindingCodes.TlsExpired or FindingCodes.TlsNotYet))
            return true;
        var now = climb.Time.GetUtcNow() + offset;
        return climb.Certificate is { } certificate && certificate.NotBefore <= now && now <= certificate.NotAfter;
    }

    private static IReadOnlyList<EvidenceItem> Evidence(Finding seen, IReadOnlyList<EvidenceItem> ours) => [.. ours, new("Seen at the hospital", seen.Code), .. seen.Evidence];

    private static LadderStep Ours(LadderStep step, Finding finding) => step with { Finding = finding, Evidence = finding.Evidence };
}
