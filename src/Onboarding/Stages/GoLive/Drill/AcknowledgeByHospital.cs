using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.HospitalLinks;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Stages.GoLive.Drill;

/// <summary>The hospital's way to acknowledge the test alert, by the link in its mail.</summary>
public sealed class AcknowledgeByHospital(IDbContextFactory<OnboardingDb> factory, FireDrills drills) : IHospitalAction
{
    public const string Word = "acknowledge-test-alert";

    public string Purpose => Word;

    public bool Once => true;

    public async Task<HospitalPage?> ShowAsync(HospitalLink link, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.FireDrills.AsNoTracking().SingleOrDefaultAsync(row => row.Id == link.SubjectId, cancellationToken) is not { } drill
            || await db.Sites.AsNoTracking().SingleOrDefaultAsync(row => row.Id == link.SiteId, cancellationToken) is not { } site)
        {
            return null;
        }

        var waits = drill is { InFlight: true, HospitalAt: null };
        return new(
            "This is a test alert",
            waits ? "Nothing is down, and no patient is concerned. Before the first real traffic both sides make sure that an alert reaches a person. Press the button to say that this one reached you."
                : "Nothing is left to do here.",
            [
                new("Sent", SiteClock.Words(drill.StartedAt, site.TimeZone)),
                new("Acknowledge by", SiteClock.Words(drill.DueAt, site.TimeZone)),
                new("Started by", drill.StartedBy),
            ],
            waits ? "Acknowledge the test alert" : null, Happened(drill, site));
    }

    public async Task<Result<string>> DoAsync(HospitalLink link, CancellationToken cancellationToken)
    {
        var done = await drills.AcknowledgeByHospitalAsync(link.SubjectId, link.MadeFor, cancellationToken);
        return done.Refusal is { } refusal ? refusal : "Thank you. Our people see that the alert reached you.";
    }

    private static string? Happened(FireDrill drill, Site site) => drill switch
    {
        { HospitalAt: { } at } => $"Acknowledged by {drill.HospitalBy} at {SiteClock.Hour(at, site.TimeZone)}. Thank you; our people see it.",
        { State: DrillState.Stopped } => "The drill was stopped. You may get another test alert later.",
        { State: DrillState.Finished, Verdict: not CheckState.Passed } => "The time for this test is over. You may get another test alert later.",
        _ => null,
    };
}
