using System.Globalization;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Portal.Components.Controls;

namespace Portal.Components.Stages.LoadTest;

/// <summary>A load test at work: what it does, how far it is, when it ends on the site's clock, its chart, and the stop.</summary>
public sealed partial class LoadRunning
{
    [Parameter, EditorRequired]
    public required StageRun Run { get; set; }

    [Parameter]
    public RunProgress? Progress { get; set; }

    /// <summary>How many requests it will be about.</summary>
    [Parameter]
    public long Expected { get; set; }

    [Parameter]
    public Thresholds Limits { get; set; } = new();

    [Parameter]
    public string TimeZone { get; set; } = "UTC";

    [Parameter, EditorRequired]
    public required RenderFragment Stop { get; set; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private LoadReport? Load => Progress?.Load;

    private double Length => Load is null ? 0 : Load.RampSeconds + Load.HoldSeconds;

    private double Share => Load is null ? 0 : Math.Clamp(Load.ElapsedSeconds / Math.Max(1, Length), 0, 1);

    private string Counted => string.Join(" · ", Parts());

    private string Clock
    {
        get
        {
            var (local, name) = SiteTime.In(Time.GetUtcNow(), TimeZone);
            return $"{local.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {name}";
        }
    }

    private IEnumerable<string> Parts()
    {
        if (Load is { } load)
        {
            var now = Time.GetUtcNow();
            yield return $"{LiveWords.Count(load.Sent)} of about {LiveWords.Count(Math.Max(Expected, load.Sent))} requests";
            yield return $"{LiveWords.Elapsed(Math.Min(load.ElapsedSeconds, Length))} of {LiveWords.Elapsed(Length)}";
            yield return $"ends {SiteTime.Absolute(now + TimeSpan.FromSeconds(Math.Max(0, Length - load.ElapsedSeconds)), now, TimeZone)}";
        }
        else
        {
            yield return Progress?.Now ?? "It was started";
            yield return $"for {Ago.Span(Time.GetUtcNow() - (Run.StartedAt ?? Run.QueuedAt))}";
        }

        yield return "closing this page changes nothing";
    }

    private static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%";
}
