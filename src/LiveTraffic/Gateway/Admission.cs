using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Hypercare;
using Onboarding.Stages.GoLive.Ramp;

namespace LiveTraffic.Gateway;

/// <summary>Whether a caller gets in, and where its request is counted.</summary>
/// <param name="Place">Null where nothing is counted.</param>
public readonly record struct AdmissionAnswer(GatewayRefusal? Refusal, EncounterPlace? Place);

/// <summary>Decides who gets in at a site: by its state, and on a ramp by the caller's care unit. Reads what is stored at every request, so that a stop counts at once in every process.</summary>
public sealed class Admission(TimeProvider time)
{
    /// <summary>The header in which a caller names its care unit.</summary>
    public const string UnitHeader = "X-Care-Unit";

    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(5);

    public async Task<AdmissionAnswer> AdmitAsync(OnboardingDb db, Site site, string? unit, CancellationToken cancellationToken)
    {
        if (!site.State.TakesTraffic() || site.Connection is null)
            return new(await StoppedAsync(db, site.Id, cancellationToken), null);
        if (site.State is SiteState.Live)
            return default;
        if (await db.RampOf(site.Id).AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } ramp)
            return new(GatewayRefusal.NotLive, null);
        if (site.State is SiteState.Hypercare)
            return new(null, new(ramp.Id, ramp.Terms.Steps.Count, ramp.Knows(unit)?.Code ?? EncounterPlace.NoUnit, site.TimeZone, HypercareLimits.Of(ramp.Terms.Limits).P99Milliseconds));
        return ramp.Admits(unit) is { } admitted
            ? new(null, new(ramp.Id, ramp.Step, admitted.Code, site.TimeZone, ramp.Terms.Limits.P99Milliseconds))
            : new(await NotAdmittedAsync(db, site, ramp, unit, cancellationToken), null);
    }

    /// <summary>Why a site takes no traffic now.</summary>
    public static async Task<GatewayRefusal> StoppedAsync(OnboardingDb db, SiteId site, CancellationToken cancellationToken)
    {
        var state = await db.Sites.AsNoTracking().Where(row => row.Id == site).Select(row => row.State).SingleAsync(cancellationToken);
        return (await db.StopOfAsync(site, cancellationToken), state) switch
        {
            ({ Kind: StopKind.Suspended } stop, SiteState.Suspended) => new(
                503, "site-suspended", "This site is suspended", $"Real traffic was suspended: {stop.Reason}", FaultOwner.OurConfiguration, "Ask again later; it flows again as soon as somebody resumes it in the portal.", AskAgain),
            ({ Kind: StopKind.RolledBack } stop, _) => new(
                409, "site-rolled-back", "This site was rolled back", $"Real traffic was rolled back: {stop.Reason}", FaultOwner.OurConfiguration, "Wait until the site goes live again in the portal."),
            _ => GatewayRefusal.NotLive,
        };
    }

    private async Task<GatewayRefusal> NotAdmittedAsync(OnboardingDb db, Site site, SiteRamp ramp, string? unit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var told = RampTold.Of(ramp, site.TimeZone, await db.FiguresAsync(ramp, site.TimeZone, now, cancellationToken), now);
        var admitted = string.Join(", ", told.Admitted);
        return (string.IsNullOrWhiteSpace(unit), ramp.Knows(unit)) switch
        {
            (true, _) => Refused("care-unit-missing", "The request names no care unit", $"This site comes live unit by unit. In now: {admitted}.", $"Send the care unit in the header {UnitHeader}."),
            (_, null) => Refused("care-unit-unknown", "This care unit is not in the plan", $"The go-live plan has no care unit of that code. In now: {admitted}.", $"Send one of the plan's codes in the header {UnitHeader}."),
            (_, { } known) => Refused(
                "care-unit-not-admitted", "This care unit is not in yet",
                $"{known.Name} comes in at a later step. In now: {admitted}. Step {told.Step} of {told.Steps}: {told.Verified} of {told.VerifiedNeeded} verified requests, {told.ClinicDays} of {told.ClinicDaysNeeded} whole clinic days.",
                "Go on without us until the unit is in; the earliest moment stands in tryAgainAt.") with { RetryAfter = told.TryAgainAt - now },
        };

        GatewayRefusal Refused(string code, string title, string cause, string next) => new(409, code, title, cause, FaultOwner.OurConfiguration, next) { Ramp = told };
    }
}
