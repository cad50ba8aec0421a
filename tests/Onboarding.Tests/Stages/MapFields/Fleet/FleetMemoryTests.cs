using EhrAdapters;
using EhrAdapters.Mapping;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.MapFields.Fleet;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.MapFields.Fleet;

public sealed class FleetMemoryTests
{
    private const string Usual = "telecom.where(system = 'phone').value";

    [Fact]
    public async Task Other_sites_of_the_vendor_are_counted_by_what_they_say_not_by_how_they_space_it()
    {
        await using var bench = await Bench.OpenAsync();
        var here = await SiteAsync(bench, "Here", Usual);
        await SiteAsync(bench, "North", "telecom.where( system='phone' ) .value");
        await SiteAsync(bench, "South", Usual);
        await SiteAsync(bench, "West", "contact.telecom.value");
        await SiteAsync(bench, "No phone", null);

        var fleet = await bench.Get<FleetMemory>().OfAsync(here.Id, Bench.Cancel);

        Assert.Equal(new FleetWord(3, 2, 2, "telecom.where( system='phone' ) .value", IsCommon: true), fleet.Of("phone", Usual));
        Assert.Equal((3, 1, false), fleet.Of("phone", "contact.telecom.value") is { } word ? (word.Sites, word.LikeHere, word.IsCommon) : default);
        Assert.Equal((0, 2), fleet.Of("phone", null) is { } open ? (open.LikeHere, open.LikeMost) : default);
        Assert.Null(fleet.Of("email", null));
        Assert.Equal(["North", "South", "West"], fleet.Sisters.Select(sister => sister.Name));
    }

    [Fact]
    public async Task Other_vendors_withdrawn_sites_and_simulated_hospitals_do_not_count()
    {
        await using var bench = await Bench.OpenAsync();
        var here = await SiteAsync(bench, "Here", null);
        await SiteAsync(bench, "Other vendor", Usual, Samples.Connection with { Vendor = "epic" });
        await SiteAsync(bench, "Simulated", Usual, Samples.Connection with { Environment = EhrEnvironment.Simulator, FhirBaseUrl = new("http://127.0.0.1:5055/fhir") });
        var gone = await SiteAsync(bench, "Gone", Usual);
        await bench.Sites.FireAsync(gone.Id, SiteTrigger.Withdraw, "Contract ended", Bench.Csm, Bench.Cancel);

        var fleet = await bench.Get<FleetMemory>().OfAsync(here.Id, Bench.Cancel);

        Assert.Empty(fleet.Sisters);
        Assert.Null(fleet.Of("phone", null));
    }

    [Fact]
    public async Task Own_fields_and_sites_without_a_connection_have_no_fleet()
    {
        await using var bench = await Bench.OpenAsync();
        var here = await SiteAsync(bench, "Here", null);
        var there = await bench.SiteAsync("There");
        await bench.Sites.SaveMappingAsync(there.Id, there.Version, new() { Fields = [Samples.Field("custom.county", "address.district")] }, new("Mapping saved"), Bench.Csm, Bench.Cancel);
        var bare = (await bench.Sites.CreateAsync("Bare", "America/Chicago", null, Bench.Csm, Bench.Cancel)).Value!;

        Assert.Null((await bench.Get<FleetMemory>().OfAsync(here.Id, Bench.Cancel)).Of("custom.county", null));
        Assert.Empty((await bench.Get<FleetMemory>().OfAsync(bare.Id, Bench.Cancel)).Sisters);
        Assert.Empty((await bench.Get<FleetMemory>().OfAsync(SiteId.New(), Bench.Cancel)).Sisters);
    }

    [Theory]
    [InlineData(" name . given ", "name.given")]
    [InlineData("a  and\n b", "a and b")]
    [InlineData("identifier.where(type.text = 'My  MRN').value", "identifier.where(type.text='My  MRN').value")]
    [InlineData("x = 'it\\'s  so' and  y", "x='it\\'s  so' and y")]
    [InlineData("`odd  name` . value", "`odd  name`.value")]
    public void White_space_counts_only_where_it_means_something(string expression, string normal) =>
        Assert.Equal(normal, ExpressionText.Normalise(expression));

    private static async Task<Site> SiteAsync(Bench bench, string name, string? phone, Connection? connection = null)
    {
        var site = await bench.SiteAsync(name, connection);
        return phone is null ? site : (await bench.Sites.SaveMappingAsync(site.Id, site.Version, new() { Fields = [Samples.Field("phone", phone)] }, new("Mapping saved"), Bench.Csm, Bench.Cancel)).Value!;
    }
}
