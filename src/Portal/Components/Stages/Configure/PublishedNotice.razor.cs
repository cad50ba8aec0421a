using EhrAdapters;
using Microsoft.AspNetCore.Components;
using Onboarding.Directories;
using Portal.Components.Workspace;

namespace Portal.Components.Stages.Configure;

/// <summary>Says whose published address was typed or picked. Says nothing of an address that no list holds: absence proves nothing.</summary>
public sealed partial class PublishedNotice
{
    /// <summary>Whoever is published under the address.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<FoundEntry> At { get; set; }

    [Parameter]
    public EhrEnvironment Environment { get; set; }

    /// <summary>True where picking from the directory changed the form.</summary>
    [Parameter]
    public bool SetHere { get; set; }

    private string Title => At.Select(found => found.Entry.Name).Distinct(StringComparer.OrdinalIgnoreCase).ToList() switch
    {
        [var only] => $"This is the published address of {only}.",
        [var one, var other] => $"This is the published address of {one} and {other}.",
        [var one, .. var others] => $"This is the published address of {one} and {others.Count} others.",
        [] => "",
    };

    /// <summary>What is doubtful where a list of production addresses and the chosen environment do not go together; null where nothing is.</summary>
    internal static string? Caution(IReadOnlyList<FoundEntry> at, EhrEnvironment chosen) =>
        at.FirstOrDefault(found => found.Environment is { } leads && leads != chosen) is { Environment: { } published } found
            ? $"{chosen.Word()} is chosen, but {found.Directory} lists this address as {published.Word().ToLowerInvariant()}. Settings of two environments may be mixed."
            : null;
}
