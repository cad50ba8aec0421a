using System.Net;
using System.Text.RegularExpressions;
using EhrAdapters.Http;
using EhrAdapters.Vendors;
using Hl7.Fhir.Model;

namespace EhrAdapters.Diagnosis;

/// <summary>Judges a base URL by its looks alone.</summary>
internal static partial class AddressLint
{
    internal static readonly string[] InternalSuffixes = [".local", ".internal", ".lan", ".corp", ".intra", ".intranet", ".home", ".localdomain", ".private"];

    /// <summary>CFG-URL-SHAPE with the trimmed form, or null.</summary>
    internal static Finding? Shape(Connection connection, VendorProfile profile)
    {
        var url = connection.FhirBaseUrl;
        if (!url.IsAbsoluteUri || url.Scheme is not ("https" or "http") || url.Host.Length == 0)
            return Wrong(url, "it is not a whole address that begins with https", null);
        var simulated = connection.Environment is EhrEnvironment.Simulator;
        string? problem = url switch
        {
            _ when url.OriginalString.Any(char.IsWhiteSpace) || url.AbsolutePath.Contains("%20", StringComparison.Ordinal) => "it holds spaces",
            { UserInfo.Length: > 0 } => "it holds a user name",
            { Scheme: "http" } when !simulated => "it is not encrypted (https)",
            { Fragment.Length: > 0 } => "it holds a fragment, the part after #",
            { Query.Length: > 0 } => "it holds a query, the part after the question mark",
            _ when Surplus(url) is { } surplus => $"it ends in {surplus}",
            _ when Page().IsMatch(url.AbsolutePath) => "it looks like a page for people, a portal or a login",
            _ => null,
        };
        if (problem is not null)
            return Wrong(url, problem, Trimmed(url, simulated));
        return ConnectionLint.Fits(profile.FhirBaseUrl.Pattern, url.OriginalString) ? null
            : Wrong(url, $"it does not look like an address of {profile.Name}", profile.FhirBaseUrl.Example);
    }

    /// <summary>
    /// CFG-URL-SHAPE as a warning, where the address does not look like the vendor's published ones. A few hospitals really
    /// differ, and simulated ones have paths of their own, so it never blocks and never speaks of the simulator.
    /// </summary>
    internal static Finding? Look(Connection connection, VendorProfile profile)
    {
        if (profile.FhirBaseUrl.Shape is not { } shape || connection.Environment is EhrEnvironment.Simulator || shape.Fits(connection.FhirBaseUrl.OriginalString))
            return null;
        return Wrong(connection.FhirBaseUrl, $"it does not look like the addresses of {profile.Name}", profile.FhirBaseUrl.Example) with
        {
            State = CheckState.Warning,
            Confidence = Confidence.Guess,
            Cause = $"This does not look like an address of {profile.Name}. {shape.Sentence}",
            Explanation = "Few hospitals differ from that. A wrong tier, a wrong version or another vendor's address is more often the reason.",
            NextStep = "Compare the address with what the hospital sent, or go on if the hospital confirms it.",
        };
    }

    /// <summary>CFG-PRIVATE-ADDR for an address or name that only exists inside a network, where nobody allowed it.</summary>
    internal static Finding? Private(Connection connection)
    {
        var host = connection.FhirBaseUrl.IdnHost;
        var guard = new OutboundGuard(connection.AllowPrivateNetwork);
        var isPrivate = IPAddress.TryParse(host.Trim('[', ']'), out var address)
            ? !guard.Allows(address, host)
            : !guard.MayOpen(host) && (!host.Contains('.', StringComparison.Ordinal)
                || InternalSuffixes.Any(suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)));
        return isPrivate
            ? FindingCatalog.Create(FindingCodes.CfgPrivateAddr, [new("Host", host)], new FindingWords(connection).Connection())
            : null;
    }

    /// <summary>CFG-ENV-MIX as a warning, where the address names another kind of environment than the one chosen.</summary>
    internal static Finding? Environment(Connection connection)
    {
        var labels = Label().Matches(connection.FhirBaseUrl.Host + connection.FhirBaseUrl.AbsolutePath).Select(match => match.Value.ToLowerInvariant()).ToList();
        var test = labels.FirstOrDefault(label => label is "test" or "tst" or "sandbox" or "nonprod" or "nonproduction" or "staging" or "uat" or "dev" or "poc" or "playground" or "preview");
        var live = labels.FirstOrDefault(label => label is "prod" or "prd" or "production");
        var problem = connection.Environment switch
        {
            EhrEnvironment.Production when test is not null && live is null => $"production is chosen, but the address says “{test}”",
            EhrEnvironment.NonProduction or EhrEnvironment.Sandbox when live is not null && test is null => $"a test environment is chosen, but the address says “{live}”",
            _ => null,
        };
        return problem is null ? null
            : FindingCatalog.Create(FindingCodes.CfgEnvMix, [new("Host", connection.FhirBaseUrl.IdnHost)], new Dictionary<string, string> { ["problem"] = problem }) with { State = CheckState.Warning };
    }

    private static Finding Wrong(Uri url, string problem, string? suggestion)
    {
        Dictionary<string, string> words = new() { ["problem"] = problem };
        if (suggestion is not null)
            words["suggestion"] = suggestion;
        return FindingCatalog.Create(FindingCodes.CfgUrlShape, [new("Host", url is { IsAbsoluteUri: true, Host.Length: > 0 } ? url.IdnHost : "none")], words);
    }

    // What people copy along with the base: the statement's own address, discovery, or a resource.
    private static string? Surplus(Uri url)
    {
        var segments = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(segments, segment => segment is "metadata" or ".well-known" or "_search" or "_history" || ModelInfo.IsKnownResource(segment));
        return at < 0 ? null : "/" + segments[at];
    }

    private static string Trimmed(Uri url, bool simulated)
    {
        var path = Uri.UnescapeDataString(url.AbsolutePath).Replace(" ", "", StringComparison.Ordinal).TrimEnd('/');
        if (Surplus(url) is { } surplus)
            path = path[..path.IndexOf(surplus, StringComparison.Ordinal)];
        var port = url.IsDefaultPort ? "" : ":" + url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return $"{(simulated ? url.Scheme : "https")}://{url.IdnHost}{port}{path}";
    }

    [GeneratedRegex(@"(?i)(\.(html?|aspx?|jsp|php)|/(login|signin|sign-in|logon|home|portal))/?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Page();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Label();
}
