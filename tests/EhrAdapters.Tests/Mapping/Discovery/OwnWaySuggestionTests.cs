using EhrAdapters.Mapping;
using EhrAdapters.Tests.Contract;
using Xunit;

namespace EhrAdapters.Tests.Mapping.Discovery;

/// <summary>The hospital of each vendor that does three things its own way: each is suggested rightly, and what sounds alike is not.</summary>
public sealed class OwnWaySuggestionTests(SimulatedHospitals hospitals) : IClassFixture<SimulatedHospitals>
{
    private static readonly FieldMapper Mapper = new(TimeProvider.System);
    private static readonly EhrAdapterFactory Factory = new(TimeProvider.System);

    /// <summary>Hospital; its MRN system and type text; field and URL of its extension; field and code map of its code set; what sounds alike.</summary>
    public static TheoryData<string, string, string, string, string, string, string[], string[]> Hospitals => new()
    {
        {
            "marrowgate", "urn:oid:2.16.840.1.113883.3.7418.4.1", "MUHMRN", "language", "preferred-language", "race",
            ["1=2106-3", "2=2054-5", "3=2028-9", "4=1002-5", "5=2076-8"], ["language-assistance", "'EXTERNAL'", "'INTERNAL'", "'CEID'"]
        },
        {
            "harrow-valley", "urn:oid:2.999.620.4.7", "HVH Chart Number", "birthSex", "sex-at-birth", "language",
            ["151=en", "312540=es", "312553=vi", "312561=pl"], ["birth-record'", "urn:oid:2.999.620.4.7.9", "Messaging"]
        },
        {
            "copper-ridge", "https://copper-ridge.meditech.example:443/identifier/UNITNUMBER", "Unit number", "ethnicity", "hispanic-origin", "race",
            ["WH=2106-3", "BL=2054-5", "AS=2028-9", "NA=1002-5", "PI=2076-8"], ["ethnicity-source", "/identifier/NETWORK"]
        },
        {
            "sundial-clinics", "https://sundial-clinics.example/sid/chart-number", "Chart number", "language", "spoken-language", "ethnicity",
            ["HL=2135-2", "NHL=2186-5"], ["language-line", "us-ssn"]
        },
        {
            "pelican-bay", "https://pelican-bay.example/fhir/sid/chart", "Chart number", "race", "pelican-bay.example/fhir/StructureDefinition/race", "ethnicity",
            ["H=2135-2", "X=2186-5"], ["care-program", "island-network"]
        },
    };

    public static IEnumerable<ITheoryDataRow> Slugs => Hospitals.Select(row => new TheoryDataRow<string, string, string>(row.Data.Item1, row.Data.Item2, row.Data.Item3));

    [Theory, MemberData(nameof(Slugs))]
    public async Task Number_is_found_by_the_mrns_that_were_named(string slug, string system, string typeText)
    {
        var (connection, samples) = await ReadAsync(slug);

        var mrn = Suggest(connection with { VendorOptions = new Dictionary<string, string>() }, samples, "mrn");

        Assert.True(mrn.Sure);
        Assert.Contains($"'{system}'", mrn.Expression, StringComparison.Ordinal);
        Assert.Equal($"10 of 10 sample patients carry the number you were given here; type text says “{typeText}”.", mrn.Reason);
        Assert.All(samples, sample => Assert.Equal(sample.Mrn, Value(sample, mrn)));
    }

    [Theory, MemberData(nameof(Slugs))]
    public async Task Number_is_likely_by_its_words_where_none_was_named(string slug, string system, string typeText)
    {
        var (connection, samples) = await ReadAsync(slug);

        var mrn = Suggest(connection with { VendorOptions = new Dictionary<string, string>() }, [.. samples.Select(sample => sample with { Mrn = null })], "mrn");

        Assert.Contains($"'{system}'", mrn.Expression, StringComparison.Ordinal);
        Assert.Equal((false, SuggestionConfidence.Likely), (mrn.Sure, mrn.Confidence));
        Assert.Contains($"type text says “{typeText}”", mrn.Reason, StringComparison.Ordinal);
        Assert.All(samples, sample => Assert.Equal(sample.Mrn, Value(sample, mrn)));
    }

