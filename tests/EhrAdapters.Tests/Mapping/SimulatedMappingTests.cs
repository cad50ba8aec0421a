using EhrAdapters.Mapping;
using EhrAdapters.Tests.Contract;
using EhrAdapters.Tests.Diagnosis;
using Xunit;

namespace EhrAdapters.Tests.Mapping;

/// <summary>Ten patients of each simulated hospital, read by the real adapters: what the suggester is sure of maps them.</summary>
public sealed class SimulatedMappingTests(SimulatedHospitals hospitals) : IClassFixture<SimulatedHospitals>
{
    public static TheoryData<string> Slugs => SimulatedLadderTests.Slugs;

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Sure_suggestions_identify_every_patient(string slug)
    {
        var site = await hospitals.SiteAsync(slug);
        List<SamplePatient> samples = [];
        using (var adapter = site.Adapter())
        {
            foreach (var mrn in site.Mrns.Take(10))
            {
                var found = await adapter.FindPatientsByMrnAsync(mrn, TestContext.Current.CancellationToken);
                samples.AddRange(found.Value!.Take(1).Select(patient => new SamplePatient(patient, mrn)));
            }
        }

        var suggestions = new MappingSuggester(new EhrAdapterFactory(TimeProvider.System), TimeProvider.System).Suggest(site.Connection, samples, DataContract.Default);

        Assert.Empty(suggestions.Where(suggestion => !suggestion.Sure && DataContract.Default.Find(suggestion.FieldId)!.Requirement is FieldRequirement.Identity or FieldRequirement.Required).Select(suggestion => suggestion.FieldId));
        var map = new FieldMap { Fields = [.. suggestions.Where(suggestion => suggestion.Sure).Select(suggestion => new FieldMapping { FieldId = suggestion.FieldId, Expression = suggestion.Expression, CodeMap = suggestion.CodeMap })] };
        var mapper = new FieldMapper(TimeProvider.System);
        foreach (var sample in samples)
        {
            var patient = mapper.Map(sample.Patient, map, DataContract.Default);
            Assert.All(patient.Fields.Where(field => DataContract.Default.Find(field.FieldId)!.Requirement is FieldRequirement.Identity), field => Assert.Equal(FieldOutcome.Populated, field.Outcome));
            Assert.Equal(sample.Mrn, patient.Find("mrn")!.Value);
        }
    }
}
