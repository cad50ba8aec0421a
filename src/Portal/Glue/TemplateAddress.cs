using Microsoft.AspNetCore.WebUtilities;

namespace Portal.Glue;

/// <summary>Addresses of the mapping templates: the list, or one vendor and release.</summary>
public static class TemplateAddress
{
    public const string Page = "/templates";

    public static string Of(string vendor, string release) =>
        QueryHelpers.AddQueryString(Page, new Dictionary<string, string?> { ["vendor"] = vendor, ["release"] = release });
}
