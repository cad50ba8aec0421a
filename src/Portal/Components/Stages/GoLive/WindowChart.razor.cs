using System.Globalization;
using Microsoft.AspNetCore.Components;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Stages.GoLive.Schedule;
using Portal.Components.Controls;

namespace Portal.Components.Stages.GoLive;

/// <summary>The window on a line of hours: the hospital's clock and a second one, clinic hours, the connection test, the last moment to go back.</summary>
public sealed partial class WindowChart
{
    private WindowScale _scale = null!;
    private string _zoneName = "";

    [Parameter, EditorRequired]
    public required ChangeWindow Window { get; set; }

    [Parameter, EditorRequired]
    public required ClinicHours Clinic { get; set; }

    [Parameter, EditorRequired]
    public required string TimeZone { get; set; }

    [Parameter, EditorRequired]
    public required DateTimeOffset Now { get; set; }

    /// <summary>True while the portal will test the connection by itself.</summary>
    [Parameter]
    public bool Scheduled { get; set; }

    // Where the portal's own clock shows the same, a second row says nothing; UTC then, for whoever reads logs.
    private string? Second => TimeZoneInfo.Local is var own && own.GetUtcOffset(Window.From) == SiteOffset ? SiteOffset == TimeSpan.Zero ? null : "UTC" : own.Id;

    private TimeSpan SiteOffset => SiteClock.In(Window.From, TimeZone).Local - Window.From.UtcDateTime;

    private string Aside => string.Join(" · ", new[] { Second is null ? null : $"{SiteTime.In(Window.From, Second).Name} is the portal’s time", Window.ChangeNumber is { Length: > 0 } number ? $"change {number}" : null }.OfType<string>());

    private string Spoken => $"Change window {Window.Words(TimeZone)}, last moment to go back {SiteClock.Hour(Window.BackBy, TimeZone)}; clinic hours from {Clinic.Opens:HH\\:mm} to {Clinic.Closes:HH\\:mm}";

    private IEnumerable<(string What, DateTimeOffset At)> Moments
    {
        get
        {
            if (Scheduled)
                yield return ("The portal tests the connection", Window.From - GoLiveSchedule.Before);
            yield return ("The window begins", Window.From);
            yield return ("Last moment to go back", Window.BackBy);
            yield return ("The window ends", Window.To);
        }
    }

    protected override void OnParametersSet() => (_scale, _zoneName) = (new(Window, TimeZone), SiteTime.In(Window.From, TimeZone).Name);

    private static string N(double value) => WindowScale.Text(value);

    private static string Hour(DateTimeOffset at, string zone) => SiteClock.In(at, zone).Local.ToString("HH:mm", CultureInfo.InvariantCulture);

    private string Day(DateTimeOffset at) => SiteClock.In(at, TimeZone).Local.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    // Razor takes <text> for its own, so it is written here.
    private static RenderFragment Text(double x, double y, string anchor, string css, string text) => builder =>
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", N(x));
        builder.AddAttribute(2, "y", N(y));
        builder.AddAttribute(3, "text-anchor", anchor);
        builder.AddAttribute(4, "class", css);
        builder.AddContent(5, text);
        builder.CloseElement();
    };
}
