using EhrAdapters.Diagnosis;
using EhrAdapters.Diagnosis.Ladder;
using Hl7.Fhir.Model;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace EhrAdapters.Tests.Diagnosis;

/// <summary>Whose patients they are, and whether they look real.</summary>
public sealed class PatientJudgementTests
{
    [Theory]
    [InlineData("Lakeside West Hospital", "Lakeside Health System, West Campus", false)]
    [InlineData("Lakeside West Hospital", "LAKESIDE", false)]
    [InlineData("General Hospital", "Regional General Hospital", false)]
    [InlineData("Lakeside West Hospital", "Northfold Valley Hospital", true)]
    [InlineData("St. Anne's Hospital", "St. Brendan's Hospital", true)]
    [InlineData("Lakeside West Hospital", "", false)]
    [InlineData(null, "Northfold Valley Hospital", false)]
    public async Task Organisation_is_compared_by_its_telling_words(string? expected, string named, bool wrong)
    {
        var patient = Invented() with { ManagingOrganization = named.Length == 0 ? null : new ResourceReference { Display = named } };

        var step = await ClimbAsync(patient.Build(), connection => connection with { Organization = expected });

        Assert.Equal(wrong ? FindingCodes.ApiWrongSite : null, step.Finding?.Code);
        Assert.Equal(wrong ? CheckState.Failed : CheckState.Passed, step.State);
    }

    [Fact]
    public async Task Wrong_site_names_both_organisations_and_nothing_of_the_patient()
    {
        var patient = Invented().Build();
        patient.Contained = [new Organization { Id = "o", Name = "Northfold Valley Hospital" }];
        patient.ManagingOrganization = new ResourceReference("#o");

        var finding = (await ClimbAsync(patient, connection => connection with { Organization = "Lakeside West" })).Finding!;

        Assert.Equal((Confidence.Guess, false), (finding.Confidence, finding.Retry.Helps));
        Assert.Contains(new EvidenceItem("Organisation expected", "Lakeside West"), finding.Evidence);
        Assert.Contains(new EvidenceItem("Organisation in the records", "Northfold Valley Hospital"), finding.Evidence);
        Assert.DoesNotContain(finding.Evidence, fact => fact.Value.Contains("Okafor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Assigner_of_the_record_number_counts_where_no_organisation_is_named_and_an_office_never()
    {
        var patient = Invented().Build();
        patient.Identifier = [new("http://hl7.org/fhir/sid/us-ssn", "x") { Assigner = new ResourceReference { Display = "Social Security Administration" } }];
        Assert.Null((await ClimbAsync(patient, connection => connection with { Organization = "Lakeside West" })).Finding);

        patient.Identifier.Add(new("urn:oid:2.999.7", "1") { Assigner = new ResourceReference { Display = "Northfold Valley" } });
        Assert.Equal(FindingCodes.ApiWrongSite, (await ClimbAsync(patient, connection => connection with { Organization = "Lakeside West" })).Finding?.Code);
    }

    [Theory]
    [InlineData(EhrEnvironment.NonProduction, FindingCodes.ApiProdDataInTest)]
    [InlineData(EhrEnvironment.Sandbox, FindingCodes.ApiProdDataInTest)]
    [InlineData(EhrEnvironment.Production, null)]
    [InlineData(EhrEnvironment.Simulator, null)]
    public async Task Real_looking_patient_stops_only_where_test_patients_were_meant(EhrEnvironment environment, string? code)
    {
        var step = await ClimbAsync(Real().Build(), connection => connection with { Environment = environment });

        Assert.Equal(code, step.Finding?.Code);
        if (step.Finding is { } finding)
            Assert.Contains(new EvidenceItem("Signs of real patients", "3 of 6"), finding.Evidence);
    }

    [Theory]
    [InlineData("Test", "212-414-2277", "wren@harborlink.us")]
    [InlineData("Okonjo", "212-555-0142", "wren@harborlink.us")]
    [InlineData("Okonjo", "212-414-2277", "wren@example.org")]
    [InlineData("Okonjo", "212-414-2277", "wren.testing@harborlink.us")]
    [InlineData("Okonjo82", "212-414-2277", "wren@harborlink.us")]
    [InlineData("Zz-Okonjo", "000-000-0000", "wren@harborlink.us")]
    public async Task Two_signs_are_not_enough(string family, string phone, string mail)
    {
        var patient = new Draft(family, phone, mail, null);

        Assert.Null((await ClimbAsync(patient.Build(), connection => connection with { Environment = EhrEnvironment.NonProduction })).Finding);
    }

    [Theory]
    [InlineData("219-09-9999", 4)]
    [InlineData("078-05-1120", 3)]
    [InlineData("999-41-2277", 3)]
    [InlineData("000-41-2277", 3)]
    [InlineData("xxx-xx-2277", 3)]
    public void Social_security_number_counts_only_where_one_could_have_been_given_out(string number, int signs)
    {
        var patient = Real().Build();
        patient.Identifier = [new("http://hl7.org/fhir/sid/us-ssn", number)];

        Assert.Equal(signs, RealDataCheck.Signs(patient).All);
    }

    [Fact]
    public void One_strong_sign_is_never_enough() => Assert.False(new RealDataCheck.Count(Strong: 1, Weak: 2).AreEnough);

    [Theory]
    [InlineData("HTEST", 3)]
    [InlineData("N", 4)]
    public void Label_counts_unless_it_says_test(string label, int signs)
    {
        var patient = Real().Build();
        patient.Meta = new() { Security = [new("http://terminology.hl7.org/CodeSystem/v3-ActReason", label)] };

        Assert.Equal(signs, RealDataCheck.Signs(patient).All);
    }

    [Theory]
    [InlineData("FHIR Server PRD", FindingCodes.ApiProdDataInTest)]
    [InlineData("Non-production FHIR server", null)]
    [InlineData("Product information", null)]
    public async Task Statement_that_says_production_is_one_more_sign(string description, string? code)
    {
        var statement = FakeAdapter.Healthy();
        statement.Implementation = new() { Description = description };
        var patient = Real() with { Mail = "wren@example.org" };

        Assert.Equal(code, (await ClimbAsync(patient.Build(), connection => connection with { Environment = EhrEnvironment.Sandbox }, statement)).Finding?.Code);
    }

    private static Draft Invented() => new("Okafor", "617-555-0142", "lena@example.org", null);

    private static Draft Real() => new("Okonjo", "212-414-2277", "wren@harborlink.us", null);

    private static Task<LadderStep> ClimbAsync(Patient patient, Func<Connection, Connection> change, CapabilityStatement? statement = null)
    {
        var connection = change(TestConnections.Open());
        var climb = new Climb(connection, ConnectionSecrets.None, new(TestPatientKind.FhirId, "p1"), new EhrAdapterOptions(), TimeProvider.System) { Statement = statement };
        return PatientRung.ClimbAsync(climb, new FakeAdapter { Profile = FakeAdapterFactory.Profile(), Read = patient }, [], TestContext.Current.CancellationToken);
    }

    private sealed record Draft(string Family, string Phone, string Mail, ResourceReference? ManagingOrganization)
    {
        public Patient Build() => new()
        {
            Id = "p1",
            Name = [new() { Family = Family, Given = ["Wren"] }],
            Telecom = [new(ContactPoint.ContactPointSystem.Phone, null, Phone), new(ContactPoint.ContactPointSystem.Email, null, Mail)],
            ManagingOrganization = ManagingOrganization,
        };
    }
}
