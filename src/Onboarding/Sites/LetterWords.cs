using Onboarding.Persistence;

namespace Onboarding.Sites;

/// <summary>Ways and outcomes of letters as people read them, and when it is time to ask again.</summary>
public static class LetterWords
{
    /// <summary>Working days without an answer after which a reminder is in order.</summary>
    public const int DaysUntilReminder = 3;

    public static string Word(this LetterWay way) => way switch
    {
        LetterWay.Mail => "Mail",
        LetterWay.Ticket => "Ticket",
        LetterWay.Phone => "Phone",
    };

    public static string Word(this LetterOutcome outcome) => outcome switch
    {
        LetterOutcome.Fixed => "Fixed",
        LetterOutcome.NotTheirFault => "Not their fault",
        LetterOutcome.WorkingOnIt => "Working on it",
        LetterOutcome.Question => "Question to us",
    };

    /// <summary>
    /// True where an open letter has waited long enough: three working days since it went out or was last reminded of,
    /// or past the day that the hospital named.
    /// </summary>
    public static bool ReminderIsDue(SentLetter letter, IEnumerable<SentLetter> all, DateTimeOffset now, string timeZone)
    {
        if (!letter.IsOpen)
            return false;
        var today = Day(now, timeZone);
        var last = all.Where(other => other.RemindsOf == letter.Id).Select(other => other.SentAt).Append(letter.SentAt).Max();
        return letter.Answers is [.., { Until: { } until }]
            ? today > until && WorkingDays(Day(last, timeZone), today) >= 1
            : WorkingDays(Day(last, timeZone), today) >= DaysUntilReminder;
    }

    /// <summary>Working days, Monday to Friday, that begin after the first day and up to the last.</summary>
    public static int WorkingDays(DateOnly from, DateOnly to)
    {
        var days = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                days++;
        }

        return days;
    }

    /// <summary>The day on the site's own calendar.</summary>
    public static DateOnly Day(DateTimeOffset at, string timeZone) =>
        DateOnly.FromDateTime((TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? TimeZoneInfo.ConvertTime(at, zone) : at).DateTime);
}
