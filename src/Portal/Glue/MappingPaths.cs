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

/// <summary>Addresses about a site's mapping: its versions, and its code maps as files.</summary>
public static class MappingPaths
{
    public const string Versions = "versions";

    public static string List(string slug) => $"{SitePaths.Of(slug, Stage.MapFields)}#{Versions}";

    public static string Compare(string slug, int from, int to) => $"{SitePaths.Of(slug, Stage.MapFields)}?compare={from}..{to}#{Versions}";

    public static string Restore(string slug, int number) => $"{SitePaths.Of(slug, Stage.MapFields)}?restore={number}#{Versions}";

    public static string Csv(string slug, string field) => $"{SitePaths.Of(slug)}/code-maps/{Uri.EscapeDataString(field)}/csv";

    public static string ConceptMap(string slug, string field) => $"{SitePaths.Of(slug)}/code-maps/{Uri.EscapeDataString(field)}/concept-map";
}
