using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Onboarding;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Hypercare;
using Onboarding.Stages.GoLive.Ramp;

namespace Portal.Components.Stages.GoLive;

/// <summary>The days of hypercare in a row, and the note of each.</summary>
public sealed partial class RampHypercare
{
    [Parameter, EditorRequired]
    public required TrafficView Traffic { get; set; }

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter]
    public EventCallback<Refusal?> OnDone { get; set; }

    [Inject]
    public required HypercareDesk Desk { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private IEnumerable<CareDay> Days
    {
        get
        {
            var (ramp, zone) = (Traffic.Ramp!, Site.TimeZone);
            var first = HypercareDays.FirstOf(ramp, zone);
            var today = SiteClock.Day(Clock.GetUtcNow(), zone);
            var byDay = Traffic.Notes.ToDictionary(note => note.Day);
            var count = Math.Max(ramp.Terms.Limits.HypercareDays, Traffic.Notes.Count == 0 ? 0 : Traffic.Notes.Max(note => note.Number));
            return Enumerable.Range(0, count).Select(at => first.AddDays(at)).Select((day, at) => new CareDay(at + 1, day, byDay.GetValueOrDefault(day), ramp.OverAt is null && day == today));
        }
    }

    private static CheckState State(DayState state) => state switch
    {
        DayState.Clean => CheckState.Passed,
        DayState.NotClean => CheckState.Warning,
        DayState.NoTraffic => CheckState.NotApplicable,
    };

    private static string Word(DayState state) => state switch
    {
        DayState.Clean => "Clean",
        DayState.NotClean => "Not clean",
        DayState.NoTraffic => "No traffic",
    };

    private async Task RemarkAsync(HypercareNote note)
    {
        if (await RampDialog.AskAsync(Dialogs, $"Remark on day {note.Number}", "Say what the figures do not: what was found, who knows it. Nothing of a patient.", "Remark", "Keep the remark") is { } answer)
            await OnDone.InvokeAsync((await Desk.RemarkAsync(note.Id, answer.Words, Actor, CancellationToken.None)).Refusal);
    }

    private sealed record CareDay(int Number, DateOnly Day, HypercareNote? Note, bool Now)
    {
        public string Css => Now ? "now" : Note is null ? "later" : Note.State switch
        {
            DayState.Clean => "clean",
            DayState.NotClean => "not-clean",
            DayState.NoTraffic => "quiet",
        };
    }
}
