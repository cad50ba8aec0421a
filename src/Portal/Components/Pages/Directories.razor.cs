using System.Globalization;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Directories;
using Portal.Components.Layout;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>Published lists of FHIR addresses: import, search, remove. An import goes on when the page is left.</summary>
public sealed partial class Directories
{
    private const int Recent = 8;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    private IReadOnlyList<EndpointDirectory>? _directories;
    private IReadOnlyList<DirectoryImport> _imports = [];
    private EndpointDirectory? _removed;
    private Refusal? _refused;
    private bool _adding, _due;

    [Inject]
    public required DirectoryStore Store { get; init; }

    [Inject]
    public required DirectoryImports Imports { get; init; }

    [Inject]
    public required VendorNames Vendors { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    private IReadOnlyList<DirectoryImport> Running => [.. _imports.Where(import => import.State is ImportState.Running)];

    /// <summary>The import that ended last, where that is news.</summary>
    private DirectoryImport? News => _imports.FirstOrDefault(import => import.State is not ImportState.Running) is { } last && Clock.GetUtcNow() - (last.FinishedAt ?? last.StartedAt) < TimeSpan.FromDays(1) ? last : null;

    private string Summary => _directories switch
    {
        null => "Looking at what is imported.",
        { Count: 0 } => "Published FHIR addresses of hospitals, to find one by name.",
        var some => string.Create(CultureInfo.InvariantCulture, $"{some.Sum(directory => directory.Entries):N0} published FHIR addresses, to find a hospital by name. Absence from a list proves nothing."),
    };

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        Imports.Changed += Hear;
        await ReadAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Imports.Changed -= Hear;
        base.Dispose(disposing);
    }

    protected override Task HearAsync(PageNews news) => Task.CompletedTask;

    // Imports tell more often than anybody can read: one look a quarter of a second, the last one never lost.
    private void Hear() => _ = InvokeAsync(async () =>
    {
        if (_due) return;
        _due = true;
        try
        {
            await Task.Delay(Beat, Clock, Gone);
            _due = false;
            var before = Running.Count;
            await ReadAsync();
            if (Running.Count < before && News is { } ended) Announcer.Say(ended.State is ImportState.Done ? $"{ended.Name} is imported" : $"{ended.Name} was not imported");
            StateHasChanged();
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left; the import goes on.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    });

    private async Task ReadAsync()
    {
        _imports = await Imports.LatestAsync(Recent, Gone);
        _directories = await Store.ListAsync(Gone);
    }

    private async Task StartedAsync()
    {
        (_adding, _refused, _removed) = (false, null, null);
        await ReadAsync();
    }

    private async Task AgainAsync(EndpointDirectory directory)
    {
        var order = new ImportOrder { Name = directory.Name, Source = directory.Source, Vendor = directory.Vendor, Environment = directory.Environment };
        _refused = (await Imports.StartAsync(order, Me, CancellationToken.None)).Refusal;
        await ReadAsync();
    }

    private void Stop(DirectoryImport import)
    {
        _refused = Imports.Stop(import.Id, Me).Refusal;
        Announcer.Say($"The import of {import.Name} is stopping");
    }

    private async Task RemoveAsync(EndpointDirectory directory)
    {
        _refused = (await Store.RemoveAsync(directory.Id, Me, CancellationToken.None)).Refusal;
        if (_refused is null)
        {
            _removed = directory;
            Announcer.Say($"{directory.Name} is removed. It can be undone.");
        }

        await ReadAsync();
    }

    private async Task BringBackAsync()
    {
        _refused = (await Store.BringBackAsync(_removed!.Id, Me, CancellationToken.None)).Refusal;
        _removed = null;
        await ReadAsync();
    }
}
