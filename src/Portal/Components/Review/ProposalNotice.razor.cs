using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Review.Changes;
using Onboarding.Sites;
using Portal.Components.Layout;

namespace Portal.Components.Review;

/// <summary>What engineers propose for this site's mapping, with what the trial counted: accepted or declined with one click.</summary>
public sealed partial class ProposalNotice
{
    private IReadOnlyList<MappingProposal> _proposals = [];
    private Refusal? _refused;

    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    /// <summary>In full under map fields, in one line under validation.</summary>
    [Parameter, EditorRequired]
    public required Stage Shown { get; set; }

    [CascadingParameter]
    public required Actor Me { get; set; }

    [Inject]
    public required MappingChanges Changes { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    private string Labels => string.Join(" and ", _proposals.Select(one => one.Label));

    protected override Task OnParametersSetAsync() => ReadAsync();

    private async Task ReadAsync() =>
        _proposals = Shown is Stage.MapFields or Stage.ValidatePatients ? await Changes.OpenAsync(View.Site.Id, CancellationToken.None) : [];

    private async Task AcceptAsync(MappingProposal one)
    {
        _refused = (await Changes.AcceptAsync(one.Id, View.Site.Version, Me, CancellationToken.None)).Refusal;
        if (_refused is null) Announcer.Say($"Change of {one.Label} accepted and saved");
        await ReadAsync();
    }

    private async Task DeclineAsync(MappingProposal one)
    {
        _refused = (await Changes.DeclineAsync(one.Id, Me, CancellationToken.None)).Refusal;
        if (_refused is null) Announcer.Say($"Change of {one.Label} declined");
        await ReadAsync();
    }
}
