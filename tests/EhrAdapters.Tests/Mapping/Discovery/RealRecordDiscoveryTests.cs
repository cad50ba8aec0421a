using System.Text.Json;
using EhrAdapters.Mapping;
using EhrAdapters.Mapping.Discovery;
using EhrAdapters.Tests.Diagnosis;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Xunit;

namespace EhrAdapters.Tests.Mapping.Discovery;

/// <summary>Third-party records, where the folder of such data lies beside the repository.</summary>
public sealed class RealRecordDiscoveryTests
{
    private static readonly JsonSerializerOptions Lenient = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector).UsingMode(DeserializationMode.Ostrich);

    [Fact]
    public void Synthea_patients_show_their_number_and_their_extensions()
    {
        Patient[] patients = [.. Lines("synthea", "patients-r4.ndjson").Select(SampleShapes.Parse)];

        var report = MappingDiscovery.Discover(patients);

        Assert.Contains(report.Identifiers, kind => kind.TypeCodes.Contains("MR") && kind.Seen.Patients == patients.Length && kind.Unique);
        Assert.Contains(report.Extensions, extension => extension.Urls is [var url, "ombCategory"] && url.EndsWith("us-core-race", StringComparison.Ordinal));
        Assert.Empty(report.Notes);
    }

    [Fact]
    public void Synthea_bundle_counts_every_record_for_its_patient()
    {
        var bundle = JsonSerializer.Deserialize<Bundle>(File.ReadAllText(Path.Combine(Folder("synthea"), "bundle-1.json")), Lenient)!;
        Resource[] resources = [.. bundle.Entry.Select(entry => entry.Resource).OfType<Resource>()];

        var report = MappingDiscovery.Discover([.. resources.OfType<Patient>()], [.. resources.Where(resource => resource is not Patient)]);

        Assert.Contains(report.CodeSystems, system => system.System == "http://snomed.info/sct");
        Assert.Equal(resources.Length - 1, report.OtherResources);
    }

    [Fact]
    public void Vendor_sandbox_patients_break_neither_discovery_nor_suggestions()
    {
        Patient[] patients = [.. Lines("patients", "vendor-sandbox-patients.ndjson").Select(SampleShapes.Parse)];
        var suggester = new MappingSuggester(new FakeAdapterFactory(FakeAdapterFactory.Profile()), TimeProvider.System);
        var connection = new Connection { Vendor = "fhir-r4", Environment = EhrEnvironment.Sandbox, FhirBaseUrl = new("https://fhir.example/r4") };

        var report = MappingDiscovery.Discover(patients);

        Assert.NotEmpty(report.Identifiers);
        Assert.All(report.Identifiers.SelectMany(kind => kind.Seen.Examples), example => Assert.DoesNotContain(example, char.IsAsciiDigit));
        foreach (var patient in patients)
            Assert.All(suggester.Suggest(connection, [new(patient, null)], DataContract.Default), suggestion => Assert.NotEmpty(suggestion.Reason));
    }

    private static IEnumerable<string> Lines(string folder, string file) => File.ReadLines(Path.Combine(Folder(folder), file)).Where(line => line.Length > 0);

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