    [Theory, MemberData(nameof(Hospitals))]
    public async Task Vendor_profile_alone_maps_none_of_the_three(
        string slug, string system, string typeText, string extended, string url, string coded, string[] codes, string[] alike)
    {
        var (connection, samples) = await ReadAsync(slug);
        Assert.All([system, typeText, url, .. codes, .. alike], Assert.NotEmpty);

        var usual = Factory.FindProfile(connection.Vendor)!.Mapping;
        foreach (var (field, place) in new[] { "mrn", extended, coded }.SelectMany(field => usual[field].Select(place => (field, place))))
        {
            var mapping = new FieldMapping { FieldId = field, Expression = place };
            Assert.All(samples, sample => Assert.False(Mapper.Map(sample.Patient, DataContract.Default.Find(field)!, mapping).Value is { } value && (field != "mrn" || value as string == sample.Mrn)));
        }
    }

    [Theory, MemberData(nameof(Hospitals))]
    public async Task Extension_and_codes_are_told_and_what_sounds_alike_is_not(
        string slug, string system, string typeText, string extended, string url, string coded, string[] codes, string[] alike)
    {
        var (connection, samples) = await ReadAsync(slug);
        Assert.NotEmpty(system + typeText);

        var extension = Suggest(connection, samples, extended);
        Assert.Contains(url, extension.Expression, StringComparison.Ordinal);
        Assert.Equal((true, 9, 10, SuggestionConfidence.Sure), (extension.Sure, extension.Found, extension.Of, extension.Confidence));
        Assert.StartsWith("9 of 10 sample patients carry a value here; the hospital's own extension is called “", extension.Reason, StringComparison.Ordinal);

        var local = Suggest(connection, samples, coded);
        Assert.True(local.Sure);
        Assert.Empty(local.CodeMap.Select(pair => $"{pair.Key}={pair.Value}").Except(codes));
        Assert.True(local.CodeMap.Count >= 2);
        Assert.Contains($"{local.CodeMap.Count} local codes were told from their displays.", local.Reason, StringComparison.Ordinal);
        foreach (var suggestion in new[] { extension, local })
            Assert.Equal(9, samples.Count(sample => Value(sample, suggestion) is not null));

        var all = Suggest(connection, samples);
        Assert.DoesNotContain(all, suggestion => alike.Any(wrong => suggestion.Expression.Contains(wrong, StringComparison.Ordinal)));
        Assert.All(all, suggestion => Assert.NotEmpty(suggestion.Reason));
        Assert.All(all, suggestion => Assert.DoesNotContain(samples, sample => suggestion.Reason.Contains(sample.Mrn!, StringComparison.Ordinal)));
    }

    private static object? Value(SamplePatient sample, MappingSuggestion suggestion) => Mapper.Map(
        sample.Patient, DataContract.Default.Find(suggestion.FieldId)!, new() { FieldId = suggestion.FieldId, Expression = suggestion.Expression, CodeMap = suggestion.CodeMap }).Value;

    private static IReadOnlyList<MappingSuggestion> Suggest(Connection connection, IReadOnlyList<SamplePatient> samples) =>
        new MappingSuggester(Factory, TimeProvider.System).Suggest(connection, samples, DataContract.Default);

    private static MappingSuggestion Suggest(Connection connection, IReadOnlyList<SamplePatient> samples, string fieldId) =>
        Suggest(connection, samples).Single(suggestion => suggestion.FieldId == fieldId);

    private async Task<(Connection Connection, IReadOnlyList<SamplePatient> Samples)> ReadAsync(string slug)
    {
        var site = await hospitals.SiteAsync(slug);
        using var adapter = site.Adapter();
        List<SamplePatient> samples = [];
        foreach (var mrn in site.Mrns)
            samples.Add(new((await adapter.FindPatientsByMrnAsync(mrn, TestContext.Current.CancellationToken)).Value![0], mrn));
        return (site.Connection, samples);
    }
}
