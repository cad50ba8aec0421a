using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.TestConnection;
using Onboarding.Stages.TestConnection.History;
using Onboarding.Tests.Fakes;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.TestConnection;

public sealed class ConnectionHistoryTests
{
    private static readonly ConnectionBaseline Seen = new()
    {
        At = DateTimeOffset.UnixEpoch, Addresses = ["203.0.113.7"], CertificateSha256 = "AA", CertificateIssuer = "CN=Old", Software = "Epic 2025",
        TokenEndpoint = "https://ehr.example/token", Scopes = ["system/Patient.rs"],
    };

    [Fact]
    public async Task Run_is_given_what_the_last_good_run_of_its_environment_saw()
    {
        await using var bench = await Bench.OpenAsync();
        ConnectionBaseline? given = null;
        var site = await bench.SiteAsync();
        await bench.RunAsync(site.Id, Stage.Configure);
        Sees(bench, CheckState.Warning, Seen);
        await bench.RunAsync(site.Id, Stage.TestConnection);
        Sees(bench, CheckState.Failed, Seen with { Software = "not this one" });
        await bench.RunAsync(site.Id, Stage.TestConnection);
        bench.Runners[Stage.TestConnection].Work = (context, _) =>
        {
            given = context.LastGood;
            return Task.FromResult(ScriptedRunner.Outcome(CheckState.Passed));
        };
        await bench.RunAsync(site.Id, Stage.TestConnection);
        Assert.Equal("Epic 2025", given?.Software);

        site = await bench.ReloadAsync(site.Id);
        await bench.Sites.SaveConnectionAsync(site.Id, site.Version, Samples.Connection with { Environment = EhrAdapters.EhrEnvironment.Production }, null, Bench.Csm, Bench.Cancel);
        await bench.RunAsync(site.Id, Stage.Configure);
        await bench.RunAsync(site.Id, Stage.TestConnection);

        Assert.Null(given);
    }

    [Fact]
    public async Task Past_tells_the_last_good_run_the_edits_since_and_the_time_to_first_success()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        await bench.RunAsync(site.Id, Stage.Configure);
        Sees(bench, CheckState.Failed, null);
        await bench.RunAsync(site.Id, Stage.TestConnection);
        Assert.Equal("Not passed yet: 1 test in 6 h 1 min.", (await PastAsync(bench, site)).ToFirstSuccess(bench.Time.GetUtcNow() + TimeSpan.FromHours(6)));
        Sees(bench, CheckState.Passed, Seen);
        bench.Time.Advance(TimeSpan.FromHours(6));
        var good = await bench.RunAsync(site.Id, Stage.TestConnection);
        bench.Time.Advance(TimeSpan.FromHours(1));
        site = await bench.ReloadAsync(site.Id);
        site = (await bench.Sites.SavePatientsAsync(site.Id, site.Version, [], Bench.Csm, Bench.Cancel)).Value!;
        await bench.Sites.SaveConnectionAsync(site.Id, site.Version, Samples.Connection with { Organization = "Mercy West" }, null, Bench.Csm, Bench.Cancel);

        var past = await PastAsync(bench, site);

        Assert.Equal(good.Id, past.LastGood?.Id);
        Assert.Equal("First passed after 2 tests and 6 h 2 min.", past.ToFirstSuccess(bench.Time.GetUtcNow()));
        Assert.Equal(["Connection saved", "Test patients named: 0"], past.Edits.Select(edit => edit.What));
        Assert.Equal([2, 1], past.Runs.Select(run => run.Number));
    }

    [Fact]
    public async Task Site_that_was_never_tested_has_nothing_to_tell()
    {
        await using var bench = await Bench.OpenAsync();
        var past = await PastAsync(bench, await bench.SiteAsync());

        Assert.Empty(past.Runs);
        Assert.Null(past.ToFirstSuccess(bench.Time.GetUtcNow()));
    }

    [Fact]
    public void Difference_names_what_changed_first_and_keeps_the_rest()
    {
        var now = Seen with { Addresses = ["203.0.113.9", "203.0.113.8"], CertificateSha256 = "BB" };

        var changes = BaselineDiff.Of(Seen, now);

        Assert.Equal(["Addresses", "Certificate, SHA-256"], changes.Where(change => change.Changed).Select(change => change.What));
        Assert.Equal(("203.0.113.7", "203.0.113.8, 203.0.113.9"), (changes[0].Before, changes[0].Now));
        Assert.Equal(7, changes.Count);
    }

    private static void Sees(Bench bench, CheckState state, ConnectionBaseline? baseline) =>
        bench.Runners[Stage.TestConnection].Work = (_, _) => Task.FromResult(ScriptedRunner.Outcome(state) with { Detail = new ConnectionDetail { Baseline = baseline } });

    private static async Task<ConnectionPast> PastAsync(Bench bench, Site site) =>
        await bench.Get<ConnectionHistory>().ReadAsync(await bench.ReloadAsync(site.Id), 10, null, Bench.Cancel);
}
