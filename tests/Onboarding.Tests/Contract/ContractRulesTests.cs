using EhrAdapters.Mapping;
using Onboarding.Contract;
using Xunit;

namespace Onboarding.Tests.Contract;

public sealed class ContractRulesTests
{
    private static readonly ContractField Unit = new() { Id = "encounter.unit", Label = "Unit", ResourceType = "Encounter", Requirement = FieldRequirement.Optional, Type = FieldType.Text };

    [Fact]
    public void Shipped_contract_keeps_to_its_own_rules() => Assert.Null(ContractRules.Check(DataContract.Default.Fields));

    [Theory]
    [InlineData("id")]
    [InlineData("mrn")]
    [InlineData("name")]
    [InlineData("birthDate")]
    [InlineData("gender")]
    public void Identity_is_neither_left_out_nor_weakened(string id)
    {
        Assert.Equal("contract-identity", ContractRules.Check([.. DataContract.Default.Fields.Where(field => field.Id != id)])?.Code);
        Assert.Equal("contract-identity", ContractRules.Check(ContractDeskTests.Changed(id, field => field with { Requirement = FieldRequirement.Required }))?.Code);
        Assert.Equal("contract-identity", ContractRules.Check(ContractDeskTests.Changed(id, field => field with { Plausibility = new() { LongestText = 9999 } }))?.Code);
        Assert.Null(ContractRules.Check(ContractDeskTests.Changed(id, field => field with { Label = "Otherwise" })));
    }

    [Fact]
    public void Field_is_named_and_bound_as_its_kind_of_record_allows()
    {
        Assert.Null(Check(Unit));
        Assert.Equal("contract-twice", ContractRules.Check([.. DataContract.Default.Fields, Unit, Unit with { Id = "encounter.UNIT" }])?.Code);
        Assert.Equal("contract-name", Check(Unit with { Id = "condition.unit" })?.Code);
        Assert.Equal("contract-name", Check(Unit with { Id = "encounter.the unit" })?.Code);
        Assert.Equal("contract-label", Check(Unit with { Label = " " })?.Code);
        Assert.Equal("contract-not-identity", Check(Unit with { Requirement = FieldRequirement.Identity })?.Code);
        Assert.Equal("contract-system", Check(Unit with { Type = FieldType.Code, CodeSystem = "loinc" })?.Code);
        Assert.Equal("contract-bounds", Check(Unit with { Plausibility = new() { Least = 5, Most = 4 } })?.Code);
        Assert.Equal("contract-order", Check(Unit with { Type = FieldType.DateTime, Plausibility = new() { NotBefore = "condition.onset" } })?.Code);
        Assert.Null(Check(Unit with { Type = FieldType.DateTime, Plausibility = new() { NotBefore = "encounter.start" } }));
    }

    [Fact]
    public void Change_is_told_by_its_parts()
    {
        var after = ContractDeskTests.Changed("encounter.end", field => field with { Requirement = FieldRequirement.Required });
        after = [.. after.Where(field => field.Id != "email"), Unit];

        var changes = ContractDiff.Between(DataContract.Default.Fields, after);

        Assert.Equal(["E-mail retired", "Encounter end: requirement required, was expected", "Unit added"], changes.Select(ContractDiff.Text));
        Assert.Equal(
            "from 1900; not before encounter start",
            DataContract.Default.Find("encounter.end")!.Plausibility.Text(id => DataContract.Default.Find(id)!.Label));
    }

    private static Refusal? Check(ContractField field) => ContractRules.Check([.. DataContract.Default.Fields, field]);
}
