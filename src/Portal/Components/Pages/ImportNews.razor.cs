using System.Globalization;
using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Directories;

namespace Portal.Components.Pages;

/// <summary>How the latest import ended, what it changed, and which sites that may concern.</summary>
public sealed partial class ImportNews
{
    [Parameter, EditorRequired]
    public required DirectoryImport Import { get; set; }

    private CheckState State => Import switch
    {
        { State: ImportState.Stopped } => CheckState.CouldNotAssess,
        { State: not ImportState.Done } => CheckState.Failed,
        { Report: { Sites.Count: > 0 } or { Broken: > 0 } } => CheckState.Warning,
        _ => CheckState.Passed,
    };

    private string Title => Import.State is ImportState.Done ? $"{Import.Name} is imported: {Import.Report?.Entries.ToString("N0", CultureInfo.InvariantCulture)} addresses." : $"{Import.Name} was not imported.";

    private string Facts
    {
        get
        {
            if (Import.Report is not { } report) return Import.Note ?? "";
            var facts = new List<string>();
            if (report.Again) facts.Add(report is { Added: 0, Gone: 0, Moved: 0 } ? "Nothing changed since the import before." : string.Create(CultureInfo.InvariantCulture, $"Since the import before: {report.Added:N0} added, {report.Gone:N0} gone, {report.Moved:N0} with another address."));
            if (report.Broken > 0) facts.Add($"{report.Broken} {(report.Broken == 1 ? "entry" : "entries")} of the list could not be used.");
            if (report.LeftOut > 0) facts.Add($"{report.LeftOut} of another kind {(report.LeftOut == 1 ? "was" : "were")} left out.");
            return facts.Count > 0 ? string.Join(' ', facts) : "Every entry could be used.";
        }
    }

    private static IReadOnlyList<string> Details(ImportReport report) =>
    [
        .. report.BrokenEntries.Select(entry => $"Entry {entry.Position}: {entry.Problem}"),
        .. More(report.Broken - report.BrokenEntries.Count, "that could not be used"),
        .. report.MovedEntries.Select(entry => $"Moved: {entry.Name}, from {entry.From} to {entry.To}"),
        .. More(report.Moved - report.MovedEntries.Count, "that moved"),
        .. report.GoneNames.Select(name => $"Gone: {name}"),
        .. More(report.Gone - report.GoneNames.Count, "that are gone"),
        .. report.AddedNames.Select(name => $"Added: {name}"),
        .. More(report.Added - report.AddedNames.Count, "that were added"),
    ];

    private static IEnumerable<string> More(int count, string which) => count > 0 ? [string.Create(CultureInfo.InvariantCulture, $"and {count:N0} more {which}")] : [];
}
