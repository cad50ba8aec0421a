using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EhrAdapters.Diagnosis;

/// <summary>Writes the message to the hospital that a finding calls for. Short enough to be read: under sixty lines.</summary>
public static partial class LetterWriter
{
    private const int MostFacts = 16;
    private const int MostLines = 6;

    // What a letter can do without when there is much to say; the report keeps it.
    private static readonly string[] Lesser = ["HTTP version", "Body length", "Whole answer", "Server", "Body", "Host", "Port"];

    /// <summary>The letter, or null where the fault is ours and the hospital has nothing to do.</summary>
    public static Letter? Write(Finding finding, LetterContext context) =>
        finding.Owner is FaultOwner.OurConfiguration or FaultOwner.OurService
            ? null
            : new(
                Plain($"{context.SiteName}: {Lower(finding.Cause.TrimEnd('.'))} ({EnvironmentWords(context.Environment)})"),
                Plain(Body(finding, context)))
            { To = Recipient(finding.Owner) };

    private static string Body(Finding finding, LetterContext context)
    {
        var body = new StringBuilder("Hello,\n");
        Section(body, "What we tried", [
            $"We tested the connection from our service to {context.Host} ({context.VendorName}, {EnvironmentWords(context.Environment)}) on {Moment(context.When, context.TimeZone)}."]);
        Section(body, "What we saw", [
            .. Facts(finding.Evidence).Select(item => $"- {item.Name}: {OneLine(item.Value)}"),
            .. Known("Client ID", context.ClientId, finding), .. Known("Key ID", context.KeyId, finding), .. Known("Public key thumbprint (SHA-256)", context.Thumbprint, finding)]);
        Section(body, "What we believe", [$"{finding.Cause} {finding.Explanation}".Trim(), ConfidenceWords(finding.Confidence)]);
        Section(body, "What we ask", Numbered(finding.Requests));
        Section(body, "How you can check it", finding.CheckCommand is { } command ? ["From a machine outside your network:", command] : []);
        Section(body, "What is ruled out", RuledOut(context.ProvenFine, context.OwnChecks));
        Section(body, "When we test again", [NextTest(finding, context)]);
        Section(body, "Whom to answer", [context.Sender]);
        return body.ToString();
    }

    private static void Section(StringBuilder body, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        body.Append('\n').Append(title).Append('\n');
        foreach (var line in lines)
            body.Append(line).Append('\n');
    }

    private static string[] Numbered(IReadOnlyList<string> requests) => requests.Count == 0
        ? ["1. Please look at this with us and tell us what you find."]
        : [.. requests.Select((request, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {request}"))];

    private static List<EvidenceItem> Facts(IReadOnlyList<EvidenceItem> evidence)
    {
        if (evidence.Count <= MostFacts)
            return [.. evidence];
        var kept = evidence.Where(item => !Lesser.Contains(item.Name)).ToList();
        return kept.Count <= MostFacts ? kept : [.. kept.Take(MostFacts - 1), new("Further facts, on request", (evidence.Count - MostFacts + 1).ToString(CultureInfo.InvariantCulture))];
    }

    private static string[] RuledOut(IReadOnlyList<string> proven, IReadOnlyList<string> own) => proven.Count + own.Count <= MostLines
        ? [.. Listed(proven), .. Listed(own)]
        : [.. Listed([string.Join("; ", proven.Select(name => name.TrimEnd('.')))]), .. Listed([string.Join("; ", own.Select(name => name.TrimEnd('.')))])];

    private static IEnumerable<string> Listed(IReadOnlyList<string> names) => names.Where(name => name.Length > 0).Select(name => $"- {Capital(OneLine(name).TrimEnd('.'))}.");

    private static string Capital(string sentence) => sentence.Length > 0 ? char.ToUpperInvariant(sentence[0]) + sentence[1..] : sentence;

    private static string OneLine(string value) => White().Replace(value, " ").Trim();

    private static string Plain(string text) => Gaps().Replace(Scrubber.Scrub(text), " ");

    private static string Recipient(FaultOwner owner) => owner switch
    {
        FaultOwner.HospitalNetwork => "The hospital's network and security team",
        FaultOwner.EhrVendor => "The EHR vendor's support, through the hospital's interface analyst",
        FaultOwner.Hospital or FaultOwner.NotSure or FaultOwner.OurConfiguration or FaultOwner.OurService => "The hospital's interface analyst",
    };

    // What the evidence says already is not said twice.
    private static IEnumerable<string> Known(string name, string? value, Finding finding) =>
        string.IsNullOrWhiteSpace(value) || finding.Evidence.Any(item => item.Value == value) ? [] : [$"- {name}: {value}"];

    private static string NextTest(Finding finding, LetterContext context) => (context.NextTest, finding.Retry) switch
    {
        ({ } next, _) => $"We test again by ourselves on {Moment(next, context.TimeZone)}. A short answer helps us before that.",
        (null, { Helps: true, After: { } wait }) => $"We test again on {Moment(context.When + wait, context.TimeZone)} at the earliest.",
        _ => "We test again as soon as you tell us that something was changed.",
    };

    private static string Moment(DateTimeOffset moment, string? zoneId)
    {
        var utc = moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture) + " UTC";
        return zoneId is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var zone)
            ? $"{TimeZoneInfo.ConvertTime(moment, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} {zoneId} time ({utc})"
            : utc;
    }

    private static string ConfidenceWords(Confidence confidence) => confidence switch
    {
        Confidence.Certain => "The evidence allows no other reading.",
        Confidence.Likely => "This is the usual cause of what we saw; please correct us if we are wrong.",
        Confidence.Guess => "We are not sure: this is one cause of several.",
    };

    private static string EnvironmentWords(EhrEnvironment environment) => environment switch
    {
        EhrEnvironment.Simulator => "simulated hospital",
        EhrEnvironment.Sandbox => "sandbox",
        EhrEnvironment.NonProduction => "test environment",
        EhrEnvironment.Production => "production",
    };

    // "The server …" inside a subject line; names such as FHIR keep their capitals.
    private static string Lower(string sentence) =>
        sentence.Length > 1 && !char.IsUpper(sentence[1]) ? char.ToLowerInvariant(sentence[0]) + sentence[1..] : sentence;

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();

    [GeneratedRegex("[ \t]{2,}")]
    private static partial Regex Gaps();
}
