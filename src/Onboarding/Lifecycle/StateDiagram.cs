namespace Onboarding.Lifecycle;

/// <param name="IsStage">True for the six stages, false for the states beside them.</param>
public sealed record StateNode(SiteState State, string Title, bool IsStage);

/// <param name="To">Null means the earliest stage without evidence that holds.</param>
/// <param name="Needs">What must be true first, as an instruction; null where nothing must.</param>
public sealed record StateEdge(SiteState From, SiteTrigger Trigger, SiteState? To, string? Needs);

/// <summary>The picture of <see cref="SiteTransitions.Table"/>: for the portal as nodes and edges, for the README as Mermaid text.</summary>
public static class StateDiagram
{
    /// <summary>What stands where an edge leads to no fixed state.</summary>
    public const string Earliest = "Earliest stage without evidence";

    public static readonly IReadOnlyList<StateNode> Nodes =
        [.. Enum.GetValues<SiteState>().Select(state => new StateNode(state, state.Title(), state.AsStage() is not null))];

    public static readonly IReadOnlyList<StateEdge> Edges =
        [.. SiteTransitions.Table.Select(line => new StateEdge(line.From, line.Trigger, line.To, line.Needs))];

    /// <summary>The states that can be put on hold: drawn as one box, so that what all of them can do is one arrow.</summary>
    private static readonly IReadOnlyList<SiteState> Active =
        [.. SiteTransitions.Table.Where(line => line.Trigger is SiteTrigger.Hold).Select(line => line.From)];

    public static string Mermaid { get; } = Draw();

    private static string Draw()
    {
        string[] lines =
        [
            "stateDiagram-v2",
            "    [*] --> Configure",
            "    state \"On the way\" as Active {",
            .. Nodes.Where(node => Active.Contains(node.State)).Select(node => $"        {Box(node)}"),
            .. Edges.Where(IsInside).Select(edge => $"        {edge.From} --> {edge.To} : {edge.Trigger}"),
            "    }",
            .. Nodes.Where(node => !Active.Contains(node.State)).Select(node => $"    {Box(node)}"),
            $"    state \"{Earliest}\" as Earliest",
            .. Edges.Where(edge => !IsInside(edge)).Select(edge => $"    {Arrow(edge)}").Distinct(),
        ];
        return string.Join('\n', lines) + "\n";
    }

    private static string Box(StateNode node) => $"state \"{node.Title}\" as {node.State}";

    private static bool IsInside(StateEdge edge) => Active.Contains(edge.From) && edge.To is { } to && Active.Contains(to);

    private static string Arrow(StateEdge edge)
    {
        var everywhere = Active.Contains(edge.From)
            && Active.All(state => Edges.Any(other => other.From == state && other.Trigger == edge.Trigger && other.To == edge.To));
        return $"{(everywhere ? nameof(Active) : edge.From)} --> {edge.To?.ToString() ?? "Earliest"} : {edge.Trigger}";
    }
}
