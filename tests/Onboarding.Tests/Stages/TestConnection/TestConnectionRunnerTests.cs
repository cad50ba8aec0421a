using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
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
            ["SETTINGS", "DNS-RESOLVE", "TCP-CONNECT", "TLS-HANDSHAKE", "HTTP-ANSWER", "FHIR-R4", "SMART-DISCOVERY", "OAUTH-TOKEN", "API-PATIENT-READ"],
            outcome.Rows.Select(row => row.Code));
        Assert.Equal(CheckState.Passed, outcome.Verdict());
        Assert.Equal(Samples.Named[0], bench.Ladder.Asked);
        Assert.Equal(Enumerable.Range(0, 10), settings.Heard.Select(heard => heard.RowsSoFar.Count));
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
}
