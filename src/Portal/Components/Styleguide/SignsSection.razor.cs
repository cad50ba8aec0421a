using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Components.Controls;

namespace Portal.Components.Styleguide;

/// <summary>States, the six segments, buttons, fields, dialogs.</summary>
public sealed partial class SignsSection
{
    private string _answer = "";

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    private DateTimeOffset Now => Clock.GetUtcNow();

    private Task WaitAsync() => Task.Delay(TimeSpan.FromSeconds(2), Clock);

    private async Task ConfirmAsync() =>
        _answer = await Dialogs.ConfirmByTypingAsync("Start production traffic", "Real patients are read from now on.", "Quillhaven", "Go live") ?? "Cancelled";

    private async Task ReasonAsync() =>
        _answer = await Dialogs.AskReasonAsync("Put on hold", "The site keeps its evidence while it waits.", "Put on hold") ?? "Cancelled";
}
