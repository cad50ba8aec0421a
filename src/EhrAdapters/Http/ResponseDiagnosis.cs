using EhrAdapters.Diagnosis;

namespace EhrAdapters.Http;

/// <summary>What was asked when an answer came; the same status means different things at different places.</summary>
internal enum Asked
{
    Metadata,
    SmartConfiguration,
    Read,
    Search,
}

/// <summary>The one translator of refusing or senseless answers, of every vendor, into findings.</summary>
internal sealed class ResponseDiagnosis(FindingWords words)
{
    /// <summary>The finding for an answer that is not what was asked for, or null where it may be read on.</summary>
    public Finding? Explain(HttpAnswer answer, Asked asked)
    {
        if (answer.TooLarge)
            return Make(FindingCodes.HttpTooLarge, answer, null);
        if (answer.Truncated)
            return Make(FindingCodes.HttpTruncated, answer, null);
        if (answer.IsSuccess && StartsAsJson(answer.Body))
            return null;
        var body = ErrorBody.Of(answer);
        var code = answer.IsSuccess ? Unreadable(answer, body) : Refused(answer, body, asked);
        return MayBeQuoted(answer, asked, body) ? Quoted(code, answer, body) : Make(code, answer, body);
    }

    /// <summary>An OperationOutcome that came where a resource was asked for, whatever the status.</summary>
    public Finding Outcome(HttpAnswer answer, IEnumerable<OutcomeIssue> issues)
    {
        var body = new ErrorBody { Kind = BodyKind.OperationOutcome, Issues = [.. issues] };
        return Make(OfIssues(body.Issues) ?? FindingCodes.ApiOoError, answer, body);
    }

    /// <summary>A body that cannot be read as the resource asked for: cut off, or something else.</summary>
    /// <param name="answer">What came.</param>
    /// <param name="parserCodes">The parser's codes, never its messages, which quote the body.</param>
    public Finding Unreadable(HttpAnswer answer, IReadOnlyList<string> parserCodes)
    {
        var finding = Make(ErrorBody.Of(answer).Kind is BodyKind.BrokenJson ? FindingCodes.HttpTruncated : FindingCodes.ApiInvalidResource, answer, null);
        return parserCodes.Count == 0 ? finding : finding with { Evidence = [.. finding.Evidence, new("Parser codes", string.Join(", ", parserCodes.Take(10)))] };
    }

    public Finding Make(string code, HttpAnswer answer, ErrorBody? body, IReadOnlyDictionary<string, string>? more = null)
    {
        var filled = words.For(answer);
        foreach (var (name, value) in more ?? new Dictionary<string, string>())
            filled[name] = value;
        List<EvidenceItem> evidence = [.. answer.Facts()];
        if (body is not null)
            evidence.Add(new("Body", Name(body.Kind)));
        if (body?.Issues.Count > 0)
            evidence.Add(new("Issue codes", string.Join("; ", body.Issues)));
        if (answer.Challenge is { } challenge && Challenge(challenge) is { } error)
            evidence.Add(new("WWW-Authenticate", error));
        if (answer.IsRedirect && answer.Location is { } location)
            evidence.Add(new("Redirected to", location.GetLeftPart(UriPartial.Authority)));
        var finding = FindingCatalog.Create(code, evidence, filled);
        return answer.RetryAfter is { } wait && finding.Retry.Helps ? finding with { Retry = finding.Retry with { After = wait } } : finding;
    }

    // Only what anybody gets who asks without a sign-in, and only where no record was asked for.
    private static bool MayBeQuoted(HttpAnswer answer, Asked asked, ErrorBody body) =>
        !answer.IsAuthorised && asked is Asked.Metadata or Asked.SmartConfiguration && body.Kind is BodyKind.Html or BodyKind.PlainText;

    private Finding Quoted(string code, HttpAnswer answer, ErrorBody body)
    {
        // Firewalls print the number of their log entry on the page.
        var support = Scrubber.SupportId(body.Prose);
        var finding = Make(code, answer, body, support is null ? null : new Dictionary<string, string> { ["requestId"] = $"support ID {support}" });
        List<EvidenceItem> quoted = [new("Page begins", Scrubber.Excerpt(body.Prose))];
        if (support is not null)
            quoted.Insert(0, new("Support ID on the page", support));
        return finding with { Evidence = [.. finding.Evidence, .. quoted.Where(item => item.Value.Length > 0)] };
    }

    /// <summary>The error word of a WWW-Authenticate header, without its prose.</summary>
    public static string? Challenge(string header)
    {
        const string Mark = "error=\"";
        var start = header.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return header.Split(' ', 2)[0] is { Length: > 0 and < 20 } scheme ? scheme : null;
        var end = header.IndexOf('"', start + Mark.Length);
        return end > start && end - start < 60 ? header[(start + Mark.Length)..end] : null;
    }

