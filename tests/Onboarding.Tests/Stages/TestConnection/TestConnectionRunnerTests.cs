using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Onboarding.Stages.TestConnection;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.TestConnection;

public sealed class TestConnectionRunnerTests
{
    [Fact]
    public async Task Healthy_ladder_is_one_passed_row_per_rung()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        var settings = new StageSettings();

        var outcome = await bench.RunAsync(Stage.TestConnection, settings);

        Assert.Equal(
            ["SETTINGS", "DNS-RESOLVE", "TCP-CONNECT", "TLS-HANDSHAKE", "HTTP-ANSWER", "FHIR-R4", "SMART-DISCOVERY", "OAUTH-TOKEN", "API-PATIENT-READ", "API-DATA-VISIBLE"],
            outcome.Rows.Select(row => row.Code));
        Assert.Equal(CheckState.Passed, outcome.Verdict());
        Assert.Equal(Samples.Named[0], bench.Ladder.Asked);
        Assert.Equal(Enumerable.Range(0, 11), settings.Heard.Select(heard => heard.RowsSoFar.Count));
        Assert.Equal("Signing in", settings.Heard[7].Now);
    }

    [Fact]
    public async Task Failed_rung_has_cause_owner_and_letter_and_the_rest_is_not_reached()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        bench.Ladder.Steps[LadderRung.Token] = new()
        {
            Rung = LadderRung.Token,
            State = CheckState.Failed,
            Measured = "400 in 80 ms",
            Finding = FindingCatalog.Create(FindingCodes.OauthUnauthorizedClient, [new("HTTP status", "400")]),
            Evidence = [new("HTTP status", "400"), new("Request id", "r-1")],
        };

        var outcome = await bench.RunAsync(Stage.TestConnection);

        var row = outcome.Row(FindingCodes.OauthUnauthorizedClient);
        Assert.Equal((CheckState.Failed, "400 in 80 ms", FaultOwner.Hospital), (row.State, row.Measured, row.Owner));
        Assert.Contains("Mercy West", row.Letter!.Subject, StringComparison.Ordinal);
        Assert.Contains("the server speaks FHIR R4", row.Letter.Body, StringComparison.Ordinal);
        Assert.Contains("America/Chicago", row.Letter.Body, StringComparison.Ordinal);
        Assert.Contains("Juno Marrow", row.Letter.Body, StringComparison.Ordinal);
        Assert.Single(row.Evidence, item => item.Name == "HTTP status");
        Assert.Equal(CheckState.NotReached, outcome.Row("API-PATIENT-READ").State);
        Assert.Equal(CheckState.Failed, outcome.Verdict());
    }

    [Fact]
    public async Task Rung_that_could_not_be_assessed_says_what_unlocks_it()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        bench.Ladder.Steps[LadderRung.PatientRead] = new() { Rung = LadderRung.PatientRead, State = CheckState.CouldNotAssess, Note = "Name a test patient." };

        var outcome = await bench.RunAsync(Stage.TestConnection, new() { Patients = [] });

        Assert.Null(bench.Ladder.Asked);
        Assert.Equal("Name a test patient.", outcome.Row("API-PATIENT-READ").Message);
        Assert.Equal(CheckState.CouldNotAssess, outcome.Verdict());
    }

    [Fact]
    public async Task Checks_of_ourselves_are_rows_of_their_own_with_their_limits_and_stand_in_the_letter()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        bench.Ladder.Beside = new([]) { SelfChecks = [.. Enum.GetValues<SelfCheckKind>().Select(kind => new SelfCheck { Kind = kind, State = CheckState.Passed, Measured = "fine" })] };
        bench.Ladder.Steps[LadderRung.Token] = Failed(LadderRung.Token, FindingCodes.OauthInvalidClient);

        var outcome = await bench.RunAsync(Stage.TestConnection);

        var ours = outcome.Rows.Where(row => row.Group == "Our side").ToList();
        Assert.Equal(["OWN-CLOCK", "OWN-NETWORK", "OWN-KEY-PAIR", "OWN-PUBLISHED-KEYS", "OWN-SIGN-IN-MESSAGE"], ours.Select(row => row.Code));
        Assert.Equal("at most 2 s apart", ours[0].Limit);
        Assert.Equal("RSA, 2048 bits or more", ours[2].Limit);
        Assert.Contains("our clock is right", outcome.Row(FindingCodes.OauthInvalidClient).Letter!.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(LadderRung.Token, FindingCodes.OauthClock)]
    [InlineData(LadderRung.Tls, FindingCodes.TlsNotYet)]
    public async Task Fault_of_ours_that_explains_the_failure_stands_first_and_makes_it_our_move(LadderRung rung, string code)
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        bench.Ladder.Beside = new([]) { SelfChecks = [OurClock] };
        bench.Ladder.Steps[rung] = Failed(rung, code);

        var outcome = await bench.RunAsync(Stage.TestConnection);

        Assert.Equal((FindingCodes.SelfClock, CheckState.Failed, FaultOwner.OurService), (outcome.Rows[0].Code, outcome.Rows[0].State, outcome.Rows[0].Owner));
        Assert.Null(outcome.Rows[0].Letter);
    }

    [Fact]
    public async Task Fault_of_ours_that_explains_nothing_stands_behind_as_a_warning()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        bench.Ladder.Beside = new([]) { SelfChecks = [OurClock] };
        bench.Ladder.Steps[LadderRung.Tcp] = Failed(LadderRung.Tcp, FindingCodes.TcpTimeout);

        var outcome = await bench.RunAsync(Stage.TestConnection);

        Assert.Equal(FindingCodes.TcpTimeout, outcome.Rows.First(row => row.State is CheckState.Failed).Code);
        Assert.Equal(CheckState.Warning, outcome.Row(FindingCodes.SelfClock).State);
    }

    [Fact]
    public async Task Fault_of_ours_does_not_fail_a_ladder_that_passed()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        bench.Ladder.Beside = new([]) { SelfChecks = [OurClock, new() { Kind = SelfCheckKind.Network, State = CheckState.CouldNotAssess, Note = "No control address is set." }] };

        var outcome = await bench.RunAsync(Stage.TestConnection);

        Assert.Equal(CheckState.Warning, outcome.Verdict());
    }

    [Fact]
    public async Task Detail_keeps_what_the_next_run_and_the_page_need()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        var baseline = new ConnectionBaseline { At = bench.Time.GetUtcNow(), Addresses = ["203.0.113.7"] };
        bench.Ladder.Beside = new([]) { Baseline = baseline, Scopes = [new("system/Patient.rs", true, true, [ScopeUse.Live])], Recognised = new("epic", "Epic", ["software.name is Epic"]) };

        var detail = Assert.IsType<ConnectionDetail>((await bench.RunAsync(Stage.TestConnection)).Detail);

        Assert.Equal((baseline, 1, "epic"), (detail.Baseline, detail.Scopes.Count, detail.Recognised?.Vendor));
    }

    private static SelfCheck OurClock { get; } = new()
    {
        Kind = SelfCheckKind.Clock, State = CheckState.Failed, Measured = "40 s apart", Finding = FindingCatalog.Create(FindingCodes.SelfClock),
    };

    private static LadderStep Failed(LadderRung rung, string code) => new() { Rung = rung, State = CheckState.Failed, Finding = FindingCatalog.Create(code) };
}
