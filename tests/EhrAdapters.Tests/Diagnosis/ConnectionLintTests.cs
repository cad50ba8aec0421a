using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using EhrAdapters.Vendors;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis;

public sealed class ConnectionLintTests
{
    private static readonly string Ec = SigningKeys.Create(SigningKeys.Es384);

    [Theory]
    [InlineData("http://fhir.hospital.example/r4", "https://fhir.hospital.example/r4")]
    [InlineData("https://fhir.hospital.example/r4/metadata", "https://fhir.hospital.example/r4.")]
    [InlineData("https://fhir.hospital.example/r4/Patient/123", "https://fhir.hospital.example/r4.")]
    [InlineData("https://fhir.hospital.example/r4/.well-known/smart-configuration", "https://fhir.hospital.example/r4.")]
    [InlineData("https://fhir.hospital.example/r4?_format=json", "https://fhir.hospital.example/r4.")]
    [InlineData("https://fhir.hospital.example/r4#top", "https://fhir.hospital.example/r4.")]
    [InlineData("https://fhir.hospital.example/fhir /r4", "https://fhir.hospital.example/fhir/r4.")]
    [InlineData("https://user:word@fhir.hospital.example/r4", "https://fhir.hospital.example/r4.")]
    [InlineData("https://www.hospital.example/mychart/login.aspx", "https://")]
    [InlineData("ftp://fhir.hospital.example/r4", "R4 service base URL")]
    public void Address_that_is_no_base_is_refused_with_the_trimmed_form(string url, string suggestion)
    {
        var finding = Assert.Single(Check(Site(url)));

        Assert.Equal((FindingCodes.CfgUrlShape, CheckState.Failed), (finding.Code, finding.State));
        Assert.Contains(suggestion, finding.NextStep, StringComparison.Ordinal);
        Assert.DoesNotContain("word", finding.NextStep + finding.Explanation + string.Join(' ', finding.Evidence), StringComparison.Ordinal);
    }

    [Fact]
    public void Simulated_hospital_may_be_on_plain_http() =>
        Assert.Empty(Check(Site("http://127.0.0.1:5090/x/r4") with { Environment = EhrEnvironment.Simulator, AllowPrivateNetwork = ["127.0.0.1"] }));

    [Theory]
    [InlineData("https://10.1.2.3/r4")]
    [InlineData("https://[::1]/r4")]
    [InlineData("https://169.254.169.254/r4")]
    [InlineData("https://ehr/r4")]
    [InlineData("https://fhir.hospital.local/r4")]
    public void Private_place_is_refused_until_it_is_allowed(string url) =>
        Assert.Equal(FindingCodes.CfgPrivateAddr, Assert.Single(Check(Site(url))).Code);

    [Theory]
    [InlineData("https://ehr.hospital.local/r4", "ehr.hospital.local", true)]
    [InlineData("https://ehr.hospital.local/r4", "10.1.0.0/16", true)]
    [InlineData("https://ehr.hospital.local/r4", "other.hospital.local", false)]
    [InlineData("https://10.1.2.3/r4", "10.1.0.0/16", true)]
    [InlineData("https://10.1.2.3/r4", "10.2.0.0/16", false)]
    public void Private_place_is_accepted_where_the_list_may_open_it(string url, string entry, bool accepted) =>
        Assert.Equal(accepted ? 0 : 1, Check(Site(url) with { AllowPrivateNetwork = [entry] }).Count);

    [Fact]
    public void Metadata_service_cannot_be_allowed() =>
        Assert.Equal(FindingCodes.CfgPrivateAddr, Assert.Single(Check(Site("https://169.254.169.254/r4") with { AllowPrivateNetwork = ["169.254.169.254"] })).Code);

    [Theory]
    [InlineData("https://fhir-test.hospital.example/r4", EhrEnvironment.Production)]
    [InlineData("https://fhir.hospital.example/prd/r4", EhrEnvironment.NonProduction)]
    public void Mixed_environments_are_doubted(string url, EhrEnvironment environment)
    {
        var finding = Assert.Single(Check(Site(url) with { Environment = environment }));

        Assert.Equal((FindingCodes.CfgEnvMix, CheckState.Warning), (finding.Code, finding.State));
    }

    [Fact]
    public void Missing_parts_are_named_one_by_one()
    {
        var connection = Site() with { SignIn = new() { Method = SignInMethod.ClientSecretBasic } };
        var profile = FakeAdapterFactory.Profile() with { Options = [new() { Key = "practice", Label = "Practice ID", Help = "Digits.", Required = true }] };

        var findings = ConnectionLint.Check(connection, ConnectionSecrets.None, profile);

        Assert.All(findings, finding => Assert.Equal(FindingCodes.CfgMissing, finding.Code));
        Assert.Equal(["Client ID is missing.", "Client secret is missing.", "Practice ID is missing."], findings.Select(finding => finding.Cause));
    }

