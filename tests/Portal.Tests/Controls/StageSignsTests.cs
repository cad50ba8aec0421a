using Bunit;
using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Portal.Components.Controls;
using Xunit;

namespace Portal.Tests.Controls;

public sealed class StageSignsTests : ControlContext
{
    private static readonly StageStep[] Steps =
    [
        new(Stage.Configure, CheckState.Passed, Href: "/sites/mercy/configure"),
        new(Stage.TestConnection, CheckState.Failed, Current: true, Word: "Failed at sign-in", Href: "/sites/mercy/test-connection"),
        .. StageList.All.Skip(2).Select(stage => new StageStep(stage, CheckState.NotReached)),
    ];

    [Fact]
    public void Rail_lists_six_stages_and_marks_the_current_one()
    {
        var rail = Render<StageRail>(with => with.Add(rail => rail.Steps, Steps));

        var items = rail.All("listitem");
        Assert.Equal(6, items.Count);
        Assert.Contains("Failed at sign-in", Assert.Single(items, item => item.GetAttribute("aria-current") == "step").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Rail_links_only_stages_that_can_be_opened()
    {
        var rail = Render<StageRail>(with => with.Add(rail => rail.Steps, Steps));

        Assert.Equal(["/sites/mercy/configure", "/sites/mercy/test-connection"], rail.All("link").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void Track_says_in_words_what_it_draws()
    {
        var track = Render<StageTrack>(with => with.Add(track => track.Steps, Steps));

        track.One("img", "1 of 6 stages done, now Test connection: Failed at sign-in");
    }

    [Fact]
    public void Diagram_has_a_row_in_its_table_for_every_transition()
    {
        var diagram = Render<LifecycleDiagram>(with => with.Add(diagram => diagram.Current, SiteState.MapFields));

        Assert.Equal(SiteTransitions.Table.Count + 1, diagram.All("row").Count);
        Assert.Single(diagram.All("img"), image => image.Name().EndsWith("now Map fields", StringComparison.Ordinal));
    }

    [Fact]
    public void Diagram_draws_every_state_once()
    {
        var layout = DiagramLayout.Of(SiteTransitions.Table);

        Assert.Equal(Enum.GetValues<SiteState>(), layout.Boxes.Select(box => box.State).Order());
        Assert.Equal(layout.Boxes.Count, layout.Boxes.Select(box => (box.X, box.Y)).Distinct().Count());
    }
}
