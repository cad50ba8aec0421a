using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Review;
using Portal.Components.Layout;

namespace Portal.Components.Review;

/// <summary>The exceptions that count now, the first to end first.</summary>
public sealed partial class ExceptionList
{
    private Refusal? _refused;

    [Parameter, EditorRequired]
    public required IReadOnlyList<LivingException> Exceptions { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    public required Actor Me { get; set; }

    [Inject]
    public required ReviewAnswers Answers { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private async Task EndAsync(LivingException one)
    {
        var ended = await Answers.EndAsync(one.Decision.Id, Me, CancellationToken.None);
        _refused = ended.Refusal;
        if (ended.Succeeded) Announcer.Say($"The exception for {one.Decision.Check} at {one.Site.Name} has ended");
        await OnChanged.InvokeAsync();
    }
}
