using LiveTraffic.Alerting;
using LiveTraffic.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Onboarding;
using Onboarding.Notices;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace LiveTraffic.Downtime;

/// <summary>
/// Tells people about a queue: once when it starts, once when it has drained, and in between once each when the oldest request has
/// waited too long. Into the site's history and to the webhook; whoever is on call is written to when it pages. Counts and times only.
/// </summary>
public sealed partial class QueueMessages(IDbContextFactory<OnboardingDb> factory, WebhookPost webhook, Outbox outbox, SiteHub hub, TimeProvider time, ILogger<QueueMessages> logger)
{
    private readonly Dictionary<SiteId, Episode> told = [];

    /// <summary>Sites of which something was told and the end not yet.</summary>
    public IReadOnlyCollection<SiteId> Open => [.. told.Keys];

    /// <summary>Looks at one queue and says what is new; told again with the same figures it says nothing.</summary>
    public async Task TellAsync(SiteId site, LaneFigures now, CancellationToken cancellationToken)
    {
        if (!told.TryGetValue(site, out var episode))
        {
            if (now.Waiting == 0)
                return;
            told[site] = episode = new();
            await SayAsync(site, "queue-started", "Queueing started: the hospital’s EHR does not answer", now, "bad", cancellationToken);
        }

        var age = time.GetUtcNow() - now.OldestSince;
        if (now.Waiting == 0)
        {
            told.Remove(site);
            var took = time.GetUtcNow() - now.Since!.Value;
            await SayAsync(site, "queue-drained", $"Queue drained after {Ago.Exact(took)}: {now.Answered - now.SetAside} answered, {now.SetAside} set aside", now, now.SetAside == 0 ? "good" : "bad", cancellationToken);
        }
        else if (age > QueueRules.PageAfter && !episode.Paged)
        {
            (episode.Warned, episode.Paged) = (true, true);
            await SayAsync(site, "queue-page", $"The oldest request has waited for {Ago.Exact(age.Value)}; {now.Waiting} wait", now, "bad", cancellationToken, page: true);
        }
        else if (age > QueueRules.WarnAfter && !episode.Warned)
        {
            episode.Warned = true;
            await SayAsync(site, "queue-warning", $"The oldest request has waited for {Ago.Exact(age.Value)}; {now.Waiting} wait", now, "bad", cancellationToken);
        }
    }

    private async Task SayAsync(SiteId id, string kind, string what, LaneFigures figures, string tone, CancellationToken cancellationToken, bool page = false)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var at = time.GetUtcNow();
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } site)
            return;
        db.Audit.Add(new() { Id = Guid.CreateVersion7(at), SiteId = id, At = at, ActorId = Actor.Portal.Id, ActorName = Actor.Portal.Name, What = what, Tone = tone });
        if (page && await OnCallAsync(db, site, cancellationToken) is { Mail: { Length: > 0 } mail } onCall)
        {
            outbox.Add(db, new(id, kind, mail, onCall.Name, $"{site.Name}: requests have waited for more than an hour",
                $"{what}.\n\nThe hospital’s EHR has not answered since then. They drain by themselves, in order, once it does.\nCall the hospital’s interface analyst; the site’s page names them.\n"));
        }

        await db.SaveChangesAsync(cancellationToken);
        hub.Publish(new(id));
        _ = PostAsync(new { Kind = kind, site = site.Name, Cause = what, figures.Waiting, figures.Since, figures.OldestSince, figures.Answered, figures.SetAside }, id);
    }

    private static async Task<PlanContact?> OnCallAsync(OnboardingDb db, Site site, CancellationToken cancellationToken) =>
        (await db.GoLivePlans.AsNoTracking().SingleOrDefaultAsync(plan => plan.SiteId == site.Id, cancellationToken))?.Content.Contacts.FirstOrDefault(contact => contact.Role is ContactRole.OnCall);

    // A slow webhook must not hold the queue up.
    private async Task PostAsync(object body, SiteId site)
    {
        try
        {
            if (await webhook.SendAsync(body, CancellationToken.None) is (WebhookState.Failed, var note))
                LogFailed(logger, site, note!);
        }
        catch (Exception fault)
        {
            LogFailed(logger, site, fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook was not told of the queue of site {Site}: {Note}")]
    private static partial void LogFailed(ILogger logger, SiteId site, string note);

    private sealed class Episode
    {
        public bool Warned { get; set; }

        public bool Paged { get; set; }
    }
}
