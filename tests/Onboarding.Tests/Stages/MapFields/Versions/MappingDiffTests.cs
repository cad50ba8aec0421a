using EhrAdapters.Mapping;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.MapFields.Versions;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.MapFields.Versions;

public sealed class MappingDiffTests
{
    [Fact]
    public void Fields_are_compared_one_by_one_in_reading_order()
    {
        var before = Map(Samples.Field("phone", "telecom.value"), Samples.Field("name", "name"), Samples.Field("email", "telecom[1].value"));
        var after = Map(Samples.Field("name", "name.first()"), Samples.Field("email", "telecom[1].value"), Samples.Field("language", "communication.language"));

        var changes = MappingDiff.Between(before, after);

        Assert.Equal([("Name", "name", "name.first()"), ("Phone", "telecom.value", null), ("Language", null, "communication.language")], changes.Select(change => (change.Label, change.Before, change.After)));
    }

    [Fact]
    public void Codes_are_told_as_added_removed_and_changed()
    {
        var before = Map(Gender(("W", "female"), ("M", "male"), ("X", "other")));
        var after = Map(Gender(("W", "female"), ("M", "unknown"), ("Z", "other")));

        var change = Assert.Single(MappingDiff.Between(before, after));

        Assert.False(change.MovesPlace);
        Assert.Equal([new CodeChange("M", "male", "unknown"), new CodeChange("X", "other", null), new CodeChange("Z", null, "other")], change.Codes);
    }

    [Fact]
    public void Order_is_no_difference_and_an_own_field_is_named_by_its_label()
    {
        var own = new ContractField { Id = "custom.county", Label = "County", Requirement = FieldRequirement.Optional, Type = FieldType.Text };
        var map = Map(Samples.Field("name", "name"), Gender(("W", "female"), ("M", "male")));
        var turned = Map(Gender(("M", "male"), ("W", "female")), Samples.Field("name", "name"));

        Assert.Empty(MappingDiff.Between(map, turned));
        Assert.Equal("County", Assert.Single(MappingDiff.Between(map, map with { CustomFields = [own], Fields = [.. map.Fields, Samples.Field("custom.county", "address.district")] })).Label);
        Assert.Single(MappingDiff.Between(map with { CustomFields = [own] }, map with { CustomFields = [own with { Label = "Parish" }] }));
    }

    [Fact]
    public async Task Dry_run_counts_the_samples_before_and_after_and_saves_nothing()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        bench.Adapters.Patients = [.. Samples.Patients()];
        bench.Adapters.Patients[0].Telecom.Clear();
        var site = await bench.SiteAsync();
        var session = (await bench.Get<MappingWorkbench>().OpenAsync(site.Id, Bench.Cancel)).Value!;
        var before = Map(Samples.Field("phone", "telecom.where(system = 'phone').value"), Samples.Field("birthDate", "birthDate"), Samples.Field("name", "name"));
        var after = Map(Samples.Field("phone", "telecom.where(system = 'pager').value"), Samples.Field("birthDate", "id"), Samples.Field("name", "name"), Samples.Field("email", "telecom.where("));

        var tried = RestoreTrial.Of(session, before, after).ToDictionary(field => field.Change.FieldId);

        Assert.Equal(["birthDate", "phone", "email"], tried.Keys);
        Assert.Equal((new FieldTally(9, 0, 1, true, false), new FieldTally(0, 0, 10, true, false)), (tried["phone"].Before, tried["phone"].After));
        Assert.Equal((10, 10), (tried["birthDate"].Before.Passed, tried["birthDate"].After.Failed));
        Assert.True(tried["email"].After.Problem);
        Assert.False(tried["email"].Before.Mapped);
        Assert.All(tried.Values, field => Assert.True(field.Worse));
        Assert.Empty(await bench.Get<MappingVersions>().ListAsync(site.Id, Bench.Cancel));
    }

    private static FieldMapping Gender(params (string Local, string Ours)[] codes) =>
        Samples.Field("gender", "gender") with { CodeMap = codes.ToDictionary(code => code.Local, code => code.Ours) };

    private static FieldMap Map(params FieldMapping[] fields) => new() { Fields = fields };
}
