using System.Text;
using System.Text.Json;

namespace EhrAdapters.Http;

/// <summary>What kind of body came, and the machine-readable words in it. Free text stays inside: it may hold patient data.</summary>
internal sealed record ErrorBody
{
    public required BodyKind Kind { get; init; }

    /// <summary>The issues of an OperationOutcome.</summary>
    public IReadOnlyList<OutcomeIssue> Issues { get; init; } = [];

    /// <summary>The <c>error</c> member: OAuth's code, or a gateway's.</summary>
    public string? Error { get; init; }

    /// <summary>Whatever the server says in prose; for matching only, never for showing.</summary>
    public string Prose { get; init; } = "";

    /// <summary>The last part of the error address, where it holds a URN that URN's: Oracle's <c>empty-scopes</c>.</summary>
    public string? Urn { get; init; }

    /// <summary>True where the prose holds any of these words.</summary>
    public bool Says(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Prose.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>True for XML that is no web page.</summary>
    public static bool IsXml(HttpAnswer answer) => StartsAsMarkup(answer.Body) && Of(answer).Kind is BodyKind.Xml;

    public static ErrorBody Of(HttpAnswer answer)
    {
        var text = Text(answer.Body);
        if (text.Length == 0 || text is "\"\"")
            return new ErrorBody { Kind = BodyKind.Empty };
        if (text[0] == '<')
            return new ErrorBody { Kind = IsHtml(text, answer.ContentType) ? BodyKind.Html : BodyKind.Xml, Prose = Head(text) };
        try
        {
            using var document = JsonDocument.Parse(text);
            return OfJson(document.RootElement);
        }
        catch (JsonException)
        {
            return new ErrorBody { Kind = text[0] is '{' or '[' ? BodyKind.BrokenJson : BodyKind.PlainText, Prose = Head(text) };
        }
    }

    private static ErrorBody OfJson(JsonElement root)
    {
        if (root.ValueKind is JsonValueKind.String)
            return new ErrorBody { Kind = BodyKind.PlainText, Prose = Head(root.GetString()!) };
        if (root.ValueKind is not JsonValueKind.Object)
            return new ErrorBody { Kind = BodyKind.OtherJson };
        if (Member(root, "resourceType") is { } type)
        {
            return type == "OperationOutcome"
                ? new ErrorBody { Kind = BodyKind.OperationOutcome, Issues = OutcomeIssue.ReadAll(root), Prose = Head(root.GetRawText()) }
                : new ErrorBody { Kind = BodyKind.Resource };
        }

        var prose = string.Join(' ', new[] { "error_description", "detail", "details", "detailedmessage", "message" }.Select(name => Member(root, name)));
        var error = Member(root, "error");
        return new ErrorBody
        {
            Kind = error is not null ? BodyKind.ErrorCode : prose.Trim().Length > 0 ? BodyKind.Detail : BodyKind.OtherJson,
            Error = error,
            Prose = Head(prose),
            Urn = Member(root, "error_uri") is { } uri ? LastOfUrn(uri) : null,
        };
    }

    // …/errors/urn%3Acerner%3Aerror%3A…%3Atoken%3Aempty-scopes/instances/…; other servers name the page in the last part.
    private static string? LastOfUrn(string uri)
    {
        var parts = Uri.UnescapeDataString(uri.Split('?', '#')[0]).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var urn = parts.FirstOrDefault(part => part.StartsWith("urn:", StringComparison.Ordinal));
        return urn is null ? parts.LastOrDefault() : urn[(urn.LastIndexOf(':') + 1)..];
    }

    private static bool StartsAsMarkup(byte[] body)
    {
        foreach (var letter in body)
        {
            if (letter is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or 0xEF or 0xBB or 0xBF))
                return letter == (byte)'<';
        }

        return false;
    }

    private static bool IsHtml(string text, string? contentType) =>
        contentType == MediaTypes.Html
        || text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);

    private static string? Member(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static string Head(string text) => text.Length > 4000 ? text[..4000] : text;

    private static string Text(byte[] body) => Encoding.UTF8.GetString(body).TrimStart('\uFEFF').Trim();
}

/// <summary>The shapes an answer may have.</summary>
internal enum BodyKind
{
    Empty,
    Html,
    Xml,
    OperationOutcome,
    Resource,
    ErrorCode,
    Detail,
    PlainText,
    OtherJson,
    BrokenJson,
}
