using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Layout;
using Xunit;

namespace Portal.Tests.Layout;

public sealed class AnnouncerTests : ControlContext
{
    [Fact]
    public void Said_words_stand_in_the_polite_live_region()
    {
        var region = Render<LiveRegion>();

        Services.GetRequiredService<Announcer>().Say("4 of 10 patients");

        region.WaitForAssertion(() => Assert.Equal("4 of 10 patients", Assert.Single(region.All("status")).TextContent));
        Assert.Equal("polite", region.All("status")[0].GetAttribute("aria-live"));
    }
}
