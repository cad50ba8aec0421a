using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.Lifecycle;
using Portal.Components.Pages;
using Portal.Components.Workspace;
using Xunit;

namespace Portal.Tests.Pages;

public sealed class PipelineTests : SiteContext
{
    [Fact]
    public async Task Site_stands_in_the_column_that_its_evidence_reached()
    {
        await PrepareAsync();
        await RunAsync(await SiteAsync("Birchmoor", connection: OpenServer), Stage.Configure);
        var page = Render<Pipeline>();
        page.WaitForElement(".board");

        Assert.Contains("Birchmoor", page.Find("[aria-label='2 Test connection, 1']").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("1 of 1", page.FindAll(".fig-v")[2].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_lives_in_the_address()
    {
        await PrepareAsync();
        await SiteAsync("Birchmoor");
        await SiteAsync("Tarnbrook", Colleague);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/pipeline?owner=wren&view=table");
        var page = Render<Pipeline>();
        page.WaitForElement("table");

        Assert.Equal("Tarnbrook", Assert.Single(page.FindAll("tbody a")).TextContent);
    }

    [Theory]
    [InlineData("2026-11-12T09:00:00Z", "2026-11-12T21:00:00Z", 0.5)]
    [InlineData("2026-11-13T00:00:00Z", "2026-11-16T00:00:00Z", 1)]
    [InlineData("2026-11-14T00:00:00Z", "2026-11-16T00:00:00Z", 0)]
    public void Weekend_days_do_not_count(string since, string now, double expected) =>
        Assert.Equal(expected, SiteDays.Working(DateTimeOffset.Parse(since, null), DateTimeOffset.Parse(now, null)), 6);

    [Theory]
    [InlineData(1, Pace.OnTrack)]
    [InlineData(2, Pace.AtRisk)]
    [InlineData(3, Pace.Late)]
    public void Pace_follows_the_planned_days(double days, Pace expected) => Assert.Equal(expected, new StageAge(days, 2, 3).Pace);

    [Fact]
    public void Lifecycle_picture_has_the_same_as_a_table()
    {
        var page = Render<Portal.Components.Pages.Lifecycle>();

        Assert.Equal(SiteTransitions.Table.Count + 1, page.All("row").Count);
    }
}
