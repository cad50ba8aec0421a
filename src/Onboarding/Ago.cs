namespace Onboarding;

/// <summary>Ages in words, rounded the way people say them.</summary>
public static class Ago
{
    /// <summary><c>just now</c>, <c>5 min ago</c>, <c>3 h ago</c>, <c>2 d ago</c>.</summary>
    public static string Text(TimeSpan age) => age < TimeSpan.FromMinutes(1) ? "just now" : $"{Span(age)} ago";

    /// <summary><c>40 s</c>, <c>5 min</c>, <c>3 h</c>, <c>2 d</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => $"{Math.Max(0, (int)span.TotalSeconds)} s",
        { TotalHours: < 1 } => $"{(int)span.TotalMinutes} min",
        { TotalDays: < 2 } => $"{(int)span.TotalHours} h",
        _ => $"{(int)span.TotalDays} d",
    };

    /// <summary>The two largest parts, where the length itself is the news: <c>6 h 10 min</c>, <c>3 d 4 h</c>, <c>12 min</c>.</summary>
    public static string Exact(TimeSpan span) => span switch
    {
        { TotalHours: < 1 } => Span(span),
        { TotalDays: < 1 } => Parts(span.Hours, "h", span.Minutes, "min"),
        _ => Parts((int)span.TotalDays, "d", span.Hours, "h"),
    };

    private static string Parts(int large, string unit, int small, string smaller) => small == 0 ? $"{large} {unit}" : $"{large} {unit} {small} {smaller}";
}
