using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Onboarding;
using Onboarding.Contract;
using Onboarding.Lifecycle;
using Portal.Components.Contract;
using Portal.Components.Controls;
using Portal.Components.Layout;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>The data contract: everybody reads it, an administrator changes it, version by version.</summary>
public sealed partial class ContractPage
{
    private readonly Stack<IReadOnlyList<ContractField>> _before = new();
    private IReadOnlyList<ContractVersion>? _versions;
    private DataContract _current = DataContract.Default;
    private IReadOnlyList<ContractField> _draft = [];
    private IReadOnlyList<ContractEffect> _effects = [], _behind = [];
    private int _number = ContractVersion.Shipped;
    private string? _editing;
    private FieldDraft? _adding;
    private Refusal? _refused;

    [SupplyParameterFromQuery]
    public string? Type { get; set; }

    [SupplyParameterFromQuery]
    public string? Compare { get; set; }

    [Inject]
    public required Contracts Contracts { get; init; }

    [Inject]
    public required ContractDesk Desk { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    private string Shown => ContractAddress.TypeOf(Type);

    private bool MayEdit => Me.Role == Roles.Administrator;

    private IReadOnlyList<ContractChange> Changes => ContractDiff.Between(_current.Fields, _draft);

    private string Standing => _versions is [var newest, ..]
        ? $"Version {newest.Number}, published by {newest.Author}: {newest.Reason}"
        : "Version 1, as it ships with the product.";

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        await ReadAsync();
        Follow(null);
    }

    protected override void OnParametersSet()
    {
        if (_adding?.ResourceType != Shown) _adding = null;
    }

    protected override async Task HearAsync(PageNews news)
    {
        if (!news.LookAgain) return;
        _behind = await Desk.BehindAsync(Gone);
        await LookAheadAsync();
    }

    private static string Title(string resourceType) => ContractResources.Word(resourceType) is var word ? $"{char.ToUpperInvariant(word[0])}{word[1..]}" : "";

    private static string Ending(ContractEffect effect) =>
        effect.Ends.Count == 0 ? "nothing" : string.Join(", ", effect.Ends.Select(stage => stage.Title().ToLowerInvariant()));

    private async Task ReadAsync()
    {
        _versions = await Contracts.ListAsync(Gone);
        _current = await Contracts.CurrentAsync(Gone);
        _number = _versions is [var newest, ..] ? newest.Number : ContractVersion.Shipped;
        _draft = _current.Fields;
        _before.Clear();
        _behind = await Desk.BehindAsync(Gone);
    }

    private void Edit(string? id) => (_editing, _adding) = (_editing == id ? null : id, null);

    private void Add() => (_editing, _adding) = (null, new FieldDraft { ResourceType = Shown });

    private Task TakeAsync(ContractField field) => ChangeAsync(
        _draft.Any(other => other.Id == field.Id) ? [.. _draft.Select(other => other.Id == field.Id ? field : other)] : [.. _draft, field]);

    private async Task RetireAsync(ContractField field)
    {
        Announcer.Say($"{field.Label} retired, not published yet");
        await ChangeAsync([.. _draft.Where(other => other.Id != field.Id)]);
    }

    private async Task ChangeAsync(IReadOnlyList<ContractField> next)
    {
        _before.Push(_draft);
        (_draft, _editing, _adding, _refused) = (next, null, null, null);
        await LookAheadAsync();
    }

    private async Task UndoAsync()
    {
        _draft = _before.Pop();
        (_editing, _adding, _refused) = (null, null, null);
        await LookAheadAsync();
    }

    private async Task LookAheadAsync() => _effects = Changes.Count > 0 ? await Desk.EffectAsync(_draft, Gone) : [];

    private async Task PublishAsync(string reason)
    {
        var published = await Desk.PublishAsync(_number, _draft, reason, Me, CancellationToken.None);
        _refused = published.Refusal;
        if (published.Value is not { } version) return;
        Announcer.Say($"Version {version.Number} of the data contract published");
        await ReadAsync();
    }

    private async Task MoveAsync(ContractEffect effect)
    {
        if (effect.Ends.Count > 0 && await Dialogs.ConfirmByTypingAsync(
            $"Move {effect.Site.Name} to version {_number}",
            $"This ends the evidence of {Ending(effect)}. The site goes back to that stage, and live traffic is refused until it is live again.",
            effect.Site.Name, "Move the site") is null)
        {
            return;
        }

        var moved = await Desk.MoveAsync(effect.Site.Id, Me, CancellationToken.None);
        _refused = moved.Refusal;
        if (moved.Succeeded) Announcer.Say($"{effect.Site.Name} is judged by version {_number} now");
        _behind = await Desk.BehindAsync(Gone);
    }
}
