using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using EhrAdapters.Tests.Diagnosis;
using Xunit;

namespace EhrAdapters.Tests.Mapping;

/// <summary>Third-party patients and addresses, where the folder of such data lies beside the repository.</summary>
public sealed class RealPatientTests
{
    private static readonly Connection Site = new() { Vendor = "fhir-r4", Environment = EhrEnvironment.Sandbox, FhirBaseUrl = new("https://fhir.example/r4") };
    private readonly FieldMapper mapper = new(TimeProvider.System);

    [Fact]
    public void Synthea_patients_are_mapped_whole_by_sure_suggestions()
    {
        var samples = Lines("synthea", "patients-r4.ndjson").Select(line => new SamplePatient(SampleShapes.Parse(line), null)).ToList();
        var suggestions = Suggest(samples.Take(10).ToList());
        var map = Map(suggestions.Where(suggestion => suggestion.Sure));

        var patients = samples.Select(sample => mapper.Map(sample.Patient, map, DataContract.Default)).ToList();

        Assert.Empty(suggestions.Where(suggestion => !suggestion.Sure && suggestion.FieldId != "email").Select(suggestion => suggestion.FieldId));
        foreach (var field in DataContract.Default.Fields.Where(field => field.Requirement is FieldRequirement.Identity))
            Assert.Empty(patients.Where(patient => patient.Find(field.Id)!.Outcome is not FieldOutcome.Populated).Select(_ => field.Id));
        Assert.DoesNotContain(patients.SelectMany(patient => patient.Fields), field => field.Outcome is FieldOutcome.Invalid);
    }

    [Fact]
    public void Vendor_sandbox_patients_end_in_an_outcome_for_every_field()
    {
        foreach (var line in Lines("patients", "vendor-sandbox-patients.ndjson"))
        {
            var patient = SampleShapes.Parse(line);
            var map = Map(Suggest([new(patient, null)]));

            var result = mapper.Map(patient, map, DataContract.Default);

            Assert.DoesNotContain(result.Fields, field => field.Outcome is FieldOutcome.NotMapped);
            Assert.True(result.Find("id")!.Outcome is FieldOutcome.Populated);
        }
    }

    [Fact]
    public void Us_core_examples_have_their_coded_extensions_found()
    {
        var patient = SampleShapes.Parse(File.ReadAllText(Path.Combine(Folder("us-core"), "patient-example.json")));

        var result = mapper.Map(patient, Map(Suggest([new(patient, null)])), DataContract.Default);

        Assert.Equal("2106-3", result.Find("race")!.Value);
        Assert.Equal("2135-2", result.Find("ethnicity")!.Value);
    }

    [Fact]
    public void Published_addresses_of_hospitals_are_never_called_misshapen()
    {
        var profile = new EhrAdapterFactory(TimeProvider.System).FindProfile("epic")!;
        using var list = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder("directories"), "epic-r4.json")));
        var refused = list.RootElement.GetProperty("entry").EnumerateArray()
            .Select(entry => entry.GetProperty("resource"))
            .Where(resource => resource.GetProperty("resourceType").GetString() == "Endpoint")
            .Select(resource => new Uri(resource.GetProperty("address").GetString()!))
            .Where(address => ConnectionLint.Check(Site with { Vendor = "epic", Environment = EhrEnvironment.Production, FhirBaseUrl = address }, ConnectionSecrets.None, profile)
                .Any(finding => finding.Code is FindingCodes.CfgUrlShape or FindingCodes.CfgPrivateAddr or FindingCodes.CfgEnvMix))
            .ToList();

        Assert.Empty(refused);
    }

    private static IReadOnlyList<MappingSuggestion> Suggest(IReadOnlyList<SamplePatient> samples) =>
        new MappingSuggester(new FakeAdapterFactory(FakeAdapterFactory.Profile()), TimeProvider.System).Suggest(Site, samples, DataContract.Default);

    private static FieldMap Map(IEnumerable<MappingSuggestion> suggestions) =>
        new() { Fields = [.. suggestions.Select(suggestion => new FieldMapping { FieldId = suggestion.FieldId, Expression = suggestion.Expression, CodeMap = suggestion.CodeMap })] };

    private static IEnumerable<string> Lines(string folder, string file) =>
        File.ReadLines(Path.Combine(Folder(folder), file)).Where(line => line.Length > 0);

    private static string Folder(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "OnboardingPortal.sln")))
            root = root.Parent;
        var folder = root?.Parent is null ? null : Path.Combine(root.Parent.FullName, "shared", "data", name);
        Assert.SkipUnless(folder is not null && Directory.Exists(folder), "The folder ../shared/data is not beside the repository.");
        return folder!;
    }
}
