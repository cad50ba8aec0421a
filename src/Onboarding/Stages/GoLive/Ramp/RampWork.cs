using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Stages.GoLive.Ramp;

/// <summary>One look at one ramp, inside its transaction.</summary>
internal sealed class RampWork(OnboardingDb db, Site site, SiteRamp ramp, StepFigures seen, DateTimeOffset now)
{
    public OnboardingDb Db => db;

    public Site Site => site;

    public SiteRamp Ramp => ramp;

    public DateTimeOffset Now => now;

    public RampVerdict Verdict => RampRules.Decide(Seen, ramp.Terms.Limits);

    private StepFigures Seen => seen with { FailedChecks = ramp.FailedChecks };

    /// <summary>A look that sees new requests is a check of them.</summary>
    public void Check()
    {
        if (seen.Judged > ramp.CheckedJudged)
            ramp.Checked(seen.Judged, seen.Good);
    }

    public void Decide(RampCall call, RampRule rule, string sentence, Actor by) =>
        db.RampDecisions.Add(RampDecision.Of(ramp, Seen, call, rule, sentence, by, now));

    public void Note(string what, Actor by, string? why = null) => db.Note(site.Id, by, why is null ? what : $"{what}: {why}", now);

    /// <summary>True where the last word about this step was the same.</summary>
    public async Task<bool> SaidAsync(RampVerdict verdict, CancellationToken cancellationToken) =>
        await db.RampDecisions.AsNoTracking().Where(said => said.RampId == ramp.Id).OrderByDescending(said => said.At).ThenByDescending(said => said.Id).FirstOrDefaultAsync(cancellationToken) is { } last
        && last.Step == ramp.Step && last.Call == verdict.Call && last.Rule == verdict.Rule;
}
