using Onboarding.Lifecycle;

namespace Portal.Components.Controls;

/// <summary>Places the states: the stages in one row, the states with real traffic in a row below, the states beside the way in a third; transitions as arrows between.</summary>
public sealed record DiagramLayout(
    IReadOnlyList<DiagramLayout.Box> Boxes, IReadOnlyList<DiagramLayout.Edge> Edges, IReadOnlyList<DiagramLayout.Label> Labels)
{
    public const int BoxWidth = 122, BoxHeight = 34, Width = 924, Height = 336;
    private const int Gap = 30, Left = 6, RowY = 76, LiveY = 172, AsideY = 280, RailY = 40, BraceY = 232;

    public sealed record Box(SiteState State, int X, int Y, string Words);

    public sealed record Edge(string Path, string Css);

    public sealed record Label(int X, int Y, string Words);

    public static DiagramLayout Of(IReadOnlyList<SiteTransition> transitions)
    {
        var states = transitions.SelectMany(line => line.To is { } to ? new[] { line.From, to } : [line.From]).Distinct().Order().ToList();
        var way = states.Where(state => state.AsStage() is not null).ToList();
        // Right to left, so that the way goes on below where the stages end.
        var live = states.Where(state => state.HasGoneLive()).ToList();
        var aside = states.Where(state => state > SiteState.Suspended).ToList();
        var boxes = way.Select((state, at) => Place(state, at, RowY))
            .Concat(live.Select((state, at) => Place(state, way.Count - 1 - at, LiveY)))
            .Concat(aside.Select((state, at) => Place(state, (at * 2) + 1, AsideY)))
            .ToDictionary(box => box.State);
        var (edges, labels) = (new List<Edge>(), new List<Label>());
        Forward(transitions, boxes, edges);
        Back(transitions, boxes, edges, labels);
        Stops(transitions, boxes, edges, labels);
        Aside(transitions, boxes, way, aside, edges, labels);
        return new([.. boxes.Values], edges, labels);
    }

    private static void Forward(IReadOnlyList<SiteTransition> transitions, Dictionary<SiteState, Box> boxes, List<Edge> edges)
    {
        foreach (var line in transitions.Where(line => line is { Trigger: SiteTrigger.Continue, To: not null }))
        {
            var (from, to) = (boxes[line.From], boxes[line.To!.Value]);
            edges.Add(new((from.Y == to.Y, to.X > from.X) switch
            {
                (true, true) => $"M{from.X + BoxWidth} {Half(from)}H{to.X - 1}",
                (true, false) => $"M{from.X} {Half(from)}H{to.X + BoxWidth + 1}",
                _ when from.X == to.X => $"M{Middle(from) + 30} {from.Y + BoxHeight}V{to.Y - 1}",
                // Past the box between: without a ramp going live ends here at once.
                _ => $"M{Middle(from)} {from.Y + BoxHeight}V{to.Y - 30}H{Middle(to)}V{to.Y - 1}",
            }, "on"));
        }
    }

    // The way back has no fixed target: it leads to the earliest stage without evidence, so it is drawn as one rail above.
    private static void Back(IReadOnlyList<SiteTransition> transitions, Dictionary<SiteState, Box> boxes, List<Edge> edges, List<Label> labels)
    {
        var returning = transitions.Where(line => line is { Trigger: SiteTrigger.Return }).Select(line => boxes[line.From]).ToList();
        if (returning.Count == 0)
            return;
        var (first, last) = (boxes[SiteState.Configure], returning.MaxBy(box => box.Y == RowY ? box.X : 0)!);
        foreach (var box in returning.Where(box => box.Y == RowY))
            edges.Add(new($"M{Middle(box)} {box.Y}V{RailY}", "back stem"));
        // The states below share one stem at the right edge.
        if (returning.Any(box => box.Y == LiveY))
            edges.Add(new($"M{last.X + BoxWidth} {LiveY + (BoxHeight / 2)}h12V{RailY}H{Middle(last)}", "back stem"));
        edges.Add(new($"M{Middle(last)} {RailY}H{Middle(first)}V{first.Y - 1}", "back"));
        labels.Add(new(Width / 2, RailY - 10, "Return: an edit ended evidence; back to the earliest stage without it"));
    }

    private static void Stops(IReadOnlyList<SiteTransition> transitions, Dictionary<SiteState, Box> boxes, List<Edge> edges, List<Label> labels)
    {
        if (transitions.FirstOrDefault(line => line.Trigger is SiteTrigger.Suspend) is not { To: { } suspended })
            return;
        var (stop, live) = (boxes[suspended], boxes[SiteState.Live]);
        edges.Add(new($"M{live.X - 1} {Half(stop) - 6}H{stop.X + BoxWidth + 1}", "aside"));
        edges.Add(new($"M{stop.X + BoxWidth} {Half(stop) + 6}H{live.X - 2}", "aside"));
        labels.Add(new(stop.X - 74, Half(stop) - 4, "Suspend, Resume:"));
        labels.Add(new(stop.X - 74, Half(stop) + 12, "from all three"));
        if (transitions.Any(line => line.Trigger is SiteTrigger.RollBack))
        {
            var (goLive, ramp) = (boxes[SiteState.GoLive], boxes[SiteState.Ramp]);
            edges.Add(new($"M{Middle(ramp) + 48} {ramp.Y}V{goLive.Y + BoxHeight + 1}", "aside"));
            labels.Add(new(Middle(goLive) - 92, LiveY - 10, "RollBack: from these four"));
        }
    }

    private static void Aside(
        IReadOnlyList<SiteTransition> transitions, Dictionary<SiteState, Box> boxes, List<SiteState> way, List<SiteState> aside, List<Edge> edges, List<Label> labels)
    {
        foreach (var side in aside.Select(state => boxes[state]))
        {
            var entering = transitions.Where(line => line.To == side.State).ToList();
            edges.Add(new($"M{Middle(side) - 24} {BraceY}V{side.Y - 1}", "aside"));
            labels.Add(new(Middle(side) - 58, AsideY - 18, entering.Count > 0 ? entering[0].Trigger.ToString() : ""));
            if (transitions.FirstOrDefault(line => line.From == side.State && line.To is null) is not { } leaving) continue;
            edges.Add(new($"M{Middle(side) + 24} {side.Y}V{BraceY + 1}", "aside"));
            labels.Add(new(Middle(side) + 58, AsideY - 18, leaving.Trigger.ToString()));
        }

        if (aside.Count == 0 || way.Count == 0)
            return;
        edges.Add(new($"M{boxes[way[0]].X} {BraceY}H{boxes[way[^1]].X + BoxWidth}", "brace"));
        labels.Add(new(boxes[way[^1]].X + 20, BraceY + 16, "from any of the above"));
        if (aside.Count > 1 && transitions.Any(line => line.From == aside[0] && line.To == aside[1]))
        {
            var (one, two) = (boxes[aside[0]], boxes[aside[1]]);
            edges.Add(new($"M{one.X + BoxWidth} {Half(one)}H{two.X - 1}", "aside"));
        }
    }

    private static Box Place(SiteState state, int column, int y) => new(state, Left + (column * (BoxWidth + Gap)), y, Name(state));

    private static int Middle(Box box) => box.X + (BoxWidth / 2);

    private static int Half(Box box) => box.Y + (BoxHeight / 2);

    // The full name does not fit the box.
    private static string Name(SiteState state) => state is SiteState.ValidatePatients ? "Validate patients" : state.Title();
}
