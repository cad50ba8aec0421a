using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Onboarding.Lifecycle;

namespace Portal.Glue;

/// <summary>What an address says about a mapping's versions: two that are compared, or one that is tried before it is restored.</summary>
public sealed record VersionsAsked(int? From, int? To, int? Restore)
{
    public static VersionsAsked Read(string address)
    {
        var query = QueryHelpers.ParseQuery(new Uri(address).Query);
        var compared = query.TryGetValue("compare", out var pair) ? pair.ToString().Split("..") : [];
        return compared is [var from, var to] && Number(from) is { } one && Number(to) is { } other
            ? new(one, other, null)
            : new(null, null, query.TryGetValue("restore", out var wanted) ? Number(wanted.ToString()) : null);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>What the page of the mapping shows.</summary>
public enum MappingView
{
    /// <summary>The studio: one field after the other.</summary>
    Fields,

    /// <summary>What the sample patients carry.</summary>
    Discover,

    /// <summary>Conflicts, what is never filled, and what is not mapped.</summary>
    OpenPoints,
}

/// <summary>Addresses about a site's mapping: its versions, and its code maps as files.</summary>
public static class MappingPaths
{
    public const string Versions = "versions";

    public static string List(string slug) => $"{SitePaths.Of(slug, Stage.MapFields)}#{Versions}";

    public static string Compare(string slug, int from, int to) => $"{SitePaths.Of(slug, Stage.MapFields)}?compare={from}..{to}#{Versions}";

    public static string Restore(string slug, int number) => $"{SitePaths.Of(slug, Stage.MapFields)}?restore={number}#{Versions}";

    /// <summary>One view of the mapping; the fields have the plain address.</summary>
    public static string View(string slug, MappingView view) =>
        SitePaths.Of(slug, Stage.MapFields) + (view is MappingView.Fields ? "" : $"?show={Onboarding.Json.Word(view)}");

    public static string Field(string slug, string field) => $"{SitePaths.Of(slug, Stage.MapFields)}?field={Uri.EscapeDataString(field)}";

    public static MappingView ViewOf(string address) =>
        QueryHelpers.ParseQuery(new Uri(address).Query).TryGetValue("show", out var word) ? Enum.GetValues<MappingView>().FirstOrDefault(view => Onboarding.Json.Word(view) == word) : MappingView.Fields;

    public static string Csv(string slug, string field) => $"{SitePaths.Of(slug)}/code-maps/{Uri.EscapeDataString(field)}/csv";

    public static string ConceptMap(string slug, string field) => $"{SitePaths.Of(slug)}/code-maps/{Uri.EscapeDataString(field)}/concept-map";
}
