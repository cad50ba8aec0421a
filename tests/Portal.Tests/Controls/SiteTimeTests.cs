using Bunit;
using Portal.Components.Controls;
using Xunit;

namespace Portal.Tests.Controls;

public sealed class SiteTimeTests : ControlContext
{
    [Theory]
    [InlineData(-15, "15 min ago, 13:52 CST")]
    [InlineData(-26 * 60, "26 h ago, yesterday, 12:07 CST")]
    [InlineData(-3 * 24 * 60, "3 d ago, 9 Nov, 14:07 CST")]
    [InlineData(45, "in 45 min, 14:52 CST")]
    [InlineData(0, "just now, 14:07 CST")]
    public void Moment_is_relative_and_absolute_in_the_zone_of_the_site(int minutes, string said)
    {
        var stamp = Render<TimeStamp>(with => with
            .Add(stamp => stamp.At, Clock.GetUtcNow().AddMinutes(minutes)).Add(stamp => stamp.TimeZone, "America/Chicago"));

        Assert.Equal(said, stamp.Find("time").TextContent);
    }

    [Theory]
    [InlineData("America/Chicago", 7, "CDT")]
    [InlineData("America/Phoenix", 7, "MST")]
    [InlineData("Europe/Berlin", 1, "UTC+01:00")]
    [InlineData("UTC", 1, "UTC")]
    [InlineData("No/Such/Zone", 1, "UTC")]
    public void Zone_is_named_as_people_there_name_it(string zone, int month, string name) =>
        Assert.Equal(name, SiteTime.In(new DateTimeOffset(2026, month, 15, 12, 0, 0, TimeSpan.Zero), zone).Name);

    [Fact]
    public void Another_year_is_written_out()
    {
        var now = Clock.GetUtcNow();

        Assert.Equal("1 Dec 2025, 12:00 UTC", SiteTime.Absolute(new DateTimeOffset(2025, 12, 1, 12, 0, 0, TimeSpan.Zero), now, "UTC"));
    }
}
