using System.Text.RegularExpressions;

namespace EhrAdapters.Diagnosis;

/// <summary>The last fence before a text leaves the house: takes out whatever looks like a token, a secret or a key.</summary>
public static partial class Scrubber
{
    private const string Gone = "[removed]";

    /// <summary>The text without anything that opens a door. Host names, ids and fingerprints of public keys stay.</summary>
    public static string Scrub(string text)
    {
        var clean = Pem().Replace(text, Gone);
        clean = Jwt().Replace(clean, Gone);
        clean = Authorization().Replace(clean, match => match.Groups["scheme"].Value + " " + Gone);
        clean = Named().Replace(clean, match => match.Groups["name"].Value + match.Groups["sign"].Value + Gone);
        return UserInfo().Replace(clean, match => match.Groups["scheme"].Value + Gone + "@");
    }

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
}
