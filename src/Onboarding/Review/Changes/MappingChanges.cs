using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.MapFields.Versions;

namespace Onboarding.Review.Changes;

/// <summary>The fourth answer to a failed report: a change of its mapping, tried before anybody saves it, then saved at once or left to the CSM.</summary>
public sealed class MappingChanges(IDbContextFactory<OnboardingDb> factory, ReviewReader reader, SiteService sites, SiteHub hub, TimeProvider time)
{
    /// <summary>Saves the change at one site, as a version of its mapping.</summary>
    public async Task<Result<Site>> SaveAsync(ChangeTrial trial, FieldMapping change, string reason, Actor by, CancellationToken cancellationToken)
    {
        var fit = await FitAsync([trial], change, reason, by, cancellationToken);
        if (fit.Refusal is { } refusal)
            return refusal;
        var proposal = Proposal(trial, change, fit.Value!, by, ProposalState.Saved);
        (proposal.AnsweredAt, proposal.AnsweredBy) = (proposal.At, by.Name);
        return await sites.SaveMappingAsync(
            trial.Site.Id, trial.Site.Version, trial.Site.Configuration.Mapping.With(change), new(fit.Value!.TrimEnd('.')), by,
            async (db, now) =>
            {
                await ReplaceAsync(db, proposal, now, cancellationToken);
                db.MappingProposals.Add(proposal);
                db.ReviewDecisions.Add(Decision(trial.Item, ReviewAnswer.Corrected, fit.Value!, by));
            },
            cancellationToken);
    }

    /// <summary>Leaves the change to the CSMs of these sites. One proposal for each of them, or none.</summary>
    public async Task<Result<Done>> ProposeAsync(IReadOnlyList<ChangeTrial> trials, FieldMapping change, string reason, Actor by, CancellationToken cancellationToken)
    {
        var fit = await FitAsync(trials, change, reason, by, cancellationToken);
        if (fit.Refusal is { } refusal)
            return refusal;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var trial in trials)
        {
            var proposal = Proposal(trial, change, fit.Value!, by, ProposalState.Open);
            await ReplaceAsync(db, proposal, proposal.At, cancellationToken);
            db.MappingProposals.Add(proposal);
            db.ReviewDecisions.Add(Decision(trial.Item, ReviewAnswer.Proposed, fit.Value!, by));
            db.Note(trial.Site.Id, by, $"Mapping change proposed, {proposal.Label}: {fit.Value!.TrimEnd('.')}", proposal.At);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var trial in trials)
            hub.Publish(new(trial.Site.Id));
        return new Done();
    }

    /// <summary>What engineers propose for this site's mapping and nobody has answered, the oldest first.</summary>
    public async Task<IReadOnlyList<MappingProposal>> OpenAsync(SiteId site, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.MappingProposals.AsNoTracking().Where(row => row.SiteId == site && row.State == ProposalState.Open).OrderBy(row => row.At).ToListAsync(cancellationToken);
    }

    /// <summary>Puts a proposed change into the mapping and saves it as a version.</summary>
    public async Task<Result<Site>> AcceptAsync(Guid id, int seenVersion, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var read = await factory.CreateDbContextAsync(cancellationToken);
        if (await read.MappingProposals.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { State: ProposalState.Open } proposal)
            return ChangeRefusals.NotOpen;
        var site = await read.Sites.AsNoTracking().SingleAsync(row => row.Id == proposal.SiteId, cancellationToken);
        if (proposal.IsStale(site))
            return ChangeRefusals.Stale;
        return await sites.SaveMappingAsync(
            site.Id, seenVersion, site.Configuration.Mapping.With(proposal.After), new($"Proposed by {proposal.ByName}: {proposal.Reason.TrimEnd('.')}"), by,
            async (db, now) => Answer(await db.MappingProposals.SingleAsync(row => row.Id == id, cancellationToken), ProposalState.Accepted, by, now),
            cancellationToken);
    }

    /// <summary>Leaves the mapping as it is; the failure is the engineers' again.</summary>
    public async Task<Result<Done>> DeclineAsync(Guid id, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.MappingProposals.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { State: ProposalState.Open } proposal)
            return ChangeRefusals.NotOpen;
        var now = time.GetUtcNow();
        Answer(proposal, ProposalState.Declined, by, now);
        db.Note(proposal.SiteId, by, $"Proposed mapping change declined: {proposal.Label}", now);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChangeRefusals.NotOpen;
        }

        hub.Publish(new(proposal.SiteId));
        return new Done();
    }

    private async Task<Result<string>> FitAsync(IReadOnlyList<ChangeTrial> trials, FieldMapping change, string reason, Actor by, CancellationToken cancellationToken)
    {
        if (ReviewRights.Check(by) is { } refusal)
            return refusal;
        var words = ReviewRights.Words(reason, ChangeRefusals.NoReason);
        if (words.Refusal is not null)
            return words;
        if (words.Value!.Length > MappingChange.LongestReason)
            return ReviewRefusals.Longer(MappingChange.LongestReason);
        foreach (var trial in trials)
        {
            if (trial.Try(change).Problem is { } problem)
                return ChangeRefusals.Invalid(problem);
            if (trial.TellsOfPatient(change))
                return ChangeRefusals.TellsOfPatient;
        }

        if (trials.All(trial => trial.IsSaved(change)))
            return ChangeRefusals.Nothing;
        var open = (await reader.ReadAsync(cancellationToken)).Groups.SelectMany(group => group.Items).Select(item => (item.Run.Id, item.Fingerprint)).ToHashSet();
        return trials.All(trial => open.Contains((trial.Item.Run.Id, trial.Item.Fingerprint))) ? words : ReviewRefusals.Gone;
    }

    private MappingProposal Proposal(ChangeTrial trial, FieldMapping change, string reason, Actor by, ProposalState state)
    {
        var (tried, now) = (trial.Try(change), time.GetUtcNow());
        return new()
        {
            Id = Guid.CreateVersion7(now), SiteId = trial.Site.Id, RunId = trial.Item.Run.Id, Fingerprint = trial.Item.Fingerprint, FieldId = trial.Field.Id, Label = trial.Field.Label,
            Before = trial.Saved, After = change, Reason = reason, ById = by.Id, ByName = by.Name, At = now, TriedBefore = tried.CountsBefore, TriedAfter = tried.CountsAfter, State = state,
        };
    }

    private ReviewDecision Decision(ReviewItem item, ReviewAnswer answer, string text, Actor by) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()), SiteId = item.Site.Id, RunId = item.Run.Id, Stage = item.Run.Stage, Environment = item.Run.Environment,
        Fingerprint = item.Fingerprint, Code = item.Row.Code, Check = item.Row.Check, Answer = answer, Text = text, ById = by.Id, ByName = by.Name, At = time.GetUtcNow(),
    };

    // Two proposals for one field would be accepted one over the other.
    private static async Task ReplaceAsync(OnboardingDb db, MappingProposal by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var before in await db.MappingProposals.Where(row => row.SiteId == by.SiteId && row.FieldId == by.FieldId && row.State == ProposalState.Open).ToListAsync(cancellationToken))
            (before.State, before.AnsweredAt, before.AnsweredBy) = (ProposalState.Replaced, now, by.ByName);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static void Answer(MappingProposal proposal, ProposalState state, Actor by, DateTimeOffset now) =>
        (proposal.State, proposal.AnsweredAt, proposal.AnsweredBy) = (state, now, by.Name);
}
