using Onboarding.Sites;
using Xunit;

namespace Onboarding.Tests.Sites;

public sealed class LoadSettingsTests
{
    // Evidence of earlier versions is bound to this text; another one would take live sites back.
    [Fact]
    public void Usual_settings_are_written_as_before_shapes_and_mixes_existed() => Assert.Equal(
        """{"peakRequestsPerMinute":60,"capRequestsPerMinute":600,"holdSeconds":600,"targetPerSecond":1.5,"ramp":"00:02:00","hold":"00:10:00"}""", Json.Write(new LoadSettings()));

    [Fact]
    public void Another_shape_or_mix_is_another_text()
    {
        Assert.Contains("\"shape\":\"spike\"", Json.Write(new LoadSettings { Shape = LoadShape.Spike }), StringComparison.Ordinal);
        Assert.Contains("\"mix\":{\"reads\":60", Json.Write(new LoadSettings { Mix = TrafficMix.Usual }), StringComparison.Ordinal);
    }
}
