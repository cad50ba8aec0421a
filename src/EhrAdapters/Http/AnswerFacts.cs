using System.Globalization;
using EhrAdapters.Diagnosis;

namespace EhrAdapters.Http;

/// <summary>What an expert would write down of an answer. Nothing of its body.</summary>
internal static class AnswerFacts
{
    // The Date header has whole seconds only.
    private static readonly TimeSpan DateStep = TimeSpan.FromSeconds(1.5);

    public static IReadOnlyList<EvidenceItem> Of(HttpAnswer answer)
    {
        List<EvidenceItem> facts = [new("Request", $"{answer.Method} {ShownPath.Of(answer.Address)}")];
        if (answer.Protocol is not null)
            facts.Add(new("HTTP version", answer.Protocol));
        facts.Add(new("HTTP status", answer.Status.ToString(CultureInfo.InvariantCulture)));
        if (answer.ContentType is not null)
            facts.Add(new("Content type", answer.ContentType));
        if (!answer.TooLarge)
            facts.Add(new("Body length", string.Create(CultureInfo.InvariantCulture, $"{answer.Body.Length:N0} bytes")));
        facts.Add(new("First byte", Milliseconds(answer.FirstByte)));
        facts.Add(new("Whole answer", Milliseconds(answer.Total)));
        if (answer.ServerDate is { } date)
            facts.Add(new("Server's Date", $"{date.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC, {Apart(date - answer.Received)}"));
        facts.AddRange(answer.RequestIds.Select((id, index) => new EvidenceItem(index == 0 ? "Request id" : $"Request id, {id.Name}", id.Value)));
        if (answer.Server is { Length: <= 60 } server)
            facts.Add(new("Server", server));
        if (answer.RetryAfter is { } wait)
            facts.Add(new("Retry-After", string.Create(CultureInfo.InvariantCulture, $"{wait.TotalSeconds:0} s")));
        if (answer.Format is { } format)
            facts.Add(format);
        return facts;
    }

    private static string Apart(TimeSpan difference) => difference.Duration() <= DateStep ? "the same as our clock"
        : string.Create(CultureInfo.InvariantCulture, $"{difference.Duration().TotalSeconds:0} s {(difference < TimeSpan.Zero ? "behind" : "ahead of")} our clock");

    private static string Milliseconds(TimeSpan elapsed) => string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalMilliseconds:0} ms");
}
