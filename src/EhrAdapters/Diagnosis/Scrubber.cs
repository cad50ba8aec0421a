using System.Net;
using System.Text.RegularExpressions;

namespace EhrAdapters.Diagnosis;

/// <summary>The last fence before a text leaves the house: takes out whatever looks like a token, a secret or a key.</summary>
public static partial class Scrubber
{
    private const string Gone = "[removed]";
    private const int Longest = 200;

    /// <summary>The text without anything that opens a door. Host names, ids and fingerprints of public keys stay.</summary>
    public static string Scrub(string text)
    {
        var clean = Pem().Replace(text, Gone);
        clean = Jwt().Replace(clean, Gone);
        clean = Authorization().Replace(clean, match => match.Groups["scheme"].Value + " " + Gone);
        clean = Named().Replace(clean, match => match.Groups["name"].Value + match.Groups["sign"].Value + Gone);
        return UserInfo().Replace(clean, match => match.Groups["scheme"].Value + Gone + "@");
    }

    /// <summary>
    /// The first 200 characters of a web page or a plain text that anybody gets without a sign-in: markup taken out, and with it
    /// whatever opens a door or could be somebody's: mail addresses, long numbers, dates, ids of records.
    /// </summary>
    public static string Excerpt(string page)
    {
        var text = WebUtility.HtmlDecode(Tag().Replace(Unseen().Replace(page, " "), " "));
        var clean = Personal().Replace(Scrub(text), Gone);
        clean = Space().Replace(clean, " ").Trim();
        return clean.Length > Longest ? clean[..Longest] + "…" : clean;
    }

    /// <summary>The number under which a firewall's log keeps a refusal, where its page prints one.</summary>
    public static string? SupportId(string page) => Support().Match(Tag().Replace(page, " ")) is { Success: true } found ? found.Groups["id"].Value : null;

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Pem();

    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{5,}(\.[A-Za-z0-9_-]*){1,4}", RegexOptions.ExplicitCapture)]
    private static partial Regex Jwt();

    [GeneratedRegex(@"\b(?<scheme>Bearer|Basic)\s+[A-Za-z0-9+/=_.~-]{8,}", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Authorization();

    [GeneratedRegex("""(?<name>client_secret|access_token|refresh_token|id_token|client_assertion|password|api[_-]?key|secret)(?<sign>"?\s*[=:]\s*"?)[^\s"&,;]+""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    [GeneratedRegex(@"(?<scheme>[a-z]+://)[^\s/@]+@", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"<(script|style|svg)\b.*?(</\1>|$)|<!--.*?(-->|$)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Unseen();

    [GeneratedRegex("<[^>]*(>|$)")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"[\w.+-]+@[\w.-]+|\bPatient/[A-Za-z0-9.-]{1,64}|\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|\+?\d[\d\s().-]{5,}\d", RegexOptions.ExplicitCapture)]
    private static partial Regex Personal();

    [GeneratedRegex(@"\b(support|incident|event|reference|block)\s*(id|number|#)?\s*(is)?\s*[:#]?\s*(?<id>(?=[A-Za-z.-]*\d)[A-Za-z0-9.-]{6,40})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Support();
}
