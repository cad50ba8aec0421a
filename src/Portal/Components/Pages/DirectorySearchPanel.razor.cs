using System.Globalization;
using EhrAdapters;
using Microsoft.AspNetCore.Components;
using Onboarding.Directories;
using Portal.Components.Controls;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>Search over all imported directories, answered as one types.</summary>
public sealed partial class DirectorySearchPanel : IDisposable
{
    private readonly string _id = $"s-{Guid.CreateVersion7():N}";
    private IReadOnlyList<ChoiceOption> _states = [];
    private IReadOnlyList<ChoiceOption> _vendors = [];
    private DirectoryFindings _found = DirectoryFindings.None;
    private TypedSearch? _search;
    private string _text = "";
    private string? _state, _vendor;
    private bool _asked;

    [Inject]
    public required DirectoryIndex Index { get; init; }

    [Inject]
    public required DirectoryStore Store { get; init; }

    [Inject]
    public required IEhrAdapterFactory Adapters { get; init; }

    [Inject]
    public required VendorNames Vendors { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private string Told => _asked switch
    {
        false => "Type two letters or more. Every word may be a beginning: “lake fam tx”.",
        true when _found.Total == 0 => "Nobody is found by that. Lists hold production addresses of those who publish them; ask the hospital for its address.",
        true when _found.Total > _found.Best.Count => string.Create(CultureInfo.InvariantCulture, $"{_found.Total:N0} found, the closest {_found.Best.Count} shown. Type on to narrow it."),
        true => _found.Total == 1 ? "1 found." : $"{_found.Total} found.",
    };

    public void Dispose() => _search?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        _search = new(Index, Clock);
        _states = [.. (await Store.StatesAsync(CancellationToken.None)).Select(code => new ChoiceOption(code, UsStates.NameOf(code)!)).OrderBy(option => option.Word, StringComparer.Ordinal)];
        _vendors = [.. Adapters.Profiles.Where(profile => profile.FhirBaseUrl.Shape is not null).Select(profile => new ChoiceOption(profile.Id, profile.Name))];
    }

    private static string? Also(FoundEntry found) =>
        found.Entry.Aliases.Split('\n', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } aliases ? $"also {string.Join(", ", aliases.Take(3))}" : null;

    private static string? Doubt(FoundEntry found) => found.Entry switch
    {
        { Status: { } status and not "active" } => $" {status}",
        { FhirVersion: { } version } when !version.StartsWith('4') => $" FHIR {version}, not R4",
        _ => null,
    };

    private Task TypeAsync(ChangeEventArgs typed)
    {
        _text = typed.Value as string ?? "";
        return AskAsync();
    }

    private Task ChooseStateAsync(string state)
    {
        _state = state.Length > 0 ? state : null;
        return AskAsync();
    }

    private Task ChooseVendorAsync(string vendor)
    {
        _vendor = vendor.Length > 0 ? vendor : null;
        return AskAsync();
    }

    private async Task AskAsync()
    {
        if (await _search!.AskAsync(new(_text, _state, _vendor)) is { } found)
            (_found, _asked) = (found, _text.Trim().Length > 1);
    }
}
