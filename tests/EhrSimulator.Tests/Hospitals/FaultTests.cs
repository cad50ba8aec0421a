using System.Net;
using EhrSimulator.Hospitals;
using EhrSimulator.Tests.Support;
using Xunit;

namespace EhrSimulator.Tests.Hospitals;

public sealed class FaultTests(RunningSimulator simulator) : DialTests(simulator)
{
    private const string Slug = "stonebridge";

    /// <summary>Fault, path, then status, media type and a piece of the body that it must show.</summary>
    public static TheoryData<string, string, int, string, string> Answers => new()
    {
        { Fault.HtmlLoginPage, "metadata", 200, "text/html", "Sign in" },
        { Fault.RedirectToLogin, "metadata", 302, "", "" },
        { Fault.Waf403, "metadata", 403, "text/html", "support ID" },
        { Fault.Metadata404, "metadata", 404, "application/fhir+json", "not-found" },
        { Fault.Metadata401, "metadata", 401, "application/fhir+json", "login" },
        { Fault.NotFhir, "metadata", 200, "application/json", "billing-gateway" },
        { Fault.Dstu2, "metadata", 200, "application/json+fhir", "\"1.0.2\"" },
        { Fault.Stu3, "metadata", 200, "application/fhir+json", "\"3.0.1\"" },
        { Fault.R5, "metadata", 200, "application/fhir+json", "\"5.0.0\"" },
        { Fault.NoPatientInMetadata, "metadata", 200, "application/fhir+json", "\"resource\":[{\"type\":\"AllergyIntolerance\"" },
        { Fault.TokenOtherHost, ".well-known/smart-configuration", 200, "application/json", "hospital-auth.invalid" },
        { Fault.AlgorithmNotListed, ".well-known/smart-configuration", 200, "application/json", "EdDSA" },
        { Fault.XmlOnly, "metadata", 200, "application/fhir+xml", "<CapabilityStatement" },
        { Fault.WrongContentType, "metadata", 200, "text/plain", "CapabilityStatement" },
        { Fault.Server500, "metadata", 500, "application/fhir+json", "exception" },
        { Fault.Gateway502, "metadata", 502, "text/html", "Bad Gateway" },
        { Fault.Smart404, ".well-known/smart-configuration", 404, "application/fhir+json", "not-found" },
        { Fault.NoPrivateKeyJwt, ".well-known/smart-configuration", 200, "application/json", "launch-standalone" },
        { Fault.ExpiredToken, "Patient/x", 401, "application/fhir+json", "login" },
        { Fault.Api403, "Patient/x", 403, "application/fhir+json", "forbidden" },
        { Fault.Patient404, "Patient/{id}", 404, "application/fhir+json", "not-found" },
        { Fault.OutcomeIn200, "Patient/{id}", 200, "application/fhir+json", "OperationOutcome" },
        { Fault.OutcomeIn200, "Patient?identifier={mrn}", 200, "application/fhir+json", "\"mode\":\"outcome\"" },
        { Fault.EmptySearch, "Patient?identifier={mrn}", 200, "application/fhir+json", "\"total\":0" },
        { Fault.RedirectElsewhere, "metadata", 301, "", "" },
        { Fault.NotAcceptable406, "metadata", 406, "", "" },
        { Fault.FhirJson406, "metadata", 406, "", "" },
        { Fault.FhirJson406, "metadata?_format=json", 406, "", "" },
        { Fault.XmlWithoutFormat, "metadata", 200, "application/fhir+xml", "<CapabilityStatement" },
        { Fault.XmlWithoutFormat, "metadata?_format=json", 200, "application/fhir+json", "\"CapabilityStatement\"" },
        { Fault.Misdirected421, "metadata", 421, "text/plain", "Misdirected" },
        { Fault.Gateway504, "metadata", 504, "text/html", "Gateway Time-out" },
        { Fault.SearchGet405, "Patient?identifier={mrn}", 405, "text/html", "Not Allowed" },
        { Fault.Search501, "Patient?identifier={mrn}", 501, "application/fhir+json", "exception" },
        { Fault.Api415, "Patient/{id}", 415, "application/fhir+json", "Unsupported Media Type" },
        { Fault.Api429, "Patient/{id}", 429, "application/fhir+json", "throttled" },
        { Fault.R4First, "metadata", 200, "application/fhir+json", "\"fhirVersion\":\"4.0.0\"" },
        { Fault.R4B, "metadata", 200, "application/fhir+json", "\"fhirVersion\":\"4.3.0\"" },
        { Fault.MetadataInvalid, "metadata", 200, "application/fhir+json", "some day in spring" },
        { Fault.OtherVendorInMetadata, "metadata", 200, "application/fhir+json", "\"software\":{\"name\":\"Epic\"" },
        { Fault.NoSearchInMetadata, "metadata", 200, "application/fhir+json", "\"type\":\"Patient\",\"interaction\":[{\"code\":\"read\"}]" },
        { Fault.NoIdentifierInMetadata, "metadata", 200, "application/fhir+json", "\"name\":\"_id\",\"type\":\"token\"},{\"name\":\"name\"" },
        { Fault.NoEncounterInMetadata, "metadata", 200, "application/fhir+json", "\"type\":\"Condition\"" },
        { Fault.Search400, "Patient?identifier={mrn}", 400, "application/fhir+json", "required" },
        { Fault.Resource404, "Patient?identifier={mrn}", 404, "application/fhir+json", "not-supported" },
        { Fault.OutcomeLogin, "Patient/{id}", 400, "application/fhir+json", "login" },
        { Fault.OutcomeExpired, "Patient/{id}", 400, "application/fhir+json", "expired" },
        { Fault.OutcomeUnknown, "Patient/{id}", 400, "application/fhir+json", "unknown" },
        { Fault.OutcomeTransient, "Patient/{id}", 500, "application/fhir+json", "lock-error" },
        { Fault.InvalidResource, "Patient/{id}", 200, "application/fhir+json", "Basic" },
        { Fault.Condition403, "Condition?patient={id}", 403, "application/fhir+json", "forbidden" },
        { Fault.Condition403, "Encounter?patient={id}", 200, "application/fhir+json", "Encounter" },
        { Fault.Encounter404, "Encounter?patient={id}", 404, "application/fhir+json", "not-supported" },
        { Fault.Observation400, "Observation?patient={id}", 400, "application/fhir+json", "required" },
        { Fault.NoRecords, "Observation?patient={id}", 200, "application/fhir+json", "\"total\":0" },
        { Fault.NoRecords, "Patient?identifier={mrn}", 200, "application/fhir+json", "\"total\":1" },
        { Fault.AbsoluteReferences, "Patient/{id}", 200, "application/fhir+json", "http://fhir-int01.hospital.internal:8080/fhir/Organization/1" },
        { Fault.WrongSite, "Patient?identifier={mrn}", 200, "application/fhir+json", "Northfold Valley Hospital" },
        { Fault.ProductionData, "Patient/{id}", 200, "application/fhir+json", "219-09-9999" },
        { Fault.ProductionData, "metadata", 200, "application/fhir+json", "FHIR Server PRD" },
        { Fault.BundlePagesInternalHost, "Patient?identifier={mrn}", 200, "application/fhir+json", "fhir-int01.hospital.internal" },
    };

