using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using Hl7.Fhir.Model;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace EhrAdapters.Tests.Diagnosis;

/// <summary>The rungs above the network, with a fake adapter behind an open port.</summary>
public sealed class ConnectionLadderTests : IAsyncLifetime
{
    private static readonly string Key = SigningKeys.Create(SigningKeys.Es384);

    private readonly RawServer server = RawServer.Silent();
    private readonly FakeAdapterFactory factory = new(FakeAdapterFactory.Profile(), FakeAdapterFactory.Profile("rival") with { Name = "Rivalsoft EHR", Recognise = new() { Software = ["Rivalsoft"] } });

    private FakeAdapter Adapter => factory.Adapter;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Healthy_hospital_passes_every_rung_and_tells_progress_in_order()
    {
        List<LadderStep> told = [];
        var report = await ClimbAsync(new(TestPatientKind.FhirId, "p1"), new Direct(told.Add));

        Assert.All(report.Steps, step => Assert.True(step.State is CheckState.Passed || step is { Rung: LadderRung.Tls or LadderRung.DataVisible, State: CheckState.NotApplicable }, $"{step.Rung} {step.State} {step.Finding?.Code}"));
        Assert.Equal(report.Steps, told);
        Assert.True(Adapter.Disposed);
    }

    [Fact]
    public async Task Run_that_passed_the_network_leaves_what_the_next_one_compares_with()
    {
        var report = await ClimbAsync(null);

        Assert.Equal(["127.0.0.1"], report.Baseline!.Addresses);
        Assert.Equal(("Invented EHR", "https://fhir.example/token"), (report.Baseline.Software, report.Baseline.TokenEndpoint));
        Assert.Null(report.Baseline.CertificateSha256);
    }

