using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using MudBlazor;
using Onboarding.Evidence;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.MapFields.CodeMaps;
using Portal.Components.Stages.TestConnection;
using Portal.Glue;

namespace Portal.Components.Stages.MapFields;

/// <summary>What the address says about the panel (which view, which field), and what is asked of the hospital.</summary>
public sealed partial class MapFieldsPanel
{
    private MappingView _view;

    [Inject]
    public required Letters Letters { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private void Follow(object? sender, LocationChangedEventArgs moved)
    {
        ReadAddress(moved.Location);
        InvokeAsync(StateHasChanged);
    }

    private void ReadAddress(string address)
    {
        _view = MappingPaths.ViewOf(address);
        if (QueryHelpers.ParseQuery(new Uri(address).Query).TryGetValue("field", out var wanted))
            Select(wanted.ToString());
    }

    private SentLetter? AskedAbout(ContractField field) =>
        View.Letters.Where(letter => letter.Code == CodeQuestion.CodeOf(field.Id) && letter.RemindsOf is null).MaxBy(letter => letter.SentAt);

    private async Task AskAsync(ResultRow row)
    {
        if (await Dialogs.AskSendingAsync(Site, row.Letter!, "Ask the interface analyst", null) is not { } sending)
            return;
        var sent = await Letters.SentAsync(Site.Id, Finished?.Id ?? Guid.Empty, row, sending, Actor, CancellationToken.None);
        Refused = sent.Refusal;
        if (sent.Succeeded)
            Announcer.Say("Noted. The site waits for the hospital now.");
        await OnChanged.InvokeAsync();
    }
}
