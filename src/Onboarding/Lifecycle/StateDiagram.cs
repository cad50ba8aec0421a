namespace Onboarding.Lifecycle;

/// <summary>The picture of <see cref="SiteTransitions.Table"/> as Mermaid text, for the README.</summary>
public static class StateDiagram
{
    // What stands where a line of the table leads to no fixed state.
    private const string Earliest = "Earliest stage without evidence";

    // The states that can be put on hold: drawn as one box, so that what all of them can do is one arrow.
    private static readonly IReadOnlyList<SiteState> Active =
        [.. SiteTransitions.Table.Where(line => line.Trigger is SiteTrigger.Hold).Select(line => line.From)];

    public static string Mermaid { get; } = Draw();

    private static string Draw()
    {
        var states = Enum.GetValues<SiteState>();
        string[] lines =
        [
            "stateDiagram-v2",
            "    [*] --> Configure",
            "    state \"On the way\" as Active {",
            .. states.Where(Active.Contains).Select(state => $"        {Box(state)}"),
            .. SiteTransitions.Table.Where(IsInside).Select(line => $"        {line.From} --> {line.To} : {line.Trigger}"),
            "    }",
            .. states.Where(state => !Active.Contains(state)).Select(state => $"    {Box(state)}"),
            $"    state \"{Earliest}\" as Earliest",
            .. SiteTransitions.Table.Where(line => !IsInside(line)).Select(line => $"    {Arrow(line)}").Distinct(),
        ];
        return string.Join('\n', lines) + "\n";
    }

    private static string Box(SiteState state) => $"state \"{state.Title()}\" as {state}";

    private static bool IsInside(SiteTransition line) => Active.Contains(line.From) && line.To is { } to && Active.Contains(to);

    private static string Arrow(SiteTransition line)
    {
        var everywhere = Active.Contains(line.From)
            && Active.All(state => SiteTransitions.Table.Any(other => other.From == state && other.Trigger == line.Trigger && other.To == line.To));
        return $"{(everywhere ? nameof(Active) : line.From)} --> {line.To?.ToString() ?? nameof(Earliest)} : {line.Trigger}";
    }
}
