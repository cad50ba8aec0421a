using EhrAdapters.Mapping;
using Onboarding.Stages.MapFields.Fleet;
using Onboarding.Stages.MapFields.Versions;
using Portal.Components.Stages.MapFields;
using Portal.Glue;
using Xunit;

namespace Portal.Tests.Stages.MapFields;

public sealed class MappingWordsTests
{
    private static readonly DataContract Published = new("2",
    [
        .. DataContract.Default.Fields,
        new() { Id = "encounter.ward", Label = "Ward", ResourceType = "Encounter", Requirement = FieldRequirement.Optional, Type = FieldType.Text },
    ]);

    [Theory]
    [InlineData(17, 14, 14, true, "14 of 17 other sites on this vendor map it like this; 3 differ.")]
    [InlineData(17, 1, 16, false, "1 of 17 other sites on this vendor maps it like this; 16 differ. 16 take it from:")]
    [InlineData(5, 4, 4, true, "4 of 5 other sites on this vendor map it like this; 1 differs.")]
    [InlineData(3, 3, 3, true, "All 3 other sites on this vendor map it like this.")]
    [InlineData(3, 0, 2, false, "2 of 3 other sites on this vendor take it from:")]
    [InlineData(3, 0, 1, false, "1 of 3 other sites on this vendor takes it from:")]
    [InlineData(1, 0, 1, false, "The one other site on this vendor that maps this field takes it from:")]
    [InlineData(1, 1, 1, true, "The one other site on this vendor that maps this field maps it like this.")]
    public void Other_sites_are_told_by_counts(int sites, int likeHere, int likeMost, bool isCommon, string words) =>
        Assert.Equal(words, FleetWords.Of(new(sites, likeHere, likeMost, "name", isCommon)));

    [Fact]
    public void Reason_names_each_step_once_and_counts_the_rest()
    {
        Assert.Equal("Suggestions accepted; Race edited", EditWords.Reason(["Suggestions accepted", "Race edited", "Race edited"], FieldMap.Empty, FieldMap.Empty, DataContract.Default));
        Assert.Equal("A; B; and 3 more edits", EditWords.Reason(["A", "B", "C", "D", "E"], FieldMap.Empty, FieldMap.Empty, DataContract.Default));
        Assert.Equal("Ward edited", EditWords.Reason([], FieldMap.Empty, new() { Fields = [new() { FieldId = "encounter.ward", Expression = "location" }] }, Published));
        Assert.Equal("Name edited", EditWords.Reason([], FieldMap.Empty, new() { Fields = [new() { FieldId = "name", Expression = "name" }] }, DataContract.Default));
        Assert.Equal(MappingChange.LongestReason, EditWords.Reason([new('x', 900)], FieldMap.Empty, FieldMap.Empty, DataContract.Default).Length);
    }

    [Theory]
    [InlineData("?compare=2..4", 2, 4, null)]
    [InlineData("?restore=3", null, null, 3)]
    [InlineData("?compare=2", null, null, null)]
    [InlineData("?compare=-1..x&restore=2", null, null, 2)]
    [InlineData("?field=race", null, null, null)]
    public void Address_says_which_versions_are_looked_at(string query, int? from, int? to, int? restore) =>
        Assert.Equal(new VersionsAsked(from, to, restore), VersionsAsked.Read($"http://portal.example/sites/mercy-west/map-fields{query}#versions"));
}
