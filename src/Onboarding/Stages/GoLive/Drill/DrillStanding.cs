using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Evidence;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive.Drill;

/// <summary>What the drills of a site prove at a moment. A drill that was stopped proves nothing; one that runs takes nothing away.</summary>
/// <param name="Newest">The newest that was held to its end, whatever it was held with.</param>
/// <param name="Explanation">Why the gate stands so.</param>
/// <param name="Opens">What opens it, as an instruction; null where it is open.</param>
public sealed record DrillStanding(GateState State, FireDrill? Newest, FireDrill? Running, string Explanation, string? Opens, TimeSpan? Age, TimeSpan? Left)
{
    public const string Code = "GATE-DRILL";
    public const string Title = "Fire drill, at most 14 d old";

    private const string Hold = "Hold the fire drill: both sides acknowledge a test alert, a queue fills and drains, a roll back is timed.";

    /// <summary>As one of the gates.</summary>
    public GateResult Gate(string owner) => new(
        Code, Title, State, Explanation, Age is { } age ? $"held {Ago.Text(age)}" : null, State is GateState.Open && Left is { } left ? $"{Ago.Span(left)} left" : null, Opens, Lifecycle.Stage.GoLive)
    {
        Who = State is GateState.Open ? null : owner,
        BornAt = Newest?.FinishedAt,
    };

    internal static DrillStanding Of(IReadOnlyList<FireDrill> drills, Site site, GoLivePlan? plan, DateTimeOffset now)
    {
        var newest = drills.Where(drill => drill.State is DrillState.Finished).OrderBy(drill => drill.FinishedAt).LastOrDefault();
        var running = drills.FirstOrDefault(drill => drill.InFlight);
        var people = DrillPeople.Of(plan?.Content);
        var age = now - newest?.FinishedAt;
        return newest switch
        {
            null => Say(GateState.NotEnoughEvidence, running is null ? "No fire drill was held yet." : "The fire drill is being held.", running is null ? Hold : "Let the fire drill end."),
            { } other when other.Environment != site.Connection?.Environment => Say(GateState.NotEnoughEvidence, "The last fire drill was of another environment.", Hold),
            { } other when !other.HeldWith(site.Connection?.Environment, people) => Say(GateState.NotEnoughEvidence, "Somebody else hears the alerts now than at the last fire drill.", Hold),
            { Verdict: CheckState.Failed } bad => Say(GateState.Closed, $"The last fire drill failed: {bad.Rows.First(row => row.State is CheckState.Failed).Check}.", "Do what the failed part says and hold the fire drill again."),
            { Verdict: not (CheckState.Passed or CheckState.Warning) } part => Say(GateState.NotEnoughEvidence, $"The last fire drill could not assess everything: {part.Rows.First(row => row.State is CheckState.CouldNotAssess or CheckState.NotReached).Check}.", "Do what that part says and hold the fire drill again."),
            _ when age > FireDrill.Life => Say(GateState.NotEnoughEvidence, "The last fire drill is too old by now.", Hold),
            _ => Say(GateState.Open, Proven(newest), null),
        };

        static string Proven(FireDrill drill) => $"Both sides acknowledged; {drill.QueueRow!.Measured}; {drill.RollBackRow!.Measured}.";

        DrillStanding Say(GateState state, string why, string? opens) => new(state, newest, running, why, opens, age, age is { } old ? FireDrill.Life - old : null);
    }
}

/// <summary>Who hears the alerts of a site on each side.</summary>
public static class DrillPeople
{
    /// <summary>The two who are sent the test alert; null where the plan names nobody with a mail address.</summary>
    public static (PlanContact? Ours, PlanContact? Hospital) Of(PlanContent? plan) =>
        (Of(plan, ContactRole.OnCall, ContactRole.ChangeLead), Of(plan, ContactRole.InterfaceAnalyst, ContactRole.ClinicalLead));

    // Whoever the routes name first; without routes the one whose job it is.
    private static PlanContact? Of(PlanContent? plan, params ContactRole[] roles) => roles
        .OrderByDescending(role => plan?.AlertRoutes.Contains(role)).Select(role => plan?.Contact(role)).FirstOrDefault(contact => contact is { Mail.Length: > 0 });
}

public static class DrillReader
{
    /// <summary>What the site's drills prove now.</summary>
    public static async Task<DrillStanding> DrillsOfAsync(this OnboardingDb db, Site site, DateTimeOffset now, CancellationToken cancellationToken) =>
        DrillStanding.Of(
            await db.FireDrills.AsNoTracking().Where(drill => drill.SiteId == site.Id && drill.State != DrillState.Stopped).ToListAsync(cancellationToken),
            site, await db.PlanOfAsync(site, cancellationToken), now);
}
