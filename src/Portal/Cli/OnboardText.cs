using EhrAdapters.Diagnosis;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;

namespace Portal.Cli;

/// <summary>The journey as people read it in a terminal.</summary>
internal static class OnboardText
{
    private const string Indent = "      ";

    public static IEnumerable<string> Lines(OnboardStage stage)
    {
        yield return "";
        yield return $"{stage.Stage.Title()}: {Words(stage.Verdict)}";
        if (stage.Note is { } note)
            yield return $"  {note}";
        var (state, code, check) = (Width(stage, row => Words(row.State)), Width(stage, row => row.Code), Width(stage, row => row.Check));
        foreach (var row in stage.Rows)
        {
            var limit = row.Limit is null ? "" : $" (limit {row.Limit})";
            var sample = row.Sample is not { } size || row.Measured is null || row.Measured.Contains($" of {size}", StringComparison.Ordinal) ? "" : $", sample {size}";
            yield return $"  {Words(row.State).PadRight(state)}  {row.Code.PadRight(code)}  {row.Check.PadRight(check)}  {row.Measured}{limit}{sample}".TrimEnd();
            if (row.State is CheckState.Passed or CheckState.NotApplicable or CheckState.NotReached)
                continue;
            if (row.Message is { } message)
                yield return $"{Indent}{message}";
            if (row.Owner is { } owner)
                yield return $"{Indent}Whose move: {Words(owner)}";
            if (row.NextStep is { } next)
                yield return $"{Indent}Next: {next}";
        }
    }

    public static string End(OnboardReport report) => report switch
    {
        { IsOpen: true, Reached: Stage.GoLive } => $"{report.Site} is live.",
        { IsOpen: true } => $"{report.Site}: the gate after “{report.Reached.Title()}” is open.",
        _ => $"{report.Site} stopped at “{report.Reached.Title()}”: the gate is {(report.Gate is GateState.Closed ? "closed" : "not open, for want of evidence")}.",
    };

    private static int Width(OnboardStage stage, Func<ResultRow, string> text) => stage.Rows.Select(row => text(row).Length).DefaultIfEmpty().Max();

    private static string Words<T>(T value)
        where T : struct, Enum => Json.Word(value).Replace('-', ' ');
}
