using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Review;
using Onboarding.Review.Changes;
using Portal.Components.Controls;
using Portal.Components.Layout;
using Portal.Components.Review;
using Portal.Components.Stages.TestConnection;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>What engineers look at: failures grouped by what they have in common, the oldest first, and their answers.</summary>
public sealed partial class Review
{
    private ReviewQueue? _queue;
    private IReadOnlyList<ReviewGroup> _shown = [];
    private IReadOnlyList<Actor> _workers = [];
    private ReviewGroup? _group;
    private ReviewItem? _chosen;
    private Refusal? _refused;
    private bool _changing;
    private int _changed;

    [SupplyParameterFromQuery(Name = "stage")]
    public string? StageWord { get; set; }

    [SupplyParameterFromQuery(Name = "vendor")]
    public string? Vendor { get; set; }

    /// <summary>"mine" or "mentions"; everybody's where null.</summary>
    [SupplyParameterFromQuery(Name = "whose")]
    public string? Whose { get; set; }

    /// <summary>The fingerprint shown; the oldest where null or gone.</summary>
    [SupplyParameterFromQuery(Name = "group")]
    public string? Fingerprint { get; set; }

    /// <summary>The run shown; the group's oldest where null or gone.</summary>
    [SupplyParameterFromQuery(Name = "report")]
    public Guid? ReportId { get; set; }

    [Inject]
    public required ReviewReader Reader { get; init; }

    [Inject]
    public required ReviewDesk Desk { get; init; }

    [Inject]
    public required People People { get; init; }

    [Inject]
    public required VendorNames Vendors { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    private ReviewAddress Address => new(SitePaths.Read(StageWord), Vendor, Whose, Fingerprint, ReportId);

    private string Summary => _queue switch
    {
        null => "Looking for failed reports.",
        { Groups.Count: 0 } => "No failed report waits for an answer.",
        var some => $"{some.Reports} failed {(some.Reports == 1 ? "report" : "reports")} in {some.Groups.Count} {(some.Groups.Count == 1 ? "group" : "groups")}. What has the same fingerprint shares one cause and one decision.",
    };

    private IReadOnlyList<ChoiceOption> Stages => [.. _queue!.Groups.Select(group => group.Stage).Distinct().Order().Select(stage => new ChoiceOption(Json.Word(stage), stage.Title()))];

    private IReadOnlyList<ChoiceOption> VendorOptions =>
        [.. _queue!.Groups.Select(group => group.Vendor).OfType<string>().Distinct().Select(vendor => new ChoiceOption(vendor, Vendors.Of(vendor))).OrderBy(option => option.Word, StringComparer.CurrentCulture)];

    private IReadOnlyList<Actor> Reviewers => [.. _workers.Where(person => person.Role is Roles.Engineer or Roles.Administrator)];

    private IReadOnlyList<ChoiceOption> ReviewerOptions => [.. Reviewers.Select(person => new ChoiceOption(person.Id, person.Id == Me.Id ? $"{person.Name} (me)" : person.Name))];

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        _workers = await People.WorkersAsync(Gone);
        await ReadAsync();
        Follow(null);
    }

    protected override void OnParametersSet() => Choose();

    protected override Task HearAsync(PageNews news) => news.LookAgain ? ReadAsync() : Task.CompletedTask;

    private static string Word(ReviewAnswer answer) => answer switch
    {
        ReviewAnswer.Returned => "Returned to the CSM",
        ReviewAnswer.Sent => "Sent to the hospital",
        ReviewAnswer.Excepted => "Accepted as an exception",
        ReviewAnswer.Proposed => "Mapping change proposed",
        ReviewAnswer.Corrected => "Mapping changed",
    };

    private static EffectWords? ProposalText(MappingProposal proposal, ReviewItem item) => proposal.State switch
    {
        ProposalState.Open when proposal.IsStale(item.Site) => new(CheckState.CouldNotAssess, "The proposed change is out of date.", $"The mapping of {proposal.Label} has changed since it was tried. Try it again."),
        ProposalState.Open => new(CheckState.NotApplicable, $"Change proposed: {item.Site.OwnerName} decides.", $"{proposal.ByName} left it to the CSM. It closes here with the next run that passes."),
        ProposalState.Declined => new(CheckState.Warning, $"{proposal.AnsweredBy} declined the proposed change of {proposal.Label}.", "The failure waits for another answer."),
        ProposalState.Saved or ProposalState.Accepted or ProposalState.Replaced => null,
    };

    private string Toggle(string whose) => (Address with { Whose = Whose == whose ? null : whose, Group = null, Report = null }).ToString();

    private int Count(string whose) => _queue!.Where((Address with { Whose = whose }).Filter, Me).Count;

    private void Go(ReviewAddress address) => Navigation.NavigateTo(address.ToString());

    private async Task ReadAsync()
    {
        _queue = await Reader.ReadAsync(Gone);
        Choose();
    }

    // A change is saved or proposed: the desk closes and the choice begins anew.
    private Task ChangedAsync()
    {
        _changing = false;
        _changed++;
        return ReadAsync();
    }

    private void Choose()
    {
        if (_queue is null) return;
        _shown = _queue.Where(Address.Filter, Me);
        var before = _group?.Fingerprint;
        _group = _shown.FirstOrDefault(group => group.Fingerprint == Fingerprint)
            ?? _shown.FirstOrDefault(group => Fingerprint is null && group.Items.Any(item => item.Run.Id == ReportId))
            ?? (_shown.Count > 0 ? _shown[0] : null);
        _chosen = _group?.Items.FirstOrDefault(item => item.Run.Id == ReportId) ?? _group?.Items[0];
        // The next group's form begins with its own first choice.
        if (_group?.Fingerprint != before) _changing = false;
    }

    private async Task AssignAsync(string id)
    {
        var person = _workers.FirstOrDefault(person => person.Id == id);
        _refused = (await Desk.AssignAsync(_group!.Fingerprint, person, Me, CancellationToken.None)).Refusal;
        if (_refused is null) Announcer.Say(person is null ? "Assigned to nobody" : $"Assigned to {person.Name}");
        await ReadAsync();
    }

    // The letter can be edited here as on the site's own page: it is the same draft.
    private static RowDetails Details(ReviewItem item) => new()
    {
        Letter = row => builder =>
        {
            builder.OpenComponent<LetterDesk>(0);
            builder.AddComponentParameter(1, nameof(LetterDesk.Site), item.Site);
            builder.AddComponentParameter(2, nameof(LetterDesk.Run), item.Run);
            builder.AddComponentParameter(3, nameof(LetterDesk.Row), row);
            builder.AddComponentParameter(4, nameof(LetterDesk.MayEdit), true);
            builder.CloseComponent();
        },
    };
}
