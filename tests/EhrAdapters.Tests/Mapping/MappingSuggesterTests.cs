using EhrAdapters.Mapping;
using EhrAdapters.Tests.Diagnosis;
using Hl7.Fhir.Model;
using Xunit;

namespace EhrAdapters.Tests.Mapping;

public sealed class MappingSuggesterTests
{
    private static readonly Connection Site = new() { Vendor = "fhir-r4", Environment = EhrEnvironment.Simulator, FhirBaseUrl = new("https://fhir.example/r4") };

    [Fact]
    public void Epic_shape_with_named_numbers_finds_the_hospital_s_number_by_its_system()
    {
        var samples = Samples(SampleShapes.Epic, number => $"20{number}");

        var mrn = Suggest(samples).Single(suggestion => suggestion.FieldId == "mrn");

        Assert.True(mrn.Sure);
        Assert.Equal("identifier.where(system='urn:oid:1.2.3.4.14').value", mrn.Expression);
        Assert.Equal((10, 10), (mrn.Found, mrn.Of));
    }

    [Fact]
    public void Oracle_shape_with_named_numbers_skips_ended_and_community_numbers()
    {
        var samples = Samples(SampleShapes.Oracle, number => $"{number}");

        var mrn = Suggest(samples).Single(suggestion => suggestion.FieldId == "mrn");

        Assert.True(mrn.Sure);
        Assert.Equal("identifier.where(system='urn:oid:1.9.8.1' and (period.end.empty() or period.end >= today())).value", mrn.Expression);
    }

    [Fact]
    public void Oracle_shape_named_by_the_rendered_number_reads_the_rendered_number()
    {
        var mrn = Suggest(Samples(SampleShapes.Oracle, number => $"000{number}")).Single(suggestion => suggestion.FieldId == "mrn");

        Assert.True(mrn.Sure);
        Assert.EndsWith("rendered-value').value", mrn.Expression, StringComparison.Ordinal);
    }

    [Fact]
    public void Oracle_shape_without_named_numbers_is_left_to_a_person() =>
        Assert.False(Suggest(Samples(SampleShapes.Oracle, _ => null)).Single(suggestion => suggestion.FieldId == "mrn").Sure);

    [Fact]
    public void Meditech_shape_without_named_numbers_is_sure_by_its_only_MR_code() =>
        Assert.True(Suggest(Samples(SampleShapes.Meditech, _ => null)).Single(suggestion => suggestion.FieldId == "mrn").Sure);

