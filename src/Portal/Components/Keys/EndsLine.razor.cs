using EhrAdapters;
using Microsoft.AspNetCore.Components;
using Onboarding.Lifecycle;
using Onboarding.Sites;

namespace Portal.Components.Keys;

/// <summary>What a change of secrets would end, said before it is made.</summary>
public sealed partial class EndsLine
{
    private IReadOnlyList<Stage> _ended = [], _kept = [];
    private bool _live;

    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    [Parameter, EditorRequired]
    public required EhrEnvironment Environment { get; set; }

    /// <summary>What the change does, in one sentence.</summary>
    [Parameter]
    public string? Before { get; set; }

    protected override void OnParametersSet()
    {
        var here = View.Site.Connection?.Environment == Environment;
        _ended = here ? SiteQueries.KilledBy(View.Evidence, ConfigurationParts.Secrets) : [];
        _kept = [.. StageList.All.Where(stage => View.Evidence.Holds(stage) && !_ended.Contains(stage))];
        _live = here && View.Site.State.HasGoneLive();
    }

    private static string Sentence(IReadOnlyList<Stage> stages, bool capital = false) =>
        string.Join("", stages.Select((stage, at) => Comma(at, stages.Count) + (capital && at == 0 ? stage.Title() : stage.Title().ToLowerInvariant())));

    private static string Comma(int at, int count) => at == 0 ? "" : at == count - 1 ? " and " : ", ";
}
