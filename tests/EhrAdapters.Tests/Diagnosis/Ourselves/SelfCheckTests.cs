using System.Diagnostics;
using System.Globalization;
using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using EhrAdapters.Tests.Diagnosis.Codes;
using Xunit;
using static EhrAdapters.Tests.Diagnosis.Codes.Climbing;

namespace EhrAdapters.Tests.Diagnosis.Ourselves;

/// <summary>A fault of ours is said to be ours: clock and way out, on real sockets.</summary>
public sealed class SelfCheckTests : IAsyncLifetime
{
    private const string Silent = "203.0.113.7";

    private readonly TestAuthority authority = new();
    private readonly RawServer hospital;
    private readonly RawServer control = RawServer.Answering(_ => RawServer.Http("204 No Content", null, "Date: " + TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture)));
    private readonly TimeTeller right = new(TimeSpan.Zero);
    private readonly TimeTeller wrong = new(TimeSpan.FromSeconds(7));
    private readonly TimeTeller mute = new(null);

    public SelfCheckTests() => hospital = RawServer.Encrypted(authority.Server(), [authority.Intermediate]);

    private OurSide Well => Ours(right, control.Port);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var thing in new IAsyncDisposable[] { hospital, control, right, wrong, mute })
            await thing.DisposeAsync();
    }

    [Fact]
    public async Task Both_are_fine_where_our_side_is()
    {
        var report = await ClimbAsync(Well);

        Assert.Equal((CheckState.Passed, CheckState.Passed), (Check(report, SelfCheckKind.Clock).State, Check(report, SelfCheckKind.Network).State));
        Assert.Matches("^0[.][0-9] s apart$", Check(report, SelfCheckKind.Clock).Measured);
    }

    [Fact]
    public async Task Clock_that_is_off_fails_and_the_ladder_goes_on()
    {
        var report = await ClimbAsync(Ours(wrong, control.Port));

        var check = Check(report, SelfCheckKind.Clock);
        LetterProof.Holds(check.Finding!, FindingCodes.SelfClock, FaultOwner.OurService, Key);
        Assert.Equal(CheckState.Failed, check.State);
        Assert.Contains("off by 7.0 seconds", check.Finding!.Explanation, StringComparison.Ordinal);
        Assert.Equal((LadderRung.Http, FindingCodes.Http503), (report.FirstFailure!.Rung, report.FirstFailure.Finding!.Code));
    }

    [Fact]
    public async Task Control_address_tells_the_time_where_the_time_server_is_silent()
    {
        var check = Check(await ClimbAsync(Ours(mute, control.Port)), SelfCheckKind.Clock);

        Assert.Equal(CheckState.Passed, check.State);
        Assert.Contains(new EvidenceItem("Compared with", "127.0.0.1"), check.Evidence);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(16, true)]
    [InlineData(2, false)]
    public async Task Time_server_that_knows_nothing_or_answers_somebody_else_does_not_count(byte stratum, bool sameStamp)
    {
        await using var odd = new TimeTeller(TimeSpan.FromHours(9), stratum, sameStamp);

        Assert.Equal(CheckState.Passed, Check(await ClimbAsync(Ours(odd, control.Port)), SelfCheckKind.Clock).State);
    }

    [Fact]
    public async Task Without_anybody_to_ask_the_clock_says_what_would_unlock_it_and_the_hospital_proves_the_network()
    {
        var report = await ClimbAsync(Ours(mute, RawServer.ClosedPort()));

        Assert.Equal(CheckState.CouldNotAssess, Check(report, SelfCheckKind.Clock).State);
        Assert.Contains("UDP port 123", Check(report, SelfCheckKind.Clock).Note, StringComparison.Ordinal);
        Assert.Equal(CheckState.Passed, Check(report, SelfCheckKind.Network).State);
        Assert.Contains("The hospital was reached", Check(report, SelfCheckKind.Network).Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silent_hospital_while_the_control_address_answers_stays_the_hospitals()
    {
        var report = await ClimbAsync(Well, Down(new FakeNetwork().Silent(Silent)), limits: Short);

        Proven(report, FindingCodes.TcpTimeout, FaultOwner.HospitalNetwork);
        Assert.Equal(CheckState.Passed, Check(report, SelfCheckKind.Network).State);
    }

    [Fact]
    public async Task Silent_hospital_while_the_control_address_fails_too_is_ours()
    {
        List<LadderStep> told = [];
        var report = await ClimbAsync(Ours(right, RawServer.ClosedPort()), Down(new FakeNetwork().Silent(Silent)), told: told, limits: Short);

        var finding = Proven(report, FindingCodes.SelfEgress, FaultOwner.OurService);
        Assert.Contains(new EvidenceItem("Seen at the hospital", FindingCodes.TcpTimeout), finding.Evidence);
        Assert.Equal(CheckState.Failed, Check(report, SelfCheckKind.Network).State);
        // Progress never told the hospital's fault first.
        Assert.DoesNotContain(told, step => step.Finding?.Code is FindingCodes.TcpTimeout);
    }

    [Fact]
    public async Task Resolver_that_fails_for_everybody_is_ours()
    {
        var network = new FakeNetwork().Name("fhir.hospital.test", System.Net.Sockets.SocketError.TryAgain).Name("control.test", System.Net.Sockets.SocketError.TryAgain);
        var report = await ClimbAsync(Alone with { ControlAddress = new("https://control.test/") }, network, connection: Open("https://fhir.hospital.test/r4"));

        Assert.Contains(new EvidenceItem("Seen at the hospital", FindingCodes.DnsServFail), Proven(report, FindingCodes.SelfEgress, FaultOwner.OurService).Evidence);
    }

    [Fact]
    public async Task Private_answer_to_a_public_name_is_the_hospitals_whatever_our_network_does()
    {
        var network = new FakeNetwork().Name("fhir.hospital.test", "10.0.0.8");

        Proven(await ClimbAsync(Ours(right, RawServer.ClosedPort()), network, connection: Open("https://fhir.hospital.test/r4")), FindingCodes.DnsInternalAnswer, FaultOwner.Hospital);
    }

    [Fact]
    public async Task Name_that_exists_for_nobody_is_no_fault_of_our_network() =>
        Proven(await ClimbAsync(Ours(right, RawServer.ClosedPort()), connection: Open("https://fhir.no-such-hospital.invalid/r4")), FindingCodes.DnsNxDomain, FaultOwner.Hospital);

    [Fact]
    public async Task Address_inside_is_not_judged_by_an_address_outside() =>
        Proven(await ClimbAsync(Ours(right, RawServer.ClosedPort()), connection: Loopback(RawServer.ClosedPort())), FindingCodes.TcpRefused, FaultOwner.Hospital);

    [Fact]
    public async Task Cut_handshake_is_never_blamed_on_our_way_out()
    {
        await using var server = RawServer.Alerting(40);

        Proven(await ClimbAsync(Ours(right, RawServer.ClosedPort()), connection: Loopback(server.Port)), FindingCodes.TlsCipher, FaultOwner.Hospital);
    }

    [Theory]
    [InlineData(FindingCodes.OauthInvalidClient, true)]
    [InlineData(FindingCodes.OauthClock, true)]
    [InlineData(FindingCodes.OauthInvalidScope, false)]
    public async Task Refused_sign_in_while_our_clock_is_wrong_is_ours(string code, bool isOurs)
    {
        var factory = new FakeAdapterFactory(FakeAdapterFactory.Profile());
        factory.Adapter.Token = EhrResults.Failed<AccessTokenFacts>(code);

        var report = await ClimbAsync(Ours(wrong, control.Port), factory: factory);

        Assert.Equal((LadderRung.Token, isOurs ? FindingCodes.SelfClock : code), (report.FirstFailure!.Rung, report.FirstFailure.Finding!.Code));
        Assert.Equal(isOurs, report.FirstFailure.Evidence.Contains(new("Seen at the hospital", code)));
        Assert.Equal(code, (await ClimbAsync(Well, factory: factory)).FirstFailure!.Finding!.Code);
    }

    [Fact]
    public async Task Certificate_that_is_in_date_by_the_true_time_is_no_fault_of_theirs()
    {
        await using var late = new TimeTeller(TimeSpan.FromDays(-3));
        await using var expired = RawServer.Encrypted(authority.Server(fromDays: -20, toDays: -1), [authority.Intermediate]);

        var report = await ClimbAsync(Ours(late, control.Port), connection: Loopback(expired.Port));

        Assert.Contains(new EvidenceItem("Seen at the hospital", FindingCodes.TlsExpired), Proven(report, FindingCodes.SelfClock, FaultOwner.OurService).Evidence);
    }

    [Fact]
    public async Task Simulated_hospital_needs_neither_check()
    {
        var report = await ClimbAsync(Well, connection: Loopback(hospital.Port) with { Environment = EhrEnvironment.Simulator });

        Assert.Equal((CheckState.NotApplicable, CheckState.NotApplicable), (Check(report, SelfCheckKind.Clock).State, Check(report, SelfCheckKind.Network).State));
        Assert.Equal(0, right.Asked);
    }

    [Fact]
    public async Task Checks_of_ourselves_obey_the_guard()
    {
        var report = await ClimbAsync(Well with { AllowPrivateNetwork = [] });

        Assert.Equal(CheckState.CouldNotAssess, Check(report, SelfCheckKind.Clock).State);
        Assert.Contains(Check(report, SelfCheckKind.Network).Evidence, item => item.Value.Contains(FindingCodes.CfgPrivateAddr, StringComparison.Ordinal));
        Assert.Equal(0, right.Asked);
    }

    [Fact]
    public async Task Checks_of_ourselves_that_never_answer_hold_nobody_up()
    {
        await using var deaf = RawServer.Silent();
        var watch = Stopwatch.StartNew();

        var report = await ClimbAsync(Ours(mute, deaf.Port) with { Limit = TimeSpan.FromMinutes(1) }, limits: Short);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Short.ConnectTimeout + TimeSpan.FromSeconds(1));
        Assert.Equal(CheckState.CouldNotAssess, Check(report, SelfCheckKind.Clock).State);
        Assert.Equal(CheckState.Passed, Check(report, SelfCheckKind.Network).State);
    }

    private static SelfCheck Check(ConnectionReport report, SelfCheckKind kind) => Assert.Single(report.SelfChecks, check => check.Kind == kind);

    private static OurSide Ours(TimeTeller teller, int controlPort) => new()
    {
        ControlAddress = new($"http://127.0.0.1:{controlPort}/"),
        TimeServer = teller.Place,
        Limit = TimeSpan.FromSeconds(1.5),
        AllowPrivateNetwork = ["127.0.0.1"],
    };

    private static FakeNetwork Down(FakeNetwork network) => network.Name("fhir.hospital.example", Silent);

    private Task<ConnectionReport> ClimbAsync(
        OurSide ourSide, FakeNetwork? network = null, List<LadderStep>? told = null, IEhrAdapterFactory? factory = null, Connection? connection = null, EhrAdapterOptions? limits = null)
    {
        var wire = network?.Network ?? EhrAdapters.Http.Network.System;
        connection ??= network is null ? Loopback(hospital.Port) : Open("https://fhir.hospital.example/r4");
        return new ConnectionLadder(factory ?? new EhrAdapterFactory(TimeProvider.System, wire), TimeProvider.System, limits ?? Patient, ourSide, wire).ClimbAsync(
            new(connection with { TrustedAuthorities = [authority.RootPem] }, new ConnectionSecrets { PrivateKeyPem = Key }), told is null ? null : new Told(told), TestContext.Current.CancellationToken);
    }

    private sealed class Told(List<LadderStep> steps) : IProgress<LadderStep>
    {
        public void Report(LadderStep value) => steps.Add(value);
    }
}
