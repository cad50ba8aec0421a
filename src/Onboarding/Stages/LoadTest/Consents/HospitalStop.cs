using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Onboarding.HospitalLinks;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest.Consents;

/// <summary>
/// The hospital ends a load test of its system by itself, at any moment, by a link and without an account of ours. Whoever
/// stops it does not want the next one either: the consent ends with it.
/// </summary>
public sealed class HospitalStop(IDbContextFactory<OnboardingDb> factory, RunService runs, SiteHub hub, TimeProvider time) : IHospitalAction
{
    public const string Word = "stop-load-test";

    /// <summary>Stands in the site's history for whoever opened the hospital's own link.</summary>
    public static readonly Actor Hospital = new("hospital-link", "The hospital, by its link", "hospital");

    public string Purpose => Word;

    /// <summary>It works as long as the consent lives, not once: a link that was tried out must still stop a test.</summary>
    public bool Once => false;

    public async Task<HospitalPage?> ShowAsync(HospitalLink link, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.LoadConsents.AsNoTracking().SingleOrDefaultAsync(row => row.Id == link.SubjectId, cancellationToken) is not { } consent)
            return null;
        var zone = (await db.Sites.AsNoTracking().SingleAsync(site => site.Id == consent.SiteId, cancellationToken)).TimeZone;
        var run = await db.RunUnderAsync(consent, cancellationToken);
        var running = run is { StopReason: null };
        HospitalFact[] facts =
        [
            new("Agreed by", consent.AgreedBy), new("Window", SiteClock.Words(consent.From, consent.To, zone)),
            new("At most", string.Create(CultureInfo.InvariantCulture, $"{consent.CapRequestsPerMinute:N0} requests a minute, reads and searches only")),
            new("Now", running ? "A load test is running" : "No load test is running"),
        ];
        if (consent.WithdrawnAt is { } ended)
            return new("The load test is stopped", "No load test runs under this consent any more, and none can be started.", facts, Button: null, $"The consent ended {SiteClock.Words(ended, zone)}, by {By(consent)}.");
        return consent.To <= time.GetUtcNow() && !running
            ? new("The window is over", "No load test can be started under this consent any more.", facts, Button: null)
            : new(
                running ? "Stop the load test" : "Take the consent to a load test back",
                running ? "The button ends the test within a second. No further one can be started until the hospital agrees again." : "The button takes the consent back. No load test can be started until the hospital agrees again.",
                facts, running ? "Stop the load test" : "Take the consent back") { Danger = true };
    }

    public async Task<Result<string>> DoAsync(HospitalLink link, CancellationToken cancellationToken)
    {
        var stopped = await StopAsync(link.SubjectId, cancellationToken);
        return stopped.Refusal is { } refusal ? refusal : stopped.Value ? "The load test is stopped." : "The consent is taken back; no load test was running.";
    }

    /// <summary>Ends the consent, and the test that runs under it.</summary>
    /// <returns>True where a test was running.</returns>
    public async Task<Result<bool>> StopAsync(Guid consentId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.LoadConsents.SingleOrDefaultAsync(row => row.Id == consentId, cancellationToken) is not { } consent)
            return ConsentRefusals.NotFound;
        // The test first: whatever else happens, it ends.
        var run = await db.RunUnderAsync(consent, cancellationToken);
        if (run is not null)
            await runs.CancelAsync(run.Id, Hospital, "The hospital stopped the test by its own link. What was measured until then does not count.", cancellationToken);
        var now = time.GetUtcNow();
        if (consent.WithdrawnAt is null && consent.To > now)
        {
            (consent.WithdrawnAt, consent.WithdrawnBy) = (now, Hospital.Name);
            db.Note(consent.SiteId, Hospital, $"Consent to a load test withdrawn: {consent.AgreedBy}", now);
            await db.SaveChangesAsync(cancellationToken);
        }

        hub.Publish(new(consent.SiteId));
        return run is not null;
    }

    private static string By(LoadConsent consent) => consent.WithdrawnBy == Hospital.Name ? "the hospital's own link" : "the customer success team";
}
