using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Outbound;
using Onboarding.Review.Changes;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Review;

/// <summary>One failed check of one site's newest run.</summary>
public sealed record ReviewItem(Site Site, StageRun Run, ResultRow Row)
{
    public string Fingerprint { get; } = FailureFingerprint.Of(Run.Stage, Site.Connection?.Vendor, Row);

    public DateTimeOffset Since => Run.FinishedAt!.Value;

    /// <summary>Why it can never be accepted; null where it may be.</summary>
    public string? Never => ExceptionRules.Never(Site, Run.Stage, Row);
}

/// <summary>The same failure at one site or at many: one cause, one decision.</summary>
/// <param name="Items">The oldest first.</param>
/// <param name="Comments">The oldest first.</param>
/// <param name="Before">What was decided about the same failure before, the newest first.</param>
public sealed record ReviewGroup(
    string Fingerprint, IReadOnlyList<ReviewItem> Items, ReviewAssignment? Assigned, IReadOnlyList<ReviewComment> Comments, IReadOnlyList<ReviewDecision> Before)
{
    /// <summary>The changes of the mapping that were proposed for these reports, the newest first.</summary>
    public IReadOnlyList<MappingProposal> Proposals { get; init; } = [];

    /// <summary>True where for every report a CSM has to answer a proposed change.</summary>
    public bool IsProposed => Items.All(item => ProposalOf(item) is { State: ProposalState.Open });

    public Stage Stage => Items[0].Run.Stage;

    public string? Vendor => Items[0].Site.Connection?.Vendor;

    public DateTimeOffset Since => Items[0].Since;

    /// <summary>What went wrong; of a field with its name, because its message leaves that out.</summary>
    public string Title => Items[0].Row switch
    {
        { Message: { } message, Check: var label } when Stage is Stage.MapFields or Stage.ValidatePatients => $"{label}: {message}",
        { Message: var message, Check: var check } => message ?? check,
    };

    public int Sites => Items.Select(item => item.Site.Id).Distinct().Count();

    /// <summary>The newest change proposed for one of the reports; null where there is none.</summary>
    public MappingProposal? ProposalOf(ReviewItem item) => Proposals.FirstOrDefault(proposal => proposal.RunId == item.Run.Id);

    /// <summary>True until the mentioned person answers with a comment of their own.</summary>
    public bool Mentions(Actor person) =>
        Comments.LastOrDefault(comment => comment.ById == person.Id || comment.Mentions.Contains(person.Id)) is { } last && last.ById != person.Id;
}

/// <summary>What the address filters by; null means all.</summary>
public sealed record ReviewFilter(Stage? Stage = null, string? Vendor = null, bool Mine = false, bool MentionsMe = false);

/// <summary>An exception that counts now.</summary>
public sealed record LivingException(Site Site, ReviewDecision Decision)
{
    /// <summary>The last day on which it counts, by the site's clock.</summary>
    public DateOnly LastDay => AllowList.LastDayOf(Decision.ExpiresAt!.Value, Site);
}

/// <summary>How often a rule was overruled or passed on.</summary>
/// <param name="Changed">Changes of the mapping, proposed or saved.</param>
public sealed record OverruleCount(string Code, string Check, int Excepted, int Returned, int Sent, int Changed);

/// <summary>How fast failures are answered, of the answers that were given.</summary>
/// <param name="Reports">Reports answered in the last 24 hours.</param>
/// <param name="Groups">Groups of failures answered in the last 24 hours.</param>
/// <param name="Median">From failing to the answer, over the last seven days; null where none was given.</param>
public sealed record ReviewPace(int Reports, int Groups, TimeSpan? Median)
{
    public static readonly ReviewPace None = new(0, 0, null);
}

/// <summary>Everything the review's page shows.</summary>
/// <param name="Groups">The oldest first.</param>
public sealed record ReviewQueue(IReadOnlyList<ReviewGroup> Groups, IReadOnlyList<LivingException> Exceptions, IReadOnlyList<OverruleCount> Counts)
{
    public ReviewPace Pace { get; init; } = ReviewPace.None;

    public int Reports => Groups.SelectMany(group => group.Items).Select(item => item.Run.Id).Distinct().Count();

    public IReadOnlyList<ReviewGroup> Where(ReviewFilter filter, Actor me) =>
    [
        .. Groups.Where(group =>
            (filter.Stage is null || group.Stage == filter.Stage)
            && (filter.Vendor is null || group.Vendor == filter.Vendor)
            && (!filter.Mine || group.Assigned?.PersonId == me.Id)
            && (!filter.MentionsMe || group.Mentions(me))),
    ];

    /// <summary>The failures of these reports that nobody has answered yet, grouped, the oldest group first.</summary>
    internal static IEnumerable<IGrouping<string, ReviewItem>> Group(IEnumerable<FailedReport> reports, IReadOnlySet<(Guid Run, string Fingerprint)> answered) =>
        // A living exception needs no word here: its row reads as a warning; one that has ended brings the failure back.
        reports
            .SelectMany(report => report.Run.Rows.Where(row => row.State is CheckState.Failed).Select(row => new ReviewItem(report.Site, report.Run, row)))
            .Where(item => !answered.Contains((item.Run.Id, item.Fingerprint)))
            .OrderBy(item => item.Since).ThenBy(item => item.Run.Id)
            .GroupBy(item => item.Fingerprint);
}
