using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Portal.Glue;

namespace Portal.Components.Workspace;

/// <summary>Beside every stage: next action, whose move, letters, history.</summary>
public sealed partial class SideColumn
{
    private const int BriefLength = 7;
    private SiteMove _move = null!;
    private IReadOnlyList<AuditEntry> _brief = [];
    private bool _all;

    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    /// <summary>The stage whose panel is open.</summary>
    [Parameter, EditorRequired]
    public required Stage Shown { get; set; }

    [CascadingParameter]
    public required Actor Me { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private IReadOnlyList<AuditEntry> Shows => _all ? View.Activity : _brief;

    private bool AtHand => _move.Href == SitePaths.Of(View.Site.Slug, Shown);

    private string KeysLine => View.Secrets.FirstOrDefault(secret => secret.Kind is SecretKind.PrivateKey && secret.Environment == View.Site.Connection?.Environment) is { } key
        ? $"the key that signs is {Ago.Span(Clock.GetUtcNow() - key.CreatedAt)} old"
        : "no key pair in this environment";

    protected override void OnParametersSet()
    {
        var latest = View.InFlight ?? View.LatestRuns.Values.MaxBy(run => run.QueuedAt);
        _brief = [.. SiteHistory.Essential(View.Activity).Take(BriefLength)];
        _move = SiteMove.Of(new(View.Site, View.Evidence, latest is null ? null : Summary(latest)), Me);
    }

    private static RunSummary Summary(StageRun run) => new(run.Id, run.SiteId, run.Stage, run.Number, run.Status, run.Verdict, run.QueuedAt, run.FinishedAt);
}
