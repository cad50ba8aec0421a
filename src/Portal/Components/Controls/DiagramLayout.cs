using Onboarding.Lifecycle;

namespace Portal.Components.Controls;

/// <summary>Places the states: the way to live in one row, the states beside it in a row below; transitions as arrows between.</summary>
public sealed record DiagramLayout(
    IReadOnlyList<DiagramLayout.Box> Boxes, IReadOnlyList<DiagramLayout.Edge> Edges, IReadOnlyList<DiagramLayout.Label> Labels)
{
    public const int BoxWidth = 122, BoxHeight = 34, Width = 1048, Height = 236;
    private const int Gap = 30, Left = 6, RowY = 76, AsideY = 182;

    public sealed record Box(SiteState State, int X, int Y, string Words);

    public sealed record Edge(string Path, string Css);

    public sealed record Label(int X, int Y, string Words);

    public static DiagramLayout Of(IReadOnlyList<SiteTransition> transitions)
    {
        var states = transitions.SelectMany(line => line.To is { } to ? new[] { line.From, to } : [line.From]).Distinct().Order().ToList();
        var way = states.Where(state => state <= SiteState.Live).ToList();
        var aside = states.Where(state => state > SiteState.Live).ToList();
        var boxes = way.Select((state, at) => new Box(state, Left + (at * (BoxWidth + Gap)), RowY, Name(state)))
            .Concat(aside.Select((state, at) => new Box(state, Left + ((2 + (at * 2)) * (BoxWidth + Gap)), AsideY, Name(state))))
            .ToDictionary(box => box.State);

        var edges = new List<Edge>();
        var labels = new List<Label>();
        foreach (var line in transitions.Where(line => line.From <= SiteState.Live && line.To is <= SiteState.Live))
        {
            var (from, to) = (boxes[line.From], boxes[line.To!.Value]);
            edges.Add(new($"M{from.X + BoxWidth} {from.Y + (BoxHeight / 2)}H{to.X - 1}", "on"));
        }

        // The way back has no fixed target: it leads to the earliest stage without evidence, so it is drawn as one rail above.
        var returning = transitions.Where(line => line is { Trigger: SiteTrigger.Return }).Select(line => boxes[line.From]).ToList();
        if (returning.Count > 0)
        {
            var first = boxes[way[0]];
            foreach (var box in returning) edges.Add(new($"M{Middle(box)} {box.Y}V40", "back stem"));
            edges.Add(new($"M{Middle(returning[^1])} 40H{Middle(first)}V{first.Y - 1}", "back"));
            labels.Add(new(Middle(boxes[way[way.Count / 2]]), 30, "Return: an edit ended evidence; back to the earliest stage without it"));
        }

        foreach (var side in aside.Select(state => boxes[state]))
        {
            var entering = transitions.Where(line => line.To == side.State).ToList();
            var leaving = transitions.FirstOrDefault(line => line.From == side.State && line.To is null);
            edges.Add(new($"M{Middle(side) - 24} {RowY + BoxHeight + 26}V{side.Y - 1}", "aside"));
            labels.Add(new(Middle(side) - 62, AsideY - 18, entering.Count > 0 ? entering[0].Trigger.ToString() : ""));
            if (leaving is null) continue;
            edges.Add(new($"M{Middle(side) + 24} {side.Y}V{RowY + BoxHeight + 27}", "aside"));
            labels.Add(new(Middle(side) + 62, AsideY - 18, leaving.Trigger.ToString()));
        }

        if (aside.Count > 0 && way.Count > 0)
        {
            edges.Add(new($"M{boxes[way[0]].X} {RowY + BoxHeight + 26}H{boxes[way[^1]].X + BoxWidth}", "brace"));
            labels.Add(new(boxes[way[0]].X + 66, RowY + BoxHeight + 42, "from any of these"));
        }

        if (aside.Count > 1 && transitions.Any(line => line.From == aside[0] && line.To == aside[1]))
        {
            var (one, two) = (boxes[aside[0]], boxes[aside[1]]);
            edges.Add(new($"M{one.X + BoxWidth} {one.Y + (BoxHeight / 2)}H{two.X - 1}", "aside"));
        }

        return new([.. boxes.Values], edges, labels);
    }

    private static int Middle(Box box) => box.X + (BoxWidth / 2);

    // The full name does not fit the box.
    private static string Name(SiteState state) => state is SiteState.ValidatePatients ? "Validate patients" : state.Title();
}
