namespace Onboarding.Directories;

/// <summary>A FHIR base URL as lists publish it, brought into one form.</summary>
/// <param name="Text">Without spaces around it and without trailing slashes; host in lower case, path as published.</param>
/// <param name="Key">As it is compared: lower case, without the port that goes without saying.</param>
public sealed record PublishedAddress(string Text, string Key, string Host)
{
    /// <summary>Null where the text is no whole http or https address of a FHIR server; <paramref name="problem"/> says why.</summary>
    public static PublishedAddress? Read(string? text, out string problem)
    {
        text = text?.Trim();
        (var read, problem) = text switch
        {
            null or "" => (null, "it has no address"),
            { Length: > DirectoryLimits.Address } => (null, "its address is too long"),
            _ when !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0 => (null, "its address is not a whole http or https address"),
            _ => Whole(new Uri(text), text),
        };
        return read;
    }

    /// <summary>The form in which two spellings of one address are equal; null for what is no address.</summary>
    public static string? KeyOf(string? text) => Read(text, out _)?.Key;

    private static (PublishedAddress? Read, string Problem) Whole(Uri url, string text)
    {
        if (url.UserInfo.Length > 0)
            return (null, "its address holds a user name");
        if (url.Query.Length > 0 || url.Fragment.Length > 0)
            return (null, "its address holds a query or a fragment");
        // The port stays as published (MEDITECH writes :443 out); Uri would drop it.
        var start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var slash = text.IndexOf('/', start);
        var (authority, path) = slash < 0 ? (text[start..], "") : (text[start..slash], text[slash..].TrimEnd('/'));
        var port = url.IsDefaultPort ? "" : $":{url.Port}";
        return (new($"{url.Scheme}://{authority.ToLowerInvariant()}{path}", $"{url.Scheme}://{url.IdnHost}{port}{path}".ToLowerInvariant(), url.IdnHost), "");
    }
}
