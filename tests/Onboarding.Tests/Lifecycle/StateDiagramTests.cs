using System.Runtime.CompilerServices;
using Onboarding.Lifecycle;
using Xunit;

namespace Onboarding.Tests.Lifecycle;

public sealed class StateDiagramTests
{
    [Fact]
    public void Diagram_has_every_state_and_every_line_of_the_table()
    {
        Assert.Equal(Enum.GetValues<SiteState>(), StateDiagram.Nodes.Select(node => node.State));
        Assert.Equal(
            SiteTransitions.Table.Select(line => (line.From, line.Trigger, line.To)),
            StateDiagram.Edges.Select(edge => (edge.From, edge.Trigger, edge.To)));
    }

    [Fact]
    public void Text_draws_what_every_active_state_can_do_as_one_arrow()
    {
        Assert.Contains("    Active --> OnHold : Hold\n", StateDiagram.Mermaid, StringComparison.Ordinal);
        Assert.Contains("        GoLive --> Live : Continue\n", StateDiagram.Mermaid, StringComparison.Ordinal);
        Assert.Contains("    OnHold --> Withdrawn : Withdraw\n", StateDiagram.Mermaid, StringComparison.Ordinal);
        Assert.Contains("    Live --> Earliest : Return\n", StateDiagram.Mermaid, StringComparison.Ordinal);
        Assert.DoesNotContain("    Configure --> OnHold", StateDiagram.Mermaid, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readme_holds_the_picture_of_the_table()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Root(), "README.md"), TestContext.Current.CancellationToken);
        var begin = readme.IndexOf("<!-- stages:begin -->", StringComparison.Ordinal);
        var end = readme.IndexOf("<!-- stages:end -->", StringComparison.Ordinal);
        Assert.True(begin >= 0 && end > begin, "README.md has no stages section.");

        Assert.Equal(
            $"<!-- stages:begin -->\n```mermaid\n{StateDiagram.Mermaid}```\n",
            readme[begin..end].ReplaceLineEndings("\n"));
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