    private static string Unreadable(HttpAnswer answer, ErrorBody body) => body.Kind switch
    {
        BodyKind.Html when answer.WasRedirected => FindingCodes.HttpRedirectLogin,
        BodyKind.Html => FindingCodes.HttpHtmlPage,
        BodyKind.Xml => FindingCodes.FhirXmlOnly,
        BodyKind.BrokenJson => FindingCodes.HttpTruncated,
        _ => FindingCodes.FhirNotFhir,
    };

    private static string Refused(HttpAnswer answer, ErrorBody body, Asked asked) => answer.Status switch
    {
        _ when answer.IsRedirect => LooksLikeLogin(answer.Location) ? FindingCodes.HttpRedirectLogin : FindingCodes.HttpRedirect,
        401 when asked is Asked.Metadata or Asked.SmartConfiguration => FindingCodes.FhirCap401,
        401 => FindingCodes.Api401WithToken,
        403 when body.Kind is BodyKind.Html => FindingCodes.HttpWaf403,
        403 when asked is Asked.Metadata or Asked.SmartConfiguration && body.Kind is not BodyKind.PlainText => FindingCodes.FhirCap401,
        // Oracle answers so for a tenant that it does not know, before any sign-in.
        403 when asked is Asked.Metadata or Asked.SmartConfiguration => FindingCodes.Http404Base,
        403 => FindingCodes.Api403,
        404 or 410 when asked is Asked.SmartConfiguration => FindingCodes.Smart404,
        404 or 410 => NotFound(body, asked),
        405 => FindingCodes.Http405,
        406 => FindingCodes.Http406,
        407 => FindingCodes.Proxy407,
        408 => FindingCodes.HttpTimeout,
        413 => FindingCodes.HttpTooLarge,
        415 => FindingCodes.Http415,
        429 => FindingCodes.Http429,
        500 => OfIssues(body.Issues) is FindingCodes.ApiOoTransient ? FindingCodes.ApiOoTransient : FindingCodes.Http500,
        501 => FindingCodes.Http501,
        502 => FindingCodes.Http502,
        503 => FindingCodes.Http503,
        504 => FindingCodes.Http504,
        >= 520 => FindingCodes.Http502,
        > 500 => FindingCodes.Http500,
        400 or 422 when asked is Asked.Search => OfIssues(body.Issues) switch
        {
            FindingCodes.ApiOoTransient or FindingCodes.ApiOoLogin or FindingCodes.ApiOoExpired or FindingCodes.ApiOoUnknown => OfIssues(body.Issues)!,
            _ => FindingCodes.Api400Search,
        },
        _ => OfIssues(body.Issues) ?? FindingCodes.HttpStatus,
    };

    private static string NotFound(ErrorBody body, Asked asked)
    {
        if (body.Issues.Any(issue => issue.Code is "not-supported"))
            return FindingCodes.Api404Resource;
        // A search that finds nobody is an empty bundle; a search that is not found is a kind of record that is not served.
        if (asked is Asked.Search)
            return FindingCodes.Api404Resource;
        return asked is Asked.Read && body.Kind is BodyKind.OperationOutcome or BodyKind.Detail ? FindingCodes.Api404Patient : FindingCodes.Http404Base;
    }

    private static string? OfIssues(IReadOnlyList<OutcomeIssue> issues)
    {
        // Every issue counts, not the first: servers put a harmless one in front.
        foreach (var issue in issues.Where(issue => issue.IsError))
        {
            switch (issue.Code)
            {
                case "login": return FindingCodes.ApiOoLogin;
                case "expired": return FindingCodes.ApiOoExpired;
                case "unknown": return FindingCodes.ApiOoUnknown;
                case "forbidden" or "security" or "suppressed": return FindingCodes.Api403;
                case "not-found" or "deleted": return FindingCodes.Api404Patient;
                case "not-supported": return FindingCodes.Api404Resource;
                case "timeout" or "lock-error" or "no-store" or "throttled" or "transient": return FindingCodes.ApiOoTransient;
            }
        }

        return issues.Any(issue => issue.IsError) ? FindingCodes.ApiOoError : null;
    }

    private static bool LooksLikeLogin(Uri? location) =>
        location is not null && new[] { "login", "signin", "sign-in", "sso", "saml", "auth", "adfs" }
            .Any(word => location.AbsoluteUri.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool StartsAsJson(byte[] body)
    {
        foreach (var letter in body)
        {
            if (letter is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or 0xEF or 0xBB or 0xBF))
                return letter == (byte)'{';
        }

        return false;
    }

    private static string Name(BodyKind kind) => kind switch
    {
        BodyKind.Empty => "empty",
        BodyKind.Html => "web page",
        BodyKind.Xml => "XML",
        BodyKind.OperationOutcome => "OperationOutcome",
        BodyKind.Resource => "FHIR resource",
        BodyKind.ErrorCode => "JSON error code",
        BodyKind.Detail => "JSON error text",
        BodyKind.PlainText => "plain text",
        BodyKind.OtherJson => "other JSON",
        BodyKind.BrokenJson => "broken JSON",
    };
}
