using System.Text.Json;
using EhrAdapters.Diagnosis;
using EhrAdapters.Vendors;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis;

/// <summary>A typed address beside the usual look of its vendor's addresses: doubted, never refused.</summary>
public sealed class AddressLookTests
{
    private static readonly EhrAdapterFactory Factory = new(TimeProvider.System);

    [Theory]
    [InlineData("epic", "https://haiku.lakeside.example/FHIRProxy/api/FHIR/R4")]
    [InlineData("epic", "https://haiku.lakeside.example/FHIR-PRD/api/fhir/R4/")]
    [InlineData("oracle-health", "https://fhir-ehr.cerner.com/r4/00000000-0000-4000-8000-000000000041")]
    [InlineData("oracle-health", "https://fhir-ehr-code.cerner.com/r4/-aZ09_bcdefghijklmnopqrstuvwxyz0/")]
    [InlineData("meditech", "https://mtrestapis-live01.harbor.example:443/v1/uscore/R4")]
    [InlineData("meditech", "https://harbor.example/v2/uscore/STU7")]
    [InlineData("athenahealth", "https://api.preview.platform.athenahealth.com/fhir/r4")]
    [InlineData("fhir-r4", "https://anything.example/at/all")]
    public void Usual_look_is_not_doubted(string vendor, string url) => Assert.Null(Look(vendor, url));

    [Theory]
    [InlineData("epic", "https://haiku.lakeside.example/FHIRProxy/api/FHIR/DSTU2", "/api/FHIR/R4")]
    [InlineData("epic", "https://haiku.lakeside.example/FHIRProxy", "/api/FHIR/R4")]
    [InlineData("oracle-health", "https://fhir-ehr.cerner.com/r4/lakeside", "tenant ID")]
    [InlineData("oracle-health", "https://fhir.lakeside.example/r4/00000000-0000-4000-8000-000000000041", "fhir-ehr.cerner.com")]
    [InlineData("oracle-health", "https://fhir-ehr.cerner.com.evil.example/r4/00000000-0000-4000-8000-000000000041", "fhir-ehr.cerner.com")]
    [InlineData("meditech", "https://harbor.example/v1/argonaut/v1", "/v1/uscore/R4")]
    [InlineData("athenahealth", "https://mydata.athenahealth.com/fhir/r4", "api.platform.athenahealth.com/fhir/r4")]
    public void Other_look_is_doubted_with_the_usual_one_named(string vendor, string url, string named)
    {
        var finding = Look(vendor, url);

        Assert.Equal((FindingCodes.CfgUrlShape, CheckState.Warning, Confidence.Guess), (finding!.Code, finding.State, finding.Confidence));
        Assert.Contains(named, finding.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("epic")]
    [InlineData("oracle-health")]
    [InlineData("meditech")]
    [InlineData("athenahealth")]
    public void Simulated_hospital_has_paths_of_its_own(string vendor) =>
        Assert.Null(Look(vendor, "http://127.0.0.1:5090/hospitals/quillhaven/fhir", EhrEnvironment.Simulator));

    [Fact]
    public void Doubt_stands_beside_the_other_findings()
    {
        var findings = ConnectionLint.Check(Site("epic", "https://haiku.lakeside.example/FHIRProxy", EhrEnvironment.Production), ConnectionSecrets.None, Factory.FindProfile("epic")!);

        Assert.Contains(findings, finding => finding is { Code: FindingCodes.CfgUrlShape, State: CheckState.Warning });
        Assert.Contains(findings, finding => finding.Code is FindingCodes.CfgOption);
    }

    [Fact]
    public void Example_of_a_form_has_the_look_that_it_shows() =>
        Assert.All(Factory.Profiles.Where(profile => profile.FhirBaseUrl.Shape is not null), profile =>
            Assert.True(profile.FhirBaseUrl.Shape!.Fits(profile.FhirBaseUrl.Example!), profile.Id));

    [Fact]
    public async Task Published_address_of_epic_is_never_doubted()
    {
        var addresses = await PublishedAsync();

        Assert.Equal(479, addresses.Count);
        Assert.DoesNotContain(addresses, address => Look("epic", address) is not null);
    }

    [Fact]
    public async Task Published_address_of_epic_looks_like_no_other_vendor()
    {
        var addresses = await PublishedAsync();

        Assert.DoesNotContain(addresses, address => Factory.Profiles.Any(profile => profile.Id != "epic" && profile.FhirBaseUrl.Shape?.Fits(address) is true));
    }

    private static async Task<List<string>> PublishedAsync()
    {
        var file = Real("epic-r4.json");
        Assert.SkipWhen(file is null, "The folder ../shared/data/directories beside the repository is absent.");
        using var list = JsonDocument.Parse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        return [.. list.RootElement.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("resource").GetProperty("address").GetString()!)];
    }

    private static string? Real(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "directories", name);
            if (File.Exists(file))
                return file;
        }

        return null;
    }

    private static Finding? Look(string vendor, string url, EhrEnvironment environment = EhrEnvironment.Production) =>
        AddressLint.Look(Site(vendor, url, environment), Factory.FindProfile(vendor)!);

    private static Connection Site(string vendor, string url, EhrEnvironment environment) =>
        new() { Vendor = vendor, Environment = environment, FhirBaseUrl = new(url) };
}
