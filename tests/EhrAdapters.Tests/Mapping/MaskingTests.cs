using EhrAdapters.Mapping;
using Xunit;

namespace EhrAdapters.Tests.Mapping;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("Okafor", "O•••••")]
    [InlineData("1984-02-29", "••••-••-••")]
    [InlineData("+1 (555) 010-0041", "+• (•••) •••-••••")]
    [InlineData("EH00004711", "E•••••••••")]
    [InlineData("Li", "••")]
    [InlineData("  ", "")]
    [InlineData(null, "")]
    public void Value_keeps_its_shape_only(string? value, string expected) => Assert.Equal(expected, Masking.Mask(value));

    [Fact]
    public void Long_value_hides_its_length() => Assert.Equal(41, Masking.Mask(new string('x', 400)).Length);

    [Fact]
    public void Name_and_address_are_masked_part_by_part()
    {
        var name = new NormalisedField { FieldId = "name", Outcome = FieldOutcome.Populated, Value = new PersonName("Lund", ["Ada"], null) };
        var address = new NormalisedField { FieldId = "address", Outcome = FieldOutcome.Populated, Value = new PostalAddress(["9 Sample Way"], "Testville", "WI", null, null) };

        Assert.Equal("A•• ••••", Masking.Mask(name));
        Assert.Equal("• •••••• •••, •••••••••, ••", Masking.Mask(address));
    }
}
