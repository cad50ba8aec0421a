using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Portal.Components.Layout;
using Xunit;

namespace Portal.Tests.Layout;

public sealed class PageBoundaryTests : ControlContext
{
    [Fact]
    public void Failed_page_shows_an_incident_number_and_nothing_of_the_fault()
    {
        var boundary = Render<PageBoundary>(with => with.AddChildContent<BrokenPage>());

        boundary.One("heading", "This page stopped on our side");
        Assert.Matches("Incident <b>[0-9A-F]{8}</b>", boundary.Markup);
        Assert.DoesNotContain("column 7", boundary.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(InvalidOperationException), boundary.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_can_be_tried_again()
    {
        BrokenPage.Repaired = false;
        var boundary = Render<PageBoundary>(with => with.AddChildContent<BrokenPage>());

        BrokenPage.Repaired = true;
        boundary.One("button", "Try this page again").Click();

        Assert.Contains("it works", boundary.Markup, StringComparison.Ordinal);
        BrokenPage.Repaired = false;
    }

    private sealed class BrokenPage : ComponentBase
    {
        public static bool Repaired { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            if (!Repaired) throw new InvalidOperationException("column 7 is gone");
            builder.AddContent(0, "it works");
        }
    }
}
