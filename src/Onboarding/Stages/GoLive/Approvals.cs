using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Onboarding.Notices;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Approving;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive;

/// <summary>Other people's word that a site may go live, bound to the configuration and the plan that they saw: one without a plan, two of two roles with one.</summary>
public sealed class Approvals(IDbContextFactory<OnboardingDb> factory, GoLiveGates gates, Outbox outbox, IOptions<OnboardingOptions> options, SiteHub hub, TimeProvider time)
{
    /// <summary>After this an approval no longer counts.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    private static readonly TimeSpan ReminderPause = TimeSpan.FromHours(1);

    /// <summary>Asks for an approval; asking again for the same configuration and plan is the same request, unless it was declined.</summary>
    public async Task<Result<ApprovalRequest>> RequestAsync(SiteId id, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        var plan = await db.PlanOfAsync(site, cancellationToken);
        if (plan is null && site.Connection is { Environment: var environment } && environment.NeedsPlan())
            return GoLiveRefusals.PlanNeeded;
        if (plan is { Content: { Window: null } or { Units.Count: 0 } })
            return GoLiveRefusals.PlanIncomplete;
        var now = time.GetUtcNow();
        if ((await db.ApprovalOfAsync(site, now, cancellationToken)).Request is { } asked)
            return asked;
        var request = new ApprovalRequest
        {
            Id = Guid.CreateVersion7(now), SiteId = id, ActorId = by.Id, ActorName = by.Name, Role = by.Role, At = now, Fingerprint = PlanMark.Of(site, plan),
        };
        db.ApprovalRequests.Add(request);
        db.Note(id, by, "Asked for the approval to go live", now);
        await db.SaveChangesAsync(cancellationToken);
        hub.Publish(new(id));
        return request;
    }

    /// <summary>Approves the open request, as another person in another role, and keeps what that person saw.</summary>
    /// <param name="seen">The mark of the gates that stood on their page; null where nobody looked at a page.</param>
    public async Task<Result<Approval>> ApproveAsync(SiteId id, Actor by, CancellationToken cancellationToken, string? seen = null)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        var now = time.GetUtcNow();
        var status = await db.ApprovalOfAsync(site, now, cancellationToken);
        if (status.Refuses(by) is { } refusal)
            return refusal;
        if (status.Approvals.FirstOrDefault(given => given.ActorId == by.Id) is { } before)
            return before;
        var report = await gates.EvaluateAsync(id, cancellationToken);
        if (seen is not null && seen != report.Mark)
            return GoLiveRefusals.GatesMoved;
        var approval = new Approval
        {
            Id = Guid.CreateVersion7(now), SiteId = id, ActorId = by.Id, ActorName = by.Name, Role = by.Role, At = now, Fingerprint = status.Request!.Fingerprint,
            RequestId = status.Request.Id, Saw = ApprovalEvidence.Of(report, await db.PlanOfAsync(site, cancellationToken)),
        };
        db.Approvals.Add(approval);
        db.Note(id, by, "Approved going live", now, "good");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The unique index decides between two clicks that arrive together.
            return await db.Approvals.AsNoTracking().SingleAsync(given => given.RequestId == status.Request.Id && given.ActorId == by.Id, cancellationToken);
        }

        hub.Publish(new(id));
        return approval;
    }

    /// <summary>Says no to the open request; whoever asked reads why and may ask again.</summary>
    public Task<Result<ApprovalRequest>> DeclineAsync(SiteId id, string? reason, Actor by, CancellationToken cancellationToken) =>
        AnswerAsync<ApprovalRequest>(id, reason, GoLiveRefusals.DeclineReason, (status, words, db, now) =>
        {
            if (status.Refuses(by) is { } refusal)
                return refusal;
            var request = db.ApprovalRequests.Attach(status.Request!).Entity;
            (request.DeclinedBy, request.DeclinedAt, request.DeclinedFor) = (by.Name, now, words);
            db.Note(id, by, $"Declined going live: {words}", now, "bad");
            return request;
        }, cancellationToken);

    /// <summary>A question back, or the answer to one; anybody may ask.</summary>
    public Task<Result<ApprovalComment>> CommentAsync(SiteId id, string? text, Actor by, CancellationToken cancellationToken) =>
        AnswerAsync<ApprovalComment>(id, text, ReviewRefusals.NoComment, (status, words, db, now) =>
        {
            if ((status.Request ?? status.Declined) is not { } request)
                return GoLiveRefusals.NotRequested;
            var comment = new ApprovalComment
            {
                Id = Guid.CreateVersion7(now), SiteId = id, RequestId = request.Id, ActorId = by.Id, ActorName = by.Name, Role = by.Role, At = now, Text = words,
            };
            db.ApprovalComments.Add(comment);
            db.Note(id, by, by.Id == request.ActorId ? "Answered about the approval" : "Asked a question about the approval", now);
            return comment;
        }, cancellationToken);

    /// <summary>Writes to those who may still approve, at most once an hour; the requester's way to say that it is urgent.</summary>
    /// <param name="people">The portal's people with their mail addresses; whoever cannot approve is left out.</param>
    public async Task<Result<int>> RemindAsync(SiteId id, IReadOnlyList<ApproverAddress> people, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        var now = time.GetUtcNow();
        var status = await db.ApprovalOfAsync(site, now, cancellationToken);
        if (status.Request is null)
            return GoLiveRefusals.NotRequested;
        if (status.Request.RemindedAt is { } last && now - last < ReminderPause)
            return GoLiveRefusals.RemindedJustNow(Ago.Text(now - last));
        var missing = people.Where(person => status.Refuses(person.Person) is null && !status.Approvals.Any(given => given.ActorId == person.Person.Id)).ToList();
        if (missing.Count == 0)
            return GoLiveRefusals.NobodyToRemind;
        db.ApprovalRequests.Attach(status.Request).Entity.RemindedAt = now;
        var window = (await db.PlanOfAsync(site, cancellationToken))?.Content.Window;
        foreach (var person in missing)
            outbox.Add(db, ApprovalMail.Reminder(site, status, window, person, options.Value.PublicBaseUrl));
        db.Note(id, by, $"Reminded of the approval: {string.Join(", ", missing.Select(person => person.Person.Name))}", now);
        await db.SaveChangesAsync(cancellationToken);
        hub.Publish(new(id));
        return missing.Count;
    }

    public async Task<ApprovalStatus> OfAsync(SiteId id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is { } site
            ? await db.ApprovalOfAsync(site, time.GetUtcNow(), cancellationToken)
            : ApprovalStatus.None;
    }

    private async Task<Result<T>> AnswerAsync<T>(SiteId id, string? text, Refusal empty, Func<ApprovalStatus, string, OnboardingDb, DateTimeOffset, Result<T>> answer, CancellationToken cancellationToken)
    {
        var words = ReviewRights.Words(text, empty);
        if (words.Refusal is { } unfit)
            return unfit;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        var now = time.GetUtcNow();
        var answered = answer(await db.ApprovalOfAsync(site, now, cancellationToken), words.Value!, db, now);
        if (!answered.Succeeded)
            return answered;
        await db.SaveChangesAsync(cancellationToken);
        hub.Publish(new(id));
        return answered;
    }
}
