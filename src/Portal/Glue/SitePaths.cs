using EhrAdapters;
using Onboarding;
using Onboarding.Lifecycle;

namespace Portal.Glue;

/// <summary>Addresses of the pages about sites.</summary>
public static class SitePaths
{
    public const string Mine = "/";
    public const string New = "/sites/new";
    public const string Pipeline = "/pipeline";
    public const string Review = "/review";
    public const string Live = "/live";
    public const string Lifecycle = "/lifecycle";
    public const string Directories = "/directories";

    public const string AllowedNetworks = "/admin/allowed-networks";
    public const string Freezes = "/admin/freezes";

    public static string Of(string slug) => $"/sites/{slug}";

    public static string Of(string slug, Stage stage) => $"/sites/{slug}/{Json.Word(stage)}";

    public static string Of(string slug, Stage stage, Guid run) => $"{Of(slug, stage)}?run={run:D}";

    /// <summary>The report of a validation, held against another run; the newest and the one before it with null.</summary>
    public static string Report(string slug, Guid? run = null, Guid? with = null) => ReportEndpoint.PathOf(slug, "report", run, with);

    /// <summary>The administrators' page with this host filled in for this site.</summary>
    public static string Allow(string host, string slug) => $"{AllowedNetworks}?host={Uri.EscapeDataString(host)}&site={slug}";

    /// <summary>Keys and certificates, of the connection's environment with null.</summary>
    public static string Keys(string slug, EhrEnvironment? environment = null) =>
        $"/sites/{slug}/keys{(environment is { } one ? $"?environment={Json.Word(one)}" : "")}";

    /// <summary>The stage that an address names, or null.</summary>
    public static Stage? Read(string? word) =>
        StageList.All.Select(stage => (Stage?)stage).FirstOrDefault(stage => Json.Word(stage!.Value) == word);
}
