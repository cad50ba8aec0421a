using System.Globalization;
using EhrAdapters.Diagnosis;
using Onboarding.Persistence;

namespace Onboarding.Sites;

/// <summary>What is done to a letter's words after they were written: by us, or by the person who edits them before sending.</summary>
public static class LetterText
{
    /// <summary>A longer subject is cut off by ticket systems.</summary>
    public const int LongestSubject = 120;

    private const string NextTestTitle = "When we test again\n";

    /// <summary>The letter with a subject that fits, ending at a whole word.</summary>
    public static Letter? Fit(Letter? letter) => letter is null ? null : letter with { Subject = Cut(letter.Subject) };

    /// <summary>An edited letter, through the same fence as one of ours: no token, no secret, one line of subject.</summary>
    public static Letter Clean(string subject, string body) =>
        new(Cut(Scrubber.Scrub(subject.ReplaceLineEndings(" ").Trim())), Scrubber.Scrub(body.ReplaceLineEndings("\n").Trim() + "\n"));

    /// <summary>The same letter with the moment of our next test as it is planned now; unchanged where the letter does not speak of it.</summary>
    public static Letter NextTest(Letter letter, DateTimeOffset next, string timeZone)
    {
        var start = letter.Body.IndexOf(NextTestTitle, StringComparison.Ordinal);
        if (start < 0)
            return letter;
        start += NextTestTitle.Length;
        var end = letter.Body.IndexOf('\n', start);
        return end < 0 ? letter : letter with { Body = letter.Body[..start] + $"We test again by ourselves on {Moment(next, timeZone)}. A short answer helps us before that." + letter.Body[end..] };
    }

    /// <summary>A short letter that refers to one without an answer.</summary>
    public static Letter Reminder(SentLetter first, string siteName, string sender, string timeZone) => new(
        Cut($"Reminder: {first.Subject}"),
        $"""
        Hello,

        on {Day(first.SentAt, timeZone)} we wrote to you about {siteName}: "{first.Subject}".{(first.Ticket is { Length: > 0 } ticket ? $" Your ticket number is {ticket}." : "")}
        We have no answer yet and cannot go on without one.

        What we ask
        1. Please tell us whether somebody is looking at it, and by when you expect it to be done.
        2. If our letter did not reach the right person, please tell us who that is.

        We send the first letter again on request.

        {sender}

        """.ReplaceLineEndings("\n"));

    private static string Cut(string subject)
    {
        if (subject.Length <= LongestSubject)
            return subject;
        var head = subject[..(LongestSubject - 1)];
        return (head.LastIndexOf(' ') is var space and > 60 ? head[..space] : head).TrimEnd(',', ';', ':', ' ') + "…";
    }

    private static string Moment(DateTimeOffset at, string zoneId) =>
        $"{In(at, zoneId).ToString("dddd d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)} {zoneId} time ({at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC)";

    private static string Day(DateTimeOffset at, string zoneId) => In(at, zoneId).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static DateTimeOffset In(DateTimeOffset at, string zoneId) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var zone) ? TimeZoneInfo.ConvertTime(at, zone) : at.ToUniversalTime();
}
