using System.Text.RegularExpressions;
using EhrAdapters.Mapping;
using EhrAdapters.Mapping.Suggestions;
using Xunit;

namespace EhrAdapters.Tests.Vendors;

/// <summary>The profiles are data that people read and code relies on.</summary>
public sealed class VendorProfileTests
{
    private static readonly EhrAdapterFactory Factory = new(TimeProvider.System);

    public static TheoryData<string> Ids { get; } = ["epic", "oracle-health", "meditech", "athenahealth", "fhir-r4"];

    [Fact]
    public void Five_vendors_are_offered_in_their_order() => Assert.Equal(Ids.Select(row => row.Data), Factory.Profiles.Select(profile => profile.Id));

    [Fact]
    public void Vendor_that_does_not_exist_is_a_bug_of_the_caller()
    {
        Assert.Null(Factory.FindProfile("nobody"));
        Assert.Throws<ArgumentException>(() => Factory.Create(TestConnections.Open("nobody"), ConnectionSecrets.None));
    }

    [Theory, MemberData(nameof(Ids))]
    public void Every_field_of_the_contract_has_a_place_that_compiles(string id)
    {
        var profile = Factory.FindProfile(id)!;
        var mapper = new FieldMapper(TimeProvider.System);

        // Clinical fields are FHIR's own elements: where a profile says nothing, the suggester knows the one place.
        var clinical = ContractResources.Clinical.SelectMany(DataContract.Default.Of).Select(field => field.Id).ToList();
        Assert.Equal(DataContract.Default.Of(ContractResources.Patient).Select(field => field.Id).Order(), profile.Mapping.Keys.Except(clinical).Order());
        Assert.All(clinical, field => Assert.NotEmpty(profile.Mapping.GetValueOrDefault(field) ?? StandardPlaces.For(field)));
        Assert.All(clinical.SelectMany(StandardPlaces.For), expression => Assert.Null(mapper.Validate(expression)));
        Assert.All(profile.Mapping, pair =>
        {
            Assert.NotEmpty(pair.Value);
            Assert.All(pair.Value, expression => Assert.Null(mapper.Validate(expression)));
        });
    }

    [Theory, MemberData(nameof(Ids))]
    public void Every_field_of_the_form_is_explained_and_fits_its_example(string id)
    {
        var profile = Factory.FindProfile(id)!;

        Assert.All([profile.FhirBaseUrl, profile.ClientId, .. profile.Options], field =>
        {
            Assert.False(string.IsNullOrWhiteSpace(field.Label));
            Assert.True(field.Help.Length > 40, field.Key);
            if (field is { Pattern: { } pattern, Example: { } example })
                Assert.Matches(new Regex(pattern), example);
        });
        Assert.NotEmpty(profile.SignInMethods);
        Assert.NotEmpty(profile.HospitalSteps);
        Assert.All(profile.Algorithms, algorithm => Assert.Contains(algorithm, new[] { "RS384", "ES384" }));
    }

    [Theory, MemberData(nameof(Ids))]
    public void Placeholders_of_a_search_are_options_of_the_form(string id)
    {
        var profile = Factory.FindProfile(id)!;
        var keys = profile.Options.Select(option => option.Key).ToHashSet();

        Assert.All(
            profile.Search.AlwaysAdd.Values.SelectMany(template => Regex.Matches(template, @"\{(\w+)\}").Select(match => match.Groups[1].Value)),
            key => Assert.Contains(key, keys));
        Assert.All(
            profile.Records.SelectMany(record => record.Parameters.Values).SelectMany(template => Regex.Matches(template, @"\{(\w+)\}").Select(match => match.Groups[1].Value)),
            key => Assert.True(key == "patient" || keys.Contains(key), key));
    }

    [Fact]
    public void Only_epic_lets_one_wait() =>
        Assert.Equal([("epic", TimeSpan.FromHours(12))], Factory.Profiles.Where(profile => profile.ActivationDelay is not null).Select(profile => (profile.Id, profile.ActivationDelay!.Value)));

    [Fact]
    public void Vendor_name_is_compared_nowhere_in_code()
    {
        // The rule holds only as long as nobody writes the id of a vendor outside of data.
        Assert.DoesNotContain(
            typeof(IEhrAdapter).Assembly.GetTypes().SelectMany(type => type.GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public))
                .Where(field => field.IsLiteral && field.FieldType == typeof(string)).Select(field => (string?)field.GetRawConstantValue()),
            text => Ids.Any(row => row.Data == text));
    }
}
