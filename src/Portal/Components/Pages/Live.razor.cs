using System.Globalization;
using EhrAdapters.Diagnosis;
using LiveTraffic.Alerting;
using LiveTraffic.Monitor;
using LiveTraffic.Persistence;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Portal.Components.Controls;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>Live sites: health, alerts, keys.</summary>
public sealed partial class Live
{
    private IReadOnlyList<LiveSite>? _sites;
    private Refusal? _refused;

    /// <summary>The slug of the site whose keys are open.</summary>
    [SupplyParameterFromQuery(Name = "keys")]
    public string? KeysOf { get; set; }

    /// <summary>The slug of the site whose traffic somebody wants to stop.</summary>
    [SupplyParameterFromQuery(Name = "stop")]
    public string? StopOf { get; set; }

    [Inject]
    public required LiveSites Sites { get; init; }

    [Inject]
    public required Alerts Alerts { get; init; }

    [Inject]
    public required VendorNames Vendors { get; init; }

    private Alert? FirstOpen => _sites?.Select(site => site.OpenAlert).FirstOrDefault(alert => alert is { AcknowledgedBy: null });

    private string Summary => _sites switch
    {
        null => "Looking at the live sites.",
        { Count: 0 } => "The monitor has nothing to watch yet.",
        var some => $"{some.Count} {(some.Count == 1 ? "site" : "sites")}: {Count(LiveHealth.Up)} up, {Count(LiveHealth.Down)} down, {Count(LiveHealth.Unknown)} that could not be assessed{Stopped(some.Count(site => !site.Site.State.TakesTraffic()))}.",
    };

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        await ReadAsync();
        Follow(null);
    }

    protected override Task HearAsync(PageNews news) => news.LookAgain ? ReadAsync() : Task.CompletedTask;

    private static CheckState State(LiveHealth health) => health switch
    {
        LiveHealth.Up => CheckState.Passed,
        LiveHealth.Down => CheckState.Failed,
        LiveHealth.Unknown => CheckState.CouldNotAssess,
    };

    private static CheckState Sign(SiteState state) => state switch
    {
        SiteState.Ramp or SiteState.Hypercare or SiteState.Live => CheckState.Passed,
        SiteState.Suspended => CheckState.Warning,
        _ => CheckState.NotApplicable,
    };

    private static string Stopped(int count) => count == 0 ? "" : $", {count} without traffic";

    private static string Word(LiveHealth health) => health switch
    {
        LiveHealth.Up => "Up",
        LiveHealth.Down => "Down",
        LiveHealth.Unknown => "Could not assess",
    };

    private static string Milliseconds(int? took) => took is { } some ? string.Create(CultureInfo.InvariantCulture, $"{some:N0} ms") : "–";

    private IReadOnlyList<CauseFact> Facts(LiveSite down)
    {
        var alert = down.OpenAlert!;
        var now = Clock.GetUtcNow();
        return
        [
            new("Who has to act", alert.Owner.Word()),
            new("What to do", alert.NextStep),
            new("Failing", SiteTime.Relative(alert.Since, now), SiteTime.Absolute(alert.Since, now, down.Site.TimeZone)),
            .. down.Waiting > 0 ? [new CauseFact("Meanwhile", Waiting(down.Waiting), "answered in order once it is up")] : Array.Empty<CauseFact>(),
            new("With us", alert.AcknowledgedBy ?? "nobody yet", alert.AcknowledgedAt is { } at ? $"since {SiteTime.Absolute(at, now, down.Site.TimeZone)}" : null),
        ];
    }

    private static string Waiting(int requests) => requests == 1 ? "1 request waits" : $"{requests} requests wait";

    private int Count(LiveHealth health) => _sites!.Count(site => site.Site.State.TakesTraffic() && site.Health == health);

    private async Task ReadAsync() => _sites = await Sites.ListAsync(Gone);

    private async Task StoppedAsync(Refusal? refusal)
    {
        _refused = refusal;
        await ReadAsync();
    }

    private async Task AcknowledgeAsync(Guid alert)
    {
        _refused = (await Alerts.AcknowledgeAsync(alert, Me, CancellationToken.None)).Refusal;
        await ReadAsync();
    }
}
