using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.TestConnection.Retest;
using Portal.Components.Controls;

namespace Portal.Components.Stages.TestConnection;

/// <summary>The block where one decides: the cause, one button, who acts, how sure, when it tests itself again, whether trying now helps.</summary>
public sealed partial class ConnectionCause
{
    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    [Parameter, EditorRequired]
    public required StageRun Run { get; set; }

    [Parameter]
    public RetestPlan? Plan { get; set; }

    [Parameter]
    public RetestSchedule? Offer { get; set; }

    [Parameter]
    public bool Good { get; set; }

    [Parameter]
    public bool LooksBack { get; set; }

    [Parameter]
    public bool Outdated { get; set; }

    [Parameter]
    public bool MayWork { get; set; }

    /// <summary>Why no test can be started now.</summary>
    [Parameter]
    public string? NotNow { get; set; }

    [Parameter]
    public EventCallback OnTest { get; set; }

    [Parameter]
    public EventCallback OnSend { get; set; }

    [Parameter]
    public EventCallback<SentLetter> OnAnswer { get; set; }

    [Parameter]
    public EventCallback OnPlan { get; set; }

    [Parameter]
    public EventCallback OnStop { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private Site Site => View.Site;

    private ResultRow? Cause => Run.Rows.Worst();

    /// <summary>Failed, for today's settings, and the newest: what somebody has to do something about.</summary>
    private bool Failing => !Good && !Outdated && !LooksBack;

    private CheckState Judged => Outdated && !LooksBack ? CheckState.CouldNotAssess : Run.Verdict!.Value;

    private bool SettingsAreWrong => Failing && Cause?.Owner is FaultOwner.OurConfiguration;

    // What is put right on the page of keys and not in the form.
    private bool IsOfTheKeys => Cause?.Code is FindingCodes.MtlsRequired or FindingCodes.MtlsRejected or FindingCodes.OauthKeyWeak or FindingCodes.OauthAlg or FindingCodes.SmartAlg or FindingCodes.SelfKeyMismatch;

    private SentLetter? Sent => ConnectionWords.LetterFor(View.Letters, Run, Cause);

    private SentLetter? Open => Failing && Sent is { IsOpen: true } letter ? letter : null;

    private LetterAnswer? Answer => Failing && Sent is { Answers: [.., var last] } ? last : null;

    private bool LetterIsDue => Failing && Cause?.Letter is not null && Sent is null;

    private string Title => Good && !LooksBack ? "The connection works"
        : Cause is { } cause ? cause.Message ?? $"{cause.Check}: {cause.State.Word().ToLowerInvariant()}"
        : "The connection worked";

    private string? Lead => Good
        ? LooksBack || View.Evidence.Lives(Stage.TestConnection) ? "We reach the EHR, it knows us, and one patient could be read." : "It did when it was tested. For going live the test must be younger than a day: test again then."
        : Cause?.Explanation;

    private string? Kicker => Open is { } letter ? $"Waiting on the {letter.Owner.Word().ToLowerInvariant()} since {SiteTime.Absolute(Site.WaitingSince ?? letter.SentAt, Clock.GetUtcNow(), Site.TimeZone)}" : null;

    private string? ActionHint => LetterIsDue ? "to the interface analyst" : Open is { } letter ? $"to the letter of {SiteTime.Absolute(letter.SentAt, Clock.GetUtcNow(), Site.TimeZone)}" : null;

    private IReadOnlyList<CauseFact> Facts => Good || Cause is not { } cause ? [] :
    [
        .. cause.Owner is { } owner ? [new CauseFact("Who has to act", ConnectionWords.Mover(owner))] : Array.Empty<CauseFact>(),
        .. cause.Confidence is { } sure ? [new CauseFact("How sure we are", sure.Word())] : Array.Empty<CauseFact>(),
    ];

    private IReadOnlyList<string> Proven => [.. Run.Rows.Where(row => row.State is CheckState.Passed).Select(RungNames.Of)];

    private bool RetryHelps => Cause?.Retry is not { Helps: false };

    // Where trying again cannot help the button says so, until something was changed, here or (as the letter asked) there.
    private string? RetryReason => NotNow ?? (Good || Outdated || Sent is not null || RetryHelps ? null : Cause!.Retry!.Reason);

    private string? Advice =>
        Open is not null ? "Test when the hospital has answered."
        : Offer is not null && Cause?.Retry?.After is { } early && Run.FinishedAt + early > Clock.GetUtcNow() ? $"Most likely too early: wait {Ago.Exact(early)} first."
        : !Good && Cause?.Retry is { Helps: true } retry ? retry.After is { } wait ? $"{retry.Reason} Wait {Ago.Span(wait)} first." : retry.Reason
        : null;

    private RenderFragment AgainColumn => builder =>
    {
        builder.OpenComponent<RetestBox>(0);
        builder.AddComponentParameter(1, nameof(RetestBox.Site), Site);
        builder.AddComponentParameter(2, nameof(RetestBox.Plan), Plan);
        builder.AddComponentParameter(3, nameof(RetestBox.Offer), Offer);
        builder.AddComponentParameter(4, nameof(RetestBox.Cause), Cause);
        builder.AddComponentParameter(5, nameof(RetestBox.MayWork), MayWork);
        builder.AddComponentParameter(6, nameof(RetestBox.OnPlan), OnPlan);
        builder.AddComponentParameter(7, nameof(RetestBox.OnStop), OnStop);
        builder.CloseComponent();
    };

    private RenderFragment RetryColumn => builder =>
    {
        builder.OpenComponent<TestNowBox>(0);
        builder.AddComponentParameter(1, nameof(TestNowBox.WithButton), Good || SettingsAreWrong || LetterIsDue || Open is not null);
        builder.AddComponentParameter(2, nameof(TestNowBox.Reason), RetryReason);
        builder.AddComponentParameter(3, nameof(TestNowBox.Advice), Advice);
        builder.AddComponentParameter(4, nameof(TestNowBox.Tries), Cause is { } cause ? ConnectionWords.Tries(cause) : null);
        builder.AddComponentParameter(5, nameof(TestNowBox.OnTest), OnTest);
        builder.CloseComponent();
    };
}
