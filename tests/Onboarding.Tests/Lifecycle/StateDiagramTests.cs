using System.Runtime.CompilerServices;
using Onboarding.Lifecycle;
using Xunit;

namespace Onboarding.Tests.Lifecycle;

public sealed class StateDiagramTests
{
    [Fact]
    public void Text_has_a_box_for_every_state() => Assert.All(
        Enum.GetValues<SiteState>(), state => Assert.Contains($"state \"{state.Title()}\" as {state}\n", StateDiagram.Mermaid, StringComparison.Ordinal));

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
