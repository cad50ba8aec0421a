using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Portal.Components.Controls;
using Portal.Components.Workspace;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>One site in the list.</summary>
public sealed partial class MySiteRow
{
    private IReadOnlyList<StageStep> _steps = [];

    [Parameter, EditorRequired]
    public required MySite Row { get; set; }

    [Parameter, EditorRequired]
    public required Actor Me { get; set; }

    /// <summary>The first row of the page carries its one filled button.</summary>
    [Parameter]
    public bool First { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required VendorNames Vendors { get; init; }

    private Site Site => Row.Summary.Site;

    private string Facts
    {
        get
        {
            var vendor = Vendors.Of(Site.Connection?.Vendor);
            return Site.OwnerId == Me.Id ? vendor : $"{vendor} · {Site.OwnerName}";
        }
    }

    private string EvidenceAge =>
        StageList.All.Select(Row.Summary.Evidence.Age).OfType<TimeSpan>().DefaultIfEmpty(TimeSpan.MinValue).Min() is var age && age >= TimeSpan.Zero
            ? Ago.Span(age)
            : "none";

    private bool Late => Site.State.AsStage() is not null && Site.PlannedGoLive is { } day && day < DateOnly.FromDateTime(SiteTime.In(Clock.GetUtcNow(), Site.TimeZone).Local);

    protected override void OnParametersSet() => _steps = SiteSteps.Of(Row.Summary);
}
