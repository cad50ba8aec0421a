using System.Text.Json.Nodes;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Secrets;
using Onboarding.SiteFiles;
using Xunit;

namespace Onboarding.Tests.SiteFiles;

public sealed class SiteFileReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("site-file-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Whole_file_is_read()
    {
        File.WriteAllText(Path.Combine(folder, "key.pem"), "-----BEGIN PRIVATE KEY-----");
        var file = Read("""
            { "name": "Mercy West", "vendor": "epic", "environment": "non-production", "fhirBaseUrl": "https://fhir.example.org/r4", "timeZone": "America/Chicago",
              "signIn": { "method": "private-key-jwt", "clientId": "c1", "privateKeyFile": "key.pem", "keyId": "k1", "algorithm": "ES384", "scopes": ["system/Patient.rs"] },
              "patients": { "mrns": ["M1", "M2"], "fhirIds": ["f1"], "search": "family=Quill" },
              "mapping": { "mrn": "identifier.value", "race": { "expression": "extension.value", "codeMap": { "B": "2054-5" } }, "custom.ward": "contact.name" },
              "load": { "peakRequestsPerMinute": 120, "holdSeconds": 30 },
              "consent": { "agreedBy": "Interface analyst", "agreedOn": "2026-06-02", "from": "2026-06-03T15:00", "to": "2026-06-03T15:30", "onCall": "Integration desk", "capRequestsPerMinute": 900 },
              "approvals": [ { "name": "Ember Quoin", "role": "engineer" } ], "allowPrivateNetwork": ["10.1.2.3"] }
            """).File!;

        Assert.Equal("Mercy West", file.Name);
        Assert.Equal((EhrEnvironment.NonProduction, SignInMethod.PrivateKeyJwt, "ES384"), (file.Connection.Environment, file.Connection.SignIn.Method, file.Connection.SignIn.Algorithm));
        Assert.Equal("k1", Assert.IsType<SecretInput.PrivateKey>(file.Secret).KeyId);
        Assert.Equal([TestPatientKind.Mrn, TestPatientKind.Mrn, TestPatientKind.FhirId, TestPatientKind.Search], file.Patients.Select(patient => patient.Kind));
        Assert.Equal("2054-5", file.Mapping.Find("race")!.CodeMap["B"]);
        Assert.Equal("custom.ward", Assert.Single(file.Mapping.CustomFields).Id);
        Assert.Equal((120, 600, 30), (file.Load.PeakRequestsPerMinute, file.Load.CapRequestsPerMinute, file.Load.HoldSeconds));
        Assert.Equal((new DateTime(2026, 6, 3, 15, 0, 0), new DateOnly(2026, 6, 2), 900), (file.Consent!.From!.Value, file.Consent.AgreedOn!.Value, file.Consent.CapRequestsPerMinute));
        Assert.Equal(new FileApproval("Ember Quoin", "engineer"), Assert.Single(file.Approvals));
    }

    [Fact]
    public void Shortest_file_takes_the_defaults()
    {
        var file = Read(Minimal.ToJsonString()).File!;

        Assert.Equal(SignInMethod.None, file.Connection.SignIn.Method);
        Assert.Equal(new(), file.Load);
        Assert.Empty(file.Patients);
    }

    [Fact]
    public void Half_a_consent_names_every_key_that_is_missing_or_no_time()
    {
        var file = Minimal;
        file["consent"] = JsonNode.Parse("""{ "agreedBy": "Interface analyst", "agreedOn": "2 June", "from": "2026-06-03 15:00" }""");

        Assert.Equal(
            ["consent.agreedOn", "consent.capRequestsPerMinute", "consent.from", "consent.onCall", "consent.to"],
            Read(file.ToJsonString()).Mistakes.Select(mistake => mistake.Split(':')[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("allowPrivateNetwork", """["10.0.0.0/8"]""", "allowPrivateNetwork[0]: \"10.0.0.0/8\": This network is too wide. At most /16 (IPv4) or /48 (IPv6) at a time: ask the hospital for the subnet of the server.")]
    [InlineData("signIn", """{ "method": "jwt" }""", "signIn.method: \"jwt\" is not one of none, private-key-jwt, client-secret-basic, client-secret-post")]
    [InlineData("signIn", """{ "clientId": "c" }""", "signIn.method: is missing")]
    [InlineData("signIn", """{ "method": "private-key-jwt" }""", "signIn.privateKeyFile: is missing")]
    [InlineData("signIn", """{ "method": "private-key-jwt", "privateKeyFile": "nowhere.pem" }""", "signIn.privateKeyFile: nowhere.pem cannot be read")]
    [InlineData("signIn", """{ "method": "private-key-jwt", "privateKey": "PEM" }""", "signIn.privateKey: may stand in the file for a simulator only")]
    [InlineData("signIn", """{ "method": "client-secret-basic", "secretEnv": "UNSET" }""", "signIn.secretEnv: the environment variable UNSET is not set")]
    [InlineData("signIn", """{ "method": "client-secret-post", "secret": "s" }""", "signIn.secret: may stand in the file for a simulator only")]
    [InlineData("signIn", """{ "method": "client-secret-basic", "secretEnv": "SET", "secretFile": "s.txt" }""", "signIn.secretEnv: stands beside signIn.secretFile")]
    [InlineData("signIn", """{ "method": "none", "secretEnv": "SET" }""", "signIn.secretEnv: is not used by the method none")]
    [InlineData("signIn", """{ "method": "none", "tokenUrl": "token" }""", "signIn.tokenUrl: is not a whole web address")]
    [InlineData("signIn", "7", "signIn: must be an object")]
    [InlineData("name", "7", "name: must be text in quotes")]
    [InlineData("name", "\" \"", "name: is empty")]
    [InlineData("vendor", "\"cerner\"", "vendor: \"cerner\" is not one of")]
    [InlineData("environment", "\"prod\"", "environment: \"prod\" is not one of simulator, sandbox, non-production, production")]
    [InlineData("fhirBaseUrl", "\"fhir.example.org\"", "fhirBaseUrl: is not a whole web address")]
    [InlineData("timeZone", "\"Chicago\"", "timeZone: \"Chicago\" is not a time zone")]
    [InlineData("fhirbaseurl", "\"https://x.example\"", "fhirbaseurl: there is no such key here")]
    [InlineData("patients", """{ "mrns": "M1" }""", "patients.mrns: must be a list in square brackets")]
    [InlineData("patients", """{ "mrns": ["M1", 7] }""", "patients.mrns[1]: must be text in quotes")]
    [InlineData("patients", """{ "mrns": ["M1", "M1"] }""", "patients.mrns[1]: says the same as patients.mrns[0]")]
    [InlineData("mapping", """{ "birthdate": "birthDate" }""", "mapping.birthdate: there is no such field")]
    [InlineData("mapping", """{ "mrn": { "path": "id" } }""", "mapping.mrn.path: there is no such key here")]
    [InlineData("vendorOptions", """{ "practise": "1" }""", "vendorOptions.practise: fhir-r4 has no such option")]
    [InlineData("load", """{ "holdSeconds": 1.5 }""", "load.holdSeconds: must be a whole number from 1 to 7200")]
    [InlineData("load", """{ "peakRequestsPerMinute": 0 }""", "load.peakRequestsPerMinute: must be a whole number from 1 to 60000")]
    [InlineData("approvals", """[ { "name": "Ember Quoin", "role": "boss" } ]""", "approvals[0].role: \"boss\" is not one of")]
    [InlineData("approvals", """[ { "role": "engineer" } ]""", "approvals[0].name: is missing")]
    public void Mistake_is_one_line_that_begins_with_the_key(string key, string value, string expected)
    {
        var json = Minimal;
        json[key] = JsonNode.Parse(value);

        var result = Read(json.ToJsonString());

        Assert.Null(result.File);
        Assert.Contains(result.Mistakes, mistake => mistake.StartsWith(expected, StringComparison.Ordinal));
        Assert.All(result.Mistakes, mistake => Assert.DoesNotContain('\n', mistake));
    }

    [Fact]
    public void All_mistakes_are_told_together() =>
        Assert.Equal(["name: is missing", "vendor: is missing", "environment: is missing", "fhirBaseUrl: is missing"], Read("{}").Mistakes);

    [Theory]
    [InlineData("{", "the file: is not JSON (line 1")]
    [InlineData("[]", "the file: must be one object")]
    public void Text_that_is_no_site_file_is_said_to_be_none(string json, string expected) =>
        Assert.StartsWith(expected, Assert.Single(Read(json).Mistakes), StringComparison.Ordinal);

    [Fact]
    public void Key_given_twice_is_a_mistake() =>
        Assert.Contains("name: is there twice", Read("""{ "name": "A", "name": "B", "vendor": "epic", "environment": "sandbox", "fhirBaseUrl": "https://x.example" }""").Mistakes);

    [Fact]
    public void File_that_is_not_there_is_named() =>
        Assert.Contains("nowhere.json", Assert.Single(Reader.Read(Path.Combine(folder, "nowhere.json")).Mistakes), StringComparison.Ordinal);

    [Fact]
    public void Simulator_may_carry_its_secret_in_place()
    {
        var json = Minimal;
        json["environment"] = "simulator";
        json["signIn"] = JsonNode.Parse("""{ "method": "client-secret-basic", "clientId": "c", "secret": "shh" }""");

        Assert.IsType<SecretInput.ClientSecret>(Read(json.ToJsonString()).File!.Secret);
    }

    private static JsonObject Minimal => new() { ["name"] = "Mercy West", ["vendor"] = "fhir-r4", ["environment"] = "sandbox", ["fhirBaseUrl"] = "https://fhir.example.org/r4" };

    private static SiteFileReader Reader => new(new EhrAdapterFactory(TimeProvider.System), name => name == "SET" ? "value" : null);

    private SiteFileResult Read(string json) => Reader.Parse(json, folder);
}