    [Theory, MemberData(nameof(Answers))]
    public async Task Fault_shows_as_named(string fault, string path, int status, string mediaType, string piece)
    {
        var client = await Simulator.ReadyAsync(Slug);
        var patient = HospitalClient.Matches(await client.GetAsync($"Patient?identifier={client.Mrns[0]}")).Single();
        await Simulator.PatchDialsAsync(Slug, new { faults = new[] { fault } });

        using var answer = await client.SendAsync(path.Replace("{id}", (string)patient["id"]!, StringComparison.Ordinal).Replace("{mrn}", client.Mrns[0], StringComparison.Ordinal),
            bearer: fault == Fault.Metadata401 ? "a-stranger" : null);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType?.MediaType ?? "");
        Assert.Contains(piece, await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guarded_statement_opens_to_a_token()
    {
        await Simulator.PatchDialsAsync(Slug, new { faults = new[] { Fault.Metadata401 } });
        var client = await Simulator.ReadyAsync(Slug);

        Assert.Equal("CapabilityStatement", (string?)(await client.GetAsync("metadata"))["resourceType"]);
    }

    [Theory]
    [InlineData("quillhaven", Fault.Search400, "59159", 400)]
    [InlineData("juniper-basin", Fault.Search400, "invalid", 400)]
    [InlineData("brackenford", Fault.Search400, "\"detail\"", 400)]
    [InlineData("lakemere", Fault.Search400, "required parameter combinations", 400)]
    [InlineData("quillhaven", Fault.Resource404, "<html", 404)]
    [InlineData("juniper-basin", Fault.Resource404, "Not Found", 404)]
    [InlineData("brackenford", Fault.Resource404, "\"detail\"", 404)]
    [InlineData("lakemere", Fault.Resource404, "not registered with API gateway", 404)]
    [InlineData("juniper-basin", Fault.Api429, "throttled", 429)]
    [InlineData("brackenford", Fault.Api429, "\"detail\"", 429)]
    [InlineData("lakemere", Fault.Api429, "\"error\"", 429)]
    public async Task Refused_search_keeps_the_vendors_shape(string slug, string fault, string piece, int status)
    {
        var client = await Simulator.ReadyAsync(slug);
        await Simulator.PatchDialsAsync(slug, new { faults = new[] { fault }, retryAfterSeconds = 9 });

        using var answer = await client.SendAsync("Patient?identifier=1&ah-practice=Organization/a-1.Practice-195931");

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(piece, await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel), StringComparison.Ordinal);
        Assert.Equal(status == 429 ? TimeSpan.FromSeconds(9) : null, answer.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public void Every_fault_stands_in_one_group_of_the_page() =>
        Assert.Equal(Fault.Names.Order(StringComparer.Ordinal), FaultGroups.All.SelectMany(group => group.Faults).Order(StringComparer.Ordinal));

    public static TheoryData<string, int, string> TokenAnswers => new()
    {
        { Fault.InvalidClient, 401, "invalid_client" },
        { Fault.ClientNotEnabled, 401, "not enabled" },
        { Fault.UnknownKid, 401, "kid" },
        { Fault.JwksUnreachable, 401, "JWKS endpoint" },
        { Fault.UnauthorizedClient, 400, "unauthorized_client" },
        { Fault.InvalidScope, 400, "invalid_scope" },
        { Fault.ScopeShort, 200, "system/Observation.rs" },
        { Fault.TokenShortLife, 200, "\"expires_in\":30" },
        { Fault.TokenHtml, 200, "<form" },
        { Fault.Token429, 429, "Too Many" },
        { Fault.Token503, 503, "Unavailable" },
    };

    [Theory, MemberData(nameof(TokenAnswers))]
    public async Task Token_fault_shows_as_named(string fault, int status, string piece)
    {
        var client = await StaffDesk.RegisterAsync(Simulator, "pelican-bay", null, null);
        await Simulator.PatchDialsAsync("pelican-bay", new { faults = new[] { fault } });

        using var answer = await HospitalClient.PostTokenAsync(Simulator, "/pelican-bay/oauth/token", new()
        {
            ["grant_type"] = "client_credentials", ["scope"] = "system/Patient.rs",
            ["client_id"] = (string)client["clientId"]!, ["client_secret"] = (string)client["clientSecret"]!,
        });

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(piece, await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Truncated_body_ends_before_its_length()
    {
        await Simulator.PatchDialsAsync("open-meadow", new { faults = new[] { Fault.TruncatedBody } });

        await Assert.ThrowsAsync<HttpRequestException>(() => Simulator.Http.GetStringAsync("/open-meadow/fhir/metadata", RunningSimulator.Cancel));
    }

    [Fact]
    public async Task Huge_body_goes_on_past_any_sane_limit()
    {
        await Simulator.PatchDialsAsync("quillhaven", new { faults = new[] { Fault.HugeBody } });
        await using var body = await Simulator.Http.GetStreamAsync("/quillhaven/FHIRProxy/api/FHIR/R4/metadata", RunningSimulator.Cancel);

        var buffer = new byte[1024 * 1024];
        for (var read = 0L; read < 40L * 1024 * 1024;)
        {
            var length = await body.ReadAsync(buffer, RunningSimulator.Cancel);
            Assert.True(length > 0);
            read += length;
        }
    }

    [Fact]
    public async Task Server_that_never_answers_lets_the_caller_give_up()
    {
        await Simulator.PatchDialsAsync("marrowgate", new { faults = new[] { Fault.NeverAnswers } });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(RunningSimulator.Cancel);
        patience.CancelAfter(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Simulator.Http.GetAsync("/marrowgate/FHIRProxy/api/FHIR/R4/metadata", patience.Token));

        using var control = await Simulator.Http.GetAsync("/hospitals/marrowgate/dials", RunningSimulator.Cancel);
        Assert.Equal(HttpStatusCode.OK, control.StatusCode);
    }

    [Theory]
    [InlineData("quillhaven")]
    [InlineData("juniper-basin")]
    [InlineData("brackenford")]
    [InlineData("lakemere")]
    public async Task Client_fault_keeps_the_vendors_way_of_saying_it(string slug)
    {
        await using var own = new RunningSimulator();
        await own.InitializeAsync();
        await own.PatchDialsAsync(slug, new { faults = new[] { Fault.InvalidClient } });

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => own.ReadyAsync(slug));

        Assert.Equal(slug == "quillhaven" ? HttpStatusCode.BadRequest : HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public void Every_fault_on_the_dial_is_spelled_once() =>
        Assert.Equal(typeof(Fault).GetFields().Count(f => f.IsLiteral), Fault.Names.Distinct().Count());

    [Fact]
    public async Task Login_page_follows_the_redirect()
    {
        await Simulator.PatchDialsAsync("lakemere", new { faults = new[] { Fault.RedirectToLogin } });
        using var redirect = await Simulator.Http.GetAsync("/lakemere/fhir/r4/metadata", RunningSimulator.Cancel);

        using var page = await Simulator.Http.GetAsync(redirect.Headers.Location, RunningSimulator.Cancel);

        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
    }
}
