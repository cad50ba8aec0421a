using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Vendors;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Portal.Components.Controls;

namespace Portal.Components.Stages.TestConnection;

/// <summary>The connection test: cause first, whose move, the letter, and when trying again can help.</summary>
public sealed partial class TestConnectionPanel
{
    private bool _letterOpen;

    [Inject]
    public required IEhrAdapterFactory Adapters { get; init; }

    [Inject]
    public required Letters Letters { get; init; }

    protected override Stage Stage => Stage.TestConnection;

    private VendorProfile? Profile => Site.Connection is { } connection ? Adapters.FindProfile(connection.Vendor) : null;

    private bool Waiting => Site.WaitingOn is FaultOwner.Hospital or FaultOwner.EhrVendor or FaultOwner.HospitalNetwork;

    private static ResultRow? Cause(StageRun run) => run.Rows.Worst();

    private bool LetterIsDue(StageRun run) => !Holds && !Outdated && Cause(run)?.Letter is not null && Sent(run) is null;

    private bool SettingsAreWrong(StageRun run) => !Holds && !Outdated && Cause(run)?.Owner is FaultOwner.OurConfiguration;

    private static bool RetryHelps(StageRun run) => Cause(run)?.Retry is not { Helps: false };

    private static IReadOnlyList<string> Proven(StageRun run) => [.. run.Rows.Where(row => row.State is CheckState.Passed).Select(RungNames.Of)];

    private static string Took(StageRun run) =>
        run is { StartedAt: { } from, FinishedAt: { } to } ? $"{(to - from).TotalSeconds:0.0} s" : "";

    private string Title(StageRun run) => Holds ? "The connection works"
        : Cause(run) is { } cause ? cause.Message ?? $"{cause.Check}: {cause.State.Word().ToLowerInvariant()}"
        : "The connection was tested";

    private string? Lead(StageRun run) => Holds
        ? View.Evidence.Lives(Stage) ? "We reach the EHR, it knows us, and one patient could be read." : "It did when it was tested. For going live the test must be younger than a day: test again then."
        : Cause(run)?.Explanation;

    private SentLetter? Sent(StageRun run) => View.Letters.FirstOrDefault(letter => letter.RunId == run.Id);

    // Where trying again cannot help the button says so, until something was changed, here or (as the letter asked) there.
    private string? RetryReason(StageRun run) =>
        NotNow ?? (Holds || Outdated || Sent(run) is not null || RetryHelps(run) ? null : Cause(run)!.Retry!.Reason);

    private string? Advice(StageRun run) =>
        Sent(run) is { } letter ? $"Letter sent by {letter.SentBy}, {Ago.Span(Clock.GetUtcNow() - letter.SentAt)} ago. Test again when the hospital has answered."
        : Cause(run)?.Retry is { Helps: true } retry ? retry.After is { } wait ? $"{retry.Reason} Wait {Ago.Span(wait)} first." : retry.Reason
        : null;

    private async Task StartAgainAsync()
    {
        _letterOpen = false;
        await StartAsync();
    }

    private async Task SentAsync(StageRun run, ResultRow row)
    {
        if (!MayWork) return;
        var sent = await Letters.SentAsync(Site.Id, run.Id, row, Actor, CancellationToken.None);
        Refused = sent.Refusal;
        if (!sent.Succeeded) return;
        _letterOpen = false;
        Announcer.Say("Noted. The site waits for the hospital now.");
        await OnChanged.InvokeAsync();
    }
}
