using EhrAdapters.Mapping;
using Onboarding.Persistence;
using Onboarding.Review.Changes;
using Onboarding.Sites;

namespace Onboarding.Review;

/// <summary>An answer that somebody began, in the words of the form.</summary>
/// <param name="Answer">Which of the answers is chosen.</param>
/// <param name="Text">The instruction or the reason.</param>
/// <param name="All">For all reports of the group, or for the shown one.</param>
/// <param name="Change">The field's mapping as it would be, where the answer is a change of it.</param>
public sealed record AnswerDraft(ReviewAnswer Answer, string Text, bool All, string Owner = "", string LastDay = "", FieldMapping? Change = null);

/// <summary>Half-written answers, kept with the group's oldest report until somebody answers, so that another engineer can go on.</summary>
public sealed class AnswerDrafts(Drafts drafts)
{
    public async Task<(AnswerDraft Draft, FormDraft Kept)?> FindAsync(ReviewGroup group, CancellationToken cancellationToken) =>
        await drafts.FindAsync(Site(group).Id, Name(group), cancellationToken) is { } kept ? (Json.Read<AnswerDraft>(kept.Json), kept) : null;

    /// <summary>Keeps it; what looks like a patient's is refused here already, so that it is written nowhere.</summary>
    public async Task<Result<Done>> KeepAsync(ReviewGroup group, AnswerDraft draft, Actor by, CancellationToken cancellationToken)
    {
        if (ReviewRights.Check(by) is { } refusal)
            return refusal;
        if (string.IsNullOrWhiteSpace(draft.Text))
            return await DropAsync(group, by, cancellationToken);
        var words = ReviewRights.Words(draft.Text, ReviewRefusals.NoReason);
        return words.Refusal is { } unfit ? unfit
            : await drafts.KeepAsync(Site(group).Id, Name(group), draft with { Text = words.Value! }, Site(group).Version, by, cancellationToken);
    }

    /// <summary>Keeps a change that somebody works on, with its reason as far as it is written; not where a patient's value stands in it.</summary>
    public async Task<Result<Done>> KeepAsync(ReviewGroup group, ChangeTrial trial, FieldMapping change, string reason, Actor by, CancellationToken cancellationToken)
    {
        if (ReviewRights.Check(by) is { } refusal)
            return refusal;
        if (trial.TellsOfPatient(change))
            return ChangeRefusals.TellsOfPatient;
        var words = string.IsNullOrWhiteSpace(reason) ? "" : ReviewRights.Words(reason, ChangeRefusals.NoReason);
        return words.Refusal is { } unfit ? unfit
            : await drafts.KeepAsync(Site(group).Id, Name(group), new AnswerDraft(ReviewAnswer.Proposed, words.Value!, All: true, Change: change), Site(group).Version, by, cancellationToken);
    }

    public Task<Result<Done>> DropAsync(ReviewGroup group, Actor by, CancellationToken cancellationToken) => drafts.DropAsync(Site(group).Id, Name(group), by, cancellationToken);

    private static Site Site(ReviewGroup group) => group.Items[0].Site;

    private static string Name(ReviewGroup group) => $"review-{group.Fingerprint}";
}