    [Fact]
    public void Numbers_that_no_patient_carries_are_never_sure()
    {
        var mrn = Suggest(Samples(SampleShapes.Meditech, _ => "X1")).Single(suggestion => suggestion.FieldId == "mrn");

        Assert.False(mrn.Sure);
        Assert.DoesNotContain("X1", mrn.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_name_the_number_where_the_samples_do_not()
    {
        var connection = Site with { VendorOptions = new Dictionary<string, string> { ["mrnSystem"] = "urn:oid:1.2.3.4.14", ["mrnTypeText"] = "EPI" } };

        var mrn = Suggest(Samples(SampleShapes.Epic, _ => null), connection).Single(suggestion => suggestion.FieldId == "mrn");

        Assert.True(mrn.Sure);
        Assert.Contains("type.text='EPI'", mrn.Expression, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_shape_gets_a_sure_place_for_every_field_that_it_fills(string vendor, string[] unsure)
    {
        var shape = Shape(vendor);
        var samples = Samples(shape, number => vendor switch { "epic" => $"20{number}", "oracle" => $"{number}", "meditech" => $"EH000047{number}", _ => $"a-195900.E-7001{number}" });

        var suggestions = Suggest(samples);

        Assert.Equal(unsure, suggestions.Where(suggestion => !suggestion.Sure).Select(suggestion => suggestion.FieldId));
    }

    public static TheoryData<string, string[]> Shapes => new()
    {
        // A legal sex is not a birth sex; that is for a person to say.
        { "epic", ["birthSex"] },
        { "oracle", [] },
        { "meditech", [] },
        { "athena", [] },
    };

    [Fact]
    public void Sure_suggestions_of_a_shape_map_its_patients_without_a_fault()
    {
        var suggestions = Suggest(Samples(SampleShapes.Epic, number => $"20{number}"));
        var map = new FieldMap { Fields = [.. suggestions.Select(suggestion => new FieldMapping { FieldId = suggestion.FieldId, Expression = suggestion.Expression, CodeMap = suggestion.CodeMap })] };

        var patient = new FieldMapper(TimeProvider.System).Map(SampleShapes.Epic(42), map, DataContract.Default);

        Assert.All(patient.Fields, field => Assert.Equal(FieldOutcome.Populated, field.Outcome));
        Assert.Equal("UNK", patient.Find("ethnicity")!.Value);
        Assert.Equal("F", patient.Find("birthSex")!.Value);
    }

    [Fact]
    public void Local_gender_codes_get_a_code_map_from_plain_words()
    {
        var patients = Enumerable.Range(10, 10).Select(number => new SamplePatient(SampleShapes.Parse(
            $$"""{"resourceType":"Patient","id":"p{{number}}","gender":"{{(number % 2 == 0 ? "F" : "M")}}"}"""), null)).ToList();

        var gender = Suggest(patients).Single(suggestion => suggestion.FieldId == "gender");

        Assert.True(gender.Sure);
        Assert.Equal([("F", "female"), ("M", "male")], gender.CodeMap.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void Local_gender_code_without_a_meaning_is_not_sure()
    {
        var gender = Suggest([new(SampleShapes.Parse("""{"resourceType":"Patient","id":"p","gender":"7"}"""), null)]).Single(suggestion => suggestion.FieldId == "gender");

        Assert.False(gender.Sure);
        Assert.Contains("One local code", gender.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_samples_plain_elements_are_sure_and_the_number_is_not()
    {
        var factory = new FakeAdapterFactory(FakeAdapterFactory.Profile("fhir-r4", ("mrn", ["identifier.where(type.text='EPI').value"])));

        var sure = new MappingSuggester(factory, TimeProvider.System).Suggest(Site, [], DataContract.Default).Where(suggestion => suggestion.Sure).Select(suggestion => suggestion.FieldId);

        Assert.Equal(["id", "name", "birthDate", "gender", "address", "phone", "email", "language", "deceased", .. ContractResources.Clinical.SelectMany(DataContract.Default.Of).Select(field => field.Id)], sure);
    }

    [Fact]
    public void Profile_place_with_an_option_that_was_not_given_is_no_candidate()
    {
        var factory = new FakeAdapterFactory(FakeAdapterFactory.Profile("fhir-r4", ("phone", ["telecom.where(use='{phoneUse}').value"])));

        var phone = new MappingSuggester(factory, TimeProvider.System).Suggest(Site, [], DataContract.Default).Single(suggestion => suggestion.FieldId == "phone");

        Assert.DoesNotContain("phoneUse", phone.Expression, StringComparison.Ordinal);
    }

    private static IReadOnlyList<MappingSuggestion> Suggest(IReadOnlyList<SamplePatient> samples, Connection? connection = null) =>
        new MappingSuggester(new FakeAdapterFactory(FakeAdapterFactory.Profile()), TimeProvider.System).Suggest(connection ?? Site, samples, DataContract.Default);

    private static List<SamplePatient> Samples(Func<int, Patient> shape, Func<int, string?> mrn) =>
        [.. Enumerable.Range(11, 10).Select(number => new SamplePatient(shape(number), mrn(number)))];

    private static Func<int, Patient> Shape(string vendor) => vendor switch
    {
        "epic" => SampleShapes.Epic,
        "oracle" => SampleShapes.Oracle,
        "meditech" => SampleShapes.Meditech,
        _ => SampleShapes.Athena,
    };
}
