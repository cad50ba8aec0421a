using Onboarding.Sites;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Sites;

public sealed class LoadSettingsRulesTests
{
    [Fact]
    public void Usual_settings_are_right() => Assert.Empty(LoadSettingsRules.Wrong(new() { Mix = TrafficMix.Usual }));

    [Fact]
    public void Each_wrong_field_is_named_by_itself() => Assert.Equal(
        [nameof(LoadSettings.PeakRequestsPerMinute), nameof(LoadSettings.CapRequestsPerMinute), nameof(LoadSettings.HoldSeconds), nameof(LoadSettings.Mix)],
        LoadSettingsRules.Wrong(new() { PeakRequestsPerMinute = 0, CapRequestsPerMinute = 60_001, HoldSeconds = 0, Mix = new(60, 15, 20, 1) }).Keys);

    [Fact]
    public void Shares_that_do_not_add_up_say_what_they_are() => Assert.Equal(
        "Together the shares must be 100 %; they are 96 %.", LoadSettingsRules.Wrong(new() { Mix = new(60, 15, 20, 1) })[nameof(LoadSettings.Mix)]);

    [Fact]
    public async Task Wrong_settings_are_not_saved_whatever_page_sent_them()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();

        Assert.Equal("load-settings", (await bench.Sites.SaveLoadAsync(site.Id, site.Version, new() { HoldSeconds = 0 }, Bench.Csm, Bench.Cancel)).Refusal?.Code);
    }
}