    [Fact]
    public async Task Without_a_test_patient_its_rung_says_what_would_unlock_it()
    {
        var last = Step(await ClimbAsync(null), LadderRung.PatientRead);

        Assert.Equal(CheckState.CouldNotAssess, last.State);
        Assert.Contains("test patient", last.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_server_needs_no_sign_in()
    {
        var report = await ClimbAsync(new(TestPatientKind.FhirId, "p1"), method: SignInMethod.None);

        Assert.Equal(CheckState.NotApplicable, Step(report, LadderRung.SmartDiscovery).State);
        Assert.Equal(CheckState.NotApplicable, Step(report, LadderRung.Token).State);
        Assert.Equal(CheckState.Passed, Step(report, LadderRung.PatientRead).State);
    }

    [Theory]
    [InlineData(FindingCodes.HttpHtmlPage, LadderRung.Http)]
    [InlineData(FindingCodes.Http503, LadderRung.Http)]
    [InlineData(FindingCodes.SelfBusy, LadderRung.Http)]
    [InlineData(FindingCodes.FhirDstu2, LadderRung.Fhir)]
    [InlineData(FindingCodes.FhirNotFhir, LadderRung.Fhir)]
    public async Task Statement_fault_stops_at_its_own_rung(string code, LadderRung rung)
    {
        Adapter.Statement = EhrResults.Failed<CapabilityStatement>(code);

        var failure = (await ClimbAsync(null)).FirstFailure!;

        Assert.Equal((rung, code), (failure.Rung, failure.Finding!.Code));
    }

    [Fact]
    public async Task Statement_behind_a_login_warns_and_the_climb_goes_on()
    {
        Adapter.Statement = EhrResults.Failed<CapabilityStatement>(FindingCodes.FhirCap401);

        var report = await ClimbAsync(new(TestPatientKind.FhirId, "p1"));

        Assert.Equal(CheckState.Warning, Step(report, LadderRung.Fhir).State);
        Assert.Equal(CheckState.Passed, Step(report, LadderRung.PatientRead).State);
    }

    [Fact]
    public async Task Slow_statement_warns()
    {
        Adapter.Statement = ((EhrResult<CapabilityStatement>)FakeAdapter.Healthy()) with { Elapsed = TimeSpan.FromSeconds(7) };

        Assert.Equal(FindingCodes.HttpSlow, Step(await ClimbAsync(null), LadderRung.Http).Finding!.Code);
    }

    [Fact]
    public async Task Statement_without_patient_search_fails_and_names_the_gap()
    {
        var statement = FakeAdapter.Healthy();
        statement.Rest![0].Resource![0].Interaction!.RemoveAt(1);
        Adapter.Statement = statement;

        var failure = (await ClimbAsync(null)).FirstFailure!;

        Assert.Equal(FindingCodes.FhirCapMissingRes, failure.Finding!.Code);
        Assert.Contains("searching Patient", failure.Finding.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Software_of_another_vendor_is_noted()
    {
        var statement = FakeAdapter.Healthy();
        statement.Software!.Name = "Rivalsoft Server";
        Adapter.Statement = statement;

        var step = Step(await ClimbAsync(null), LadderRung.Fhir);

        Assert.Equal((CheckState.Warning, FindingCodes.FhirVendorOther), (step.State, step.Finding!.Code));
        Assert.Contains(step.Finding.Evidence, fact => fact is { Name: "Recognised by", Value: "software.name is Rivalsoft Server" });
    }

    [Fact]
    public async Task Missing_search_parameter_and_clinical_types_warn_each_with_its_request()
    {
        var statement = FakeAdapter.Healthy();
        statement.Rest![0].Resource![0].SearchParam![0].Name = "name";
        statement.Rest[0].Resource!.RemoveAt(2);
        Adapter.Statement = statement;

        var step = Step(await ClimbAsync(null), LadderRung.Fhir);

        Assert.Equal((CheckState.Warning, FindingCodes.FhirCapMissingRes), (step.State, step.Finding!.Code));
        Assert.Equal(2, step.Finding.Requests.Count);
        Assert.Contains("searching Patient by identifier", step.Finding.Requests[0], StringComparison.Ordinal);
        Assert.Contains("the Condition resource", step.Finding.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statement_hidden_until_the_sign_in_that_turns_out_old_stops_where_it_should_have()
    {
        Adapter.Statement = EhrResults.Failed<CapabilityStatement>(FindingCodes.FhirCap401);
        Adapter.SecondStatement = EhrResults.Failed<CapabilityStatement>(FindingCodes.FhirDstu2);

        var report = await ClimbAsync(new(TestPatientKind.FhirId, "p1"));

        Assert.Equal((LadderRung.Fhir, FindingCodes.FhirDstu2), (report.FirstFailure!.Rung, report.FirstFailure.Finding!.Code));
        Assert.Equal(CheckState.NotReached, Step(report, LadderRung.PatientRead).State);
        Assert.Equal(CheckState.NotReached, Step(report, LadderRung.DataVisible).State);
    }

    [Fact]
    public async Task Statement_hidden_until_the_sign_in_is_read_with_the_token()
    {
        Adapter.Statement = EhrResults.Failed<CapabilityStatement>(FindingCodes.FhirCap401);
        Adapter.SecondStatement = FakeAdapter.Healthy();

        var step = Step(await ClimbAsync(new(TestPatientKind.FhirId, "p1")), LadderRung.Fhir);

        Assert.Equal((CheckState.Warning, FindingCodes.FhirCap401), (step.State, step.Finding!.Code));
        Assert.Contains(step.Evidence, fact => fact.Name == "Read again with the token" && fact.Value.Contains("4.0.1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(FindingCodes.Smart404)]
    [InlineData(FindingCodes.HttpHtmlPage)]
    public async Task Missing_discovery_fails_and_a_typed_token_url_mends_it(string code)
    {
        Adapter.Smart = EhrResults.Failed<SmartConfiguration>(code);

        Assert.Equal(FindingCodes.Smart404, (await ClimbAsync(null)).FirstFailure!.Finding!.Code);
        var step = Step(await ClimbAsync(null, tokenUrl: "http://127.0.0.1/token"), LadderRung.SmartDiscovery);
        Assert.Equal(CheckState.Passed, step.State);
        Assert.Contains("token URL", step.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discovery_that_leaves_our_method_out_warns_and_the_token_decides()
    {
        Adapter.Smart = Adapter.Smart.Value! with { TokenEndpointAuthMethods = ["client_secret_basic"] };

        var report = await ClimbAsync(null);

        Assert.Equal((CheckState.Warning, FindingCodes.SmartNoPkJwt), (Step(report, LadderRung.SmartDiscovery).State, Step(report, LadderRung.SmartDiscovery).Finding!.Code));
        Assert.Equal(CheckState.Passed, Step(report, LadderRung.Token).State);
    }

    [Fact]
    public async Task Token_server_elsewhere_that_is_silent_is_the_half_done_allowlist()
    {
        Adapter.Smart = Adapter.Smart.Value! with { TokenEndpoint = new("https://login.hospital.example/token") };
        Adapter.Token = EhrResults.Failed<AccessTokenFacts>(FindingCodes.TcpTimeout);

        var finding = (await ClimbAsync(null)).FirstFailure!.Finding!;

        Assert.Equal(FindingCodes.SmartTokenOtherHost, finding.Code);
        Assert.Contains("login.hospital.example", finding.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FindingCodes.Api404Patient)]
    [InlineData(FindingCodes.Api403)]
    public async Task Patient_that_cannot_be_read_keeps_the_adapter_s_finding(string code)
    {
        Adapter.Read = EhrResults.Failed<Patient>(code);

        Assert.Equal(code, (await ClimbAsync(new(TestPatientKind.FhirId, "p9"))).FirstFailure!.Finding!.Code);
    }

    [Theory]
    [InlineData(TestPatientKind.Mrn)]
    [InlineData(TestPatientKind.Search)]
    public async Task Empty_search_is_connected_but_empty(TestPatientKind kind)
    {
        Adapter.Found = EhrResults.List();

        Assert.Equal(FindingCodes.ApiEmpty, (await ClimbAsync(new(kind, "ZQ-77"))).FirstFailure!.Finding!.Code);
    }

    [Fact]
    public async Task Exception_of_ours_reads_as_ours()
    {
        Adapter.Statement = new EhrResult<CapabilityStatement>();

        var finding = (await ClimbAsync(null)).FirstFailure!.Finding!;

        Assert.Equal((FindingCodes.SelfError, FaultOwner.OurService), (finding.Code, finding.Owner));
    }

    [Fact]
    public async Task Incomplete_settings_stop_before_the_network()
    {
        var connection = Connection(SignInMethod.PrivateKeyJwt, null) with { SignIn = new() { Method = SignInMethod.PrivateKeyJwt, Algorithm = "ES384" } };

        var report = await new ConnectionLadder(factory, TimeProvider.System).ClimbAsync(new(connection, ConnectionSecrets.None), null, TestContext.Current.CancellationToken);

        Assert.Equal((LadderRung.Settings, FindingCodes.CfgMissing), (report.FirstFailure!.Rung, report.FirstFailure.Finding!.Code));
        Assert.Equal(9, report.Steps.Count(step => step.State is CheckState.NotReached));
    }

    [Fact]
    public async Task Unknown_vendor_is_a_fault_of_the_settings()
    {
        var report = await new ConnectionLadder(factory, TimeProvider.System)
            .ClimbAsync(new(Connection(SignInMethod.None, null) with { Vendor = "nobody" }, ConnectionSecrets.None), null, TestContext.Current.CancellationToken);

        Assert.Equal(LadderRung.Settings, report.FirstFailure!.Rung);
        Assert.Equal(10, report.Steps.Count);
    }

    private static LadderStep Step(ConnectionReport report, LadderRung rung) => report.Steps.Single(step => step.Rung == rung);

    private Task<ConnectionReport> ClimbAsync(TestPatient? patient, IProgress<LadderStep>? progress = null, SignInMethod method = SignInMethod.PrivateKeyJwt, string? tokenUrl = null) =>
        new ConnectionLadder(factory, TimeProvider.System).ClimbAsync(
            new(Connection(method, tokenUrl), new ConnectionSecrets { PrivateKeyPem = Key }) { TestPatient = patient }, progress, TestContext.Current.CancellationToken);

    private Connection Connection(SignInMethod method, string? tokenUrl) => new()
    {
        Vendor = "fhir-r4",
        Environment = EhrEnvironment.Simulator,
        FhirBaseUrl = new($"http://127.0.0.1:{server.Port}/r4"),
        AllowPrivateNetwork = ["127.0.0.1"],
        SignIn = new() { Method = method, ClientId = "client-1", Algorithm = "ES384", TokenUrl = tokenUrl is null ? null : new(tokenUrl) },
    };

    private sealed class Direct(Action<LadderStep> tell) : IProgress<LadderStep>
    {
        public void Report(LadderStep value) => tell(value);
    }
}
