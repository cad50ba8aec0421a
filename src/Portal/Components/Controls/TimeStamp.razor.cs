using Microsoft.AspNetCore.Components;
using Onboarding;

namespace Portal.Components.Controls;

/// <summary>A moment as people say it: "2 h ago, 14:05 CST", in the zone of the site.</summary>
public sealed partial class TimeStamp
{
    private string _shown = "";
    private string _absolute = "";

    [Parameter, EditorRequired]
    public required DateTimeOffset At { get; set; }

    /// <summary>IANA zone of the site; UTC where no site is concerned.</summary>
    [Parameter]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Only the relative half, where the column says the rest; the absolute half stays in the hint.</summary>
    [Parameter]
    public bool AgeOnly { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    protected override void OnParametersSet()
    {
        var now = Clock.GetUtcNow();
        _absolute = SiteTime.Absolute(At, now, TimeZone);
        _shown = AgeOnly ? Ago.Span(now - At) : $"{SiteTime.Relative(At, now)}, {_absolute}";
    }
}
