using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Onboarding.Directories;
using Portal.Components.Workspace;
using Portal.Glue;

namespace Portal.Components.Stages.Configure;

/// <summary>A combobox over the imported endpoint directories: type, arrows, Enter. Unobtrusive where nothing is imported.</summary>
public sealed partial class EndpointPicker : IDisposable
{
    // As many as stand below the field without scrolling; whoever needs more types on.
    private const int Most = 8;

    private readonly string _id = $"p-{Guid.CreateVersion7():N}";
    private readonly string _listId = $"l-{Guid.CreateVersion7():N}";
    private readonly string _helpId = $"h-{Guid.CreateVersion7():N}";
    private DirectoryFindings _found = DirectoryFindings.None;
    private TypedSearch? _search;
    private FoundEntry? _picked;
    private string _text = "";
    private bool? _any;
    private bool _open, _asked;
    private int _at = -1;

    /// <summary>A hospital was chosen.</summary>
    [Parameter]
    public EventCallback<FoundEntry> OnPicked { get; set; }

    [Inject]
    public required DirectoryStore Store { get; init; }

    [Inject]
    public required DirectoryIndex Index { get; init; }

    [Inject]
    public required VendorNames Vendors { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private IReadOnlyList<FoundEntry> Shown => [.. _found.Best.Take(Most)];

    private bool Open => _open && Shown.Count > 0;

    private string Told => _asked switch
    {
        false when _picked is { } picked => $"{picked.Entry.Name} is filled in below.{(picked.Environment is { } leads ? $" {picked.Directory} lists {leads.Word().ToLowerInvariant()} addresses, so the environment is set to {leads.Word().ToLowerInvariant()}." : "")}",
        true when _found.Total == 0 => "Nobody of that name is in the imported directories. That proves nothing: lists hold production addresses of those who publish them.",
        true when _found.Total > Shown.Count => $"{_found.Total:N0} found, the closest {Shown.Count} shown. Type on to narrow it.",
        true => _found.Total == 1 ? "1 found." : $"{_found.Total} found.",
        false => "Fills EHR, address and the hospital's name. You can change each of them.",
    };

    public void Dispose() => _search?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        _search = new(Index, Clock);
        _any = await Store.AnyAsync(CancellationToken.None);
    }

    private string OptionId(int at) => $"{_listId}-{at}";

    private async Task TypeAsync(ChangeEventArgs typed)
    {
        // What was highlighted belongs to the words before; Enter must not pick it now.
        (_text, _at) = (typed.Value as string ?? "", -1);
        if (await _search!.AskAsync(new(_text)) is not { } found) return;
        (_found, _open, _asked, _picked) = (found, true, _text.Trim().Length > 1, null);
    }

    private async Task PressAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "ArrowDown" or "ArrowUp" when Shown.Count > 0:
                _open = true;
                _at = key.Key == "ArrowDown" ? (_at + 1) % Shown.Count : (_at <= 0 ? Shown.Count : _at) - 1;
                break;
            case "Enter" when Open && _at >= 0:
                await PickAsync(Shown[_at]);
                break;
            case "Escape":
                Close();
                break;
        }
    }

    private async Task PickAsync(FoundEntry found)
    {
        _search!.Dispose();
        (_text, _found, _asked, _picked) = (found.Entry.Name, DirectoryFindings.None, false, found);
        Close();
        await OnPicked.InvokeAsync(found);
    }

    private void Close() => (_open, _at) = (false, -1);
}
