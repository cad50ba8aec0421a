using System.Globalization;
using System.Text.RegularExpressions;
using Onboarding.Stages.GoLive.Plan;

namespace Portal.Components.Stages.GoLive.Planning;

/// <summary>Usual change windows as a line that people type: "Tue 21:00-23:30, Thu 21:00-23:30".</summary>
public static partial class UsualText
{
    public static string Write(IReadOnlyList<UsualWindow>? usual) => usual is null ? ""
        : string.Join(", ", usual.Select(one => $"{one.Day.ToString()[..3]} {one.From.ToString("HH:mm", CultureInfo.InvariantCulture)}-{one.To.ToString("HH:mm", CultureInfo.InvariantCulture)}"));

    /// <summary>Null where nothing was typed.</summary>
    public static IReadOnlyList<UsualWindow>? Read(string text, Dictionary<string, string> unread)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        List<UsualWindow> read = [];
        foreach (var part in text.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Form().Match(part) is { Success: true } match && Day(match.Groups[1].Value) is { } day && Hour(match.Groups[2].Value) is { } from && Hour(match.Groups[3].Value) is { } to && from != to)
                read.Add(new(day, from, to));
            else
                unread[PlanRules.Usual] = $"“{part}” cannot be read. Write a day and two hours, such as Tue 21:00-23:30.";
        }

        return read;
    }

    private static DayOfWeek? Day(string text) =>
        Enum.GetValues<DayOfWeek>().Cast<DayOfWeek?>().FirstOrDefault(day => text.Length >= 3 && day!.Value.ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase));

    private static TimeOnly? Hour(string text) => TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var hour) ? hour : null;

    [GeneratedRegex(@"^([A-Za-z]+)\s+(\d{1,2}:\d{2})\s*(?:-|–|to)\s*(\d{1,2}:\d{2})$")]
    private static partial Regex Form();
}