    [Fact]
    public void Option_of_the_wrong_form_is_refused() =>
        Assert.Equal(FindingCodes.CfgOption, Assert.Single(Check(Site() with { VendorOptions = new Dictionary<string, string> { ["practice"] = "many" } })).Code);

    [Fact]
    public void Method_that_the_vendor_does_not_accept_is_refused() =>
        Assert.Contains(Check(Site() with { SignIn = new() { Method = SignInMethod.ClientSecretPost, ClientId = "c" } }, new() { ClientSecret = "s" }), finding => finding.Code == FindingCodes.CfgOption);

    [Fact]
    public void Key_that_does_not_fit_the_algorithm_is_refused() =>
        Assert.Equal(FindingCodes.OauthAlg, Assert.Single(Check(Keyed("RS384"), new() { PrivateKeyPem = Ec })).Code);

    [Fact]
    public void Short_key_is_refused()
    {
        using var weak = System.Security.Cryptography.RSA.Create(1024);

        Assert.Equal(FindingCodes.OauthKeyWeak, Assert.Single(Check(Keyed("RS384"), new() { PrivateKeyPem = weak.ExportPkcs8PrivateKeyPem() })).Code);
    }

    [Fact]
    public void Secret_with_a_pasted_space_is_refused_without_showing_it()
    {
        var finding = Assert.Single(Check(Site() with { SignIn = new() { Method = SignInMethod.ClientSecretBasic, ClientId = "c" } }, new() { ClientSecret = "hush-hush " }));

        Assert.DoesNotContain("hush", string.Join(' ', [finding.Cause, finding.Explanation, finding.NextStep, .. finding.Evidence.Select(item => item.Value)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Right_settings_of_every_vendor_pass() =>
        Assert.Empty(Check(Keyed("ES384"), new() { PrivateKeyPem = Ec }));

    [Fact]
    public void Scopes_of_a_person_are_doubted() =>
        Assert.Equal(CheckState.Warning, Assert.Single(Check(Keyed("ES384", "patient/Patient.read"), new() { PrivateKeyPem = Ec })).State);

    [Theory]
    [InlineData("system/Patient.rs,system/Observation.rs")]
    [InlineData("system/Patient.rs system/Observation.rs")]
    [InlineData("")]
    public void Scopes_that_were_pasted_as_one_are_refused(string scope)
    {
        var finding = Assert.Single(Check(Keyed("ES384", scope), new() { PrivateKeyPem = Ec }));

        Assert.Equal((FindingCodes.CfgOption, CheckState.Failed), (finding.Code, finding.State));
    }

    [Fact]
    public void Key_id_and_audience_with_a_pasted_space_are_refused()
    {
        var connection = Keyed("ES384");

        var findings = Check(connection with { SignIn = connection.SignIn with { KeyId = "key-1 ", Audience = " https://a.example/token" } }, new() { PrivateKeyPem = Ec });

        Assert.Equal(["The key ID does not have the form it should have.", "The audience does not have the form it should have."], findings.Select(finding => finding.Cause));
    }

    [Theory]
    [InlineData("http://login.hospital.example/token")]
    [InlineData("/token")]
    public void Token_url_has_to_be_whole_and_encrypted(string url)
    {
        var connection = Keyed("ES384");

        Assert.Equal(FindingCodes.CfgOption, Assert.Single(Check(connection with { SignIn = connection.SignIn with { TokenUrl = new(url, UriKind.RelativeOrAbsolute) } }, new() { PrivateKeyPem = Ec })).Code);
    }

    private static IReadOnlyList<Finding> Check(Connection connection, ConnectionSecrets? secrets = null, VendorProfile? profile = null) =>
        ConnectionLint.Check(connection, secrets ?? ConnectionSecrets.None, profile ?? FakeAdapterFactory.Profile());

    private static Connection Keyed(string algorithm, params string[] scopes) =>
        Site() with { SignIn = new() { Method = SignInMethod.PrivateKeyJwt, ClientId = "client-1", Algorithm = algorithm, Scopes = scopes } };

    private static Connection Site(string url = "https://fhir.hospital.example/r4") =>
        new() { Vendor = "fhir-r4", Environment = EhrEnvironment.NonProduction, FhirBaseUrl = new(url) };
}
