using EhrAdapters.Diagnosis;
using EhrAdapters.Diagnosis.Recognition;
using EhrAdapters.SignIn;
using EhrAdapters.Tests.Contract;
using EhrAdapters.Tests.Http;
using Hl7.Fhir.Model;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace EhrAdapters.Tests.Diagnosis.Recognition;

/// <summary>Whose software answers: every simulated hospital, and the documents that vendors' sandboxes really served.</summary>
public sealed class VendorRecognitionTests(SimulatedHospitals hospitals) : IClassFixture<SimulatedHospitals>
{
    private static readonly EhrAdapterFactory Factory = new(TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Slugs => AdapterContract.All;

    [Theory, MemberData(nameof(Slugs))]
    public async Task Simulated_hospital_is_recognised_as_what_it_is(string slug)
    {
        var site = await hospitals.SiteAsync(slug);

        var report = await ClimbAsync(site);

        Assert.Equal(site.Connection.Vendor is "fhir-r4" ? null : site.Connection.Vendor, report.Recognised?.Vendor);
        Assert.Equal(site.Connection.Vendor is not "fhir-r4", report.Recognised?.Signs.Count > 0);
    }

    [Theory]
    [InlineData("quillhaven", "oracle-health", "epic")]
    [InlineData("juniper-basin", "fhir-r4", "oracle-health")]
    [InlineData("brackenford", "fhir-r4", "meditech")]
    [InlineData("lakemere", "fhir-r4", "athenahealth")]
    public async Task Other_choice_is_doubted_with_the_signs(string slug, string chosen, string recognised)
    {
        var site = (await hospitals.SiteAsync(slug)).With(connection => connection with { Vendor = chosen });

        var report = await ClimbAsync(site with { Secrets = site.Secrets });

        Assert.Equal(recognised, report.Recognised?.Vendor);
        if (report.Steps.Single(step => step.Rung is LadderRung.Fhir) is { State: not CheckState.NotReached } step)
        {
            Assert.Equal((CheckState.Warning, FindingCodes.FhirVendorOther), (step.State, step.Finding!.Code));
            Assert.Contains(step.Finding.Evidence, fact => fact.Name == "Recognised by");
            Assert.Null(LetterWriter.Write(step.Finding, LetterWriterTests.Context));
        }
    }

    [Theory]
    [InlineData("epic", "https://fhir.epic.com/interconnect-fhir-oauth/api/FHIR/R4", "epic-fhir-r4-capabilitystatement.json", "epic-fhir-r4-smart-configuration.json")]
    [InlineData("epic", "https://proxy.lakeside.example/base", "epic-fhir-r4-capabilitystatement.json", null)]
    [InlineData("oracle-health", "https://fhir-ehr-code.cerner.com/r4/ec2458f2-1e24-41c8-b71b-0e701af7583d", "oracle-r4-capabilitystatement.json", "oracle-smart-configuration.json")]
    [InlineData("oracle-health", "https://proxy.lakeside.example/base", "oracle-r4-capabilitystatement.json", null)]
    [InlineData("meditech", "https://greenfield-prod-apis.meditech.com/v2/uscore/STU6", "meditech-greenfield-capabilitystatement.json", "meditech-greenfield-smart-configuration.json")]
    [InlineData("meditech", "https://proxy.lakeside.example/base", "meditech-greenfield-capabilitystatement.json", null)]
    public async Task Document_of_a_real_sandbox_is_recognised(string vendor, string address, string statementFile, string? smartFile)
    {
        using var statementAdapter = TestConnections.Adapter(StubHandler.Always(200, await Fhir.RealMaterialTests.TextAsync("capability", statementFile)));
        var statement = (await statementAdapter.ReadCapabilityStatementAsync(Token)).Value;
        SmartConfiguration? smart = null;
        if (smartFile is not null)
        {
            using var adapter = TestConnections.Adapter(StubHandler.Always(200, await Fhir.RealMaterialTests.TextAsync("capability", smartFile), "application/json"));
            smart = (await adapter.ReadSmartConfigurationAsync(Token)).Value;
        }

        Assert.Equal(vendor, VendorRecogniser.Recognise(Factory.Profiles, new(address), statement, smart)?.Vendor);
    }

    [Theory]
    [InlineData("https://fhir-ehr.cerner.com/r4/-Kq7XhV2mPz8LsT4wYb0RcD5eFgJ9nUa", "oracle-health")]
    [InlineData("https://epicproxy.et1234.epichosted.com/FHIRProxy/api/FHIR/R4", "epic")]
    [InlineData("https://api.platform.athenahealth.com/fhir/r4", "athenahealth")]
    [InlineData("https://north.meditech.cloud:443/v1/uscore/R4", "meditech")]
    [InlineData("https://ehr.lakeside.example/FHIRProxy/api/FHIR/R4", null)]
    [InlineData("https://notcerner.com/r4", null)]
    public void Address_alone_tells_only_by_the_host(string address, string? vendor) =>
        Assert.Equal(vendor, VendorRecogniser.Recognise(Factory.Profiles, new(address), null, null)?.Vendor);

    [Theory]
    [InlineData("Epic", "epic")]
    [InlineData("Epic May 2026", "epic")]
    [InlineData("Epicenter FHIR", null)]
    [InlineData("HAPI FHIR Server", null)]
    public void Software_is_compared_by_whole_words(string software, string? vendor) =>
        Assert.Equal(vendor, VendorRecogniser.Recognise(Factory.Profiles, new("https://fhir.lakeside.example/r4"), new CapabilityStatement { Software = new() { Name = software } }, null)?.Vendor);

    [Fact]
    public async Task Server_that_is_never_reached_is_recognised_by_its_address_if_at_all()
    {
        var connection = TestConnections.Open("epic", "https://fhir-ehr.cerner.com/r4/x/Patient");

        var report = await new ConnectionLadder(Factory, TimeProvider.System).ClimbAsync(new(connection, ConnectionSecrets.None), null, Token);

        Assert.Equal(("oracle-health", LadderRung.Settings), (report.Recognised?.Vendor, report.FirstFailure?.Rung));
    }

    private static Task<ConnectionReport> ClimbAsync(SimulatedSite site) =>
        new ConnectionLadder(Factory, TimeProvider.System, new EhrAdapterOptions { Retries = 0 })
            .ClimbAsync(new(site.Connection, site.Secrets) { TestPatient = new(TestPatientKind.Mrn, site.Mrns[0]) }, null, Token);
}
