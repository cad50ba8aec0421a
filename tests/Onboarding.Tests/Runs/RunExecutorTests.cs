using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Tests.Fakes;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Runs;

public sealed class RunExecutorTests
{
    [Fact]
    public async Task Exception_in_a_runner_is_said_to_be_our_fault_and_quotes_nothing()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        bench.Runners[Stage.Configure].Work = (_, _) => throw new InvalidOperationException("Wren Oak, born 1971");

        var run = await bench.RunAsync(site.Id, Stage.Configure);

        var row = Assert.Single(run.Rows);
        Assert.Equal(("SELF-FAULT", CheckState.Failed, FaultOwner.OurService), (row.Code, row.State, row.Owner));
        Assert.Contains(row.Evidence, item => item.Name == "Incident");
        Assert.DoesNotContain("Wren", Json.Write(run.Rows), StringComparison.Ordinal);
        Assert.Equal((RunStatus.Finished, CheckState.Failed), (run.Status, run.Verdict));
    }

    [Fact]
    public async Task Patients_that_cannot_be_decrypted_end_the_run_instead_of_hanging_it()
    {
        var protection = new BreakableProtection();
        await using var bench = await Bench.OpenAsync(services => services.AddSingleton<IDataProtectionProvider>(protection));
        var site = await bench.SiteAsync();
        protection.Broken = true;

        var run = await bench.RunAsync(site.Id, Stage.Configure);

        Assert.Equal(("SELF-FAULT", RunStatus.Finished), (run.Rows[0].Code, run.Status));
    }

    [Fact]
    public async Task Failed_run_returns_the_site_and_says_why()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.WalkAsync(await bench.SiteAsync(), Stage.MapFields);
        bench.Runners[Stage.TestConnection].Ends(CheckState.Failed);

        await bench.RunAsync(site.Id, Stage.TestConnection);

        Assert.Equal(SiteState.TestConnection, (await bench.ReloadAsync(site.Id)).State);
        var history = await bench.HistoryAsync(site.Id);
        Assert.Contains("Test connection failed: A scripted check", history);
        Assert.Contains("Back to test connection: its newest run did not pass", history);
    }

    [Fact]
    public async Task Live_site_stays_live_when_a_test_fails_on_a_bad_day()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.WalkAsync(await bench.SiteAsync(), Stage.GoLive);
        bench.Runners[Stage.TestConnection].Ends(CheckState.Failed);

        await bench.RunAsync(site.Id, Stage.TestConnection);

        Assert.Equal(SiteState.Live, (await bench.ReloadAsync(site.Id)).State);
    }

    [Fact]
    public async Task Newest_of_two_runs_in_one_instant_counts()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        foreach (var state in new[] { CheckState.Passed, CheckState.Failed, CheckState.Passed })
        {
            bench.Runners[Stage.Configure].Ends(state);
            var started = await bench.Runs.StartAsync(site.Id, Stage.Configure, Guid.NewGuid(), Bench.Csm, Bench.Cancel);
            await bench.Executor.ExecuteAsync(started.Value!.Id, Bench.Cancel);
        }

        Assert.Equal(SiteState.TestConnection, (await bench.ReloadAsync(site.Id)).State);
    }

    [Fact]
    public async Task Edit_during_a_run_makes_its_result_count_for_nothing()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        bench.Runners[Stage.Configure].Work = async (_, _) =>
        {
            await bench.Sites.SaveConnectionAsync(site.Id, site.Version, site.Connection! with { FhirBaseUrl = new("https://other.example/r4") }, null, Bench.Csm, Bench.Cancel);
            return ScriptedRunner.Outcome(CheckState.Passed);
        };

        await bench.RunAsync(site.Id, Stage.Configure);

        Assert.Equal(SiteState.Configure, (await bench.ReloadAsync(site.Id)).State);
    }

    [Fact]
    public async Task Hub_hears_of_progress_and_forgets_it_at_the_end()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var heard = new List<SiteEvent>();
        using var listening = bench.Get<SiteHub>().Subscribe(site.Id, heard.Add);
        using var broken = bench.Get<SiteHub>().Subscribe(null, _ => throw new InvalidOperationException("a page that went away"));
        IProgress<RunProgress>? kept = null;
        bench.Runners[Stage.Configure].Work = (context, _) =>
        {
            kept = context.Progress;
            context.Progress.Report(new() { Now = "Half way", Done = 1, Total = 2 });
            return Task.FromResult(ScriptedRunner.Outcome(CheckState.Passed));
        };

        var run = await bench.RunAsync(site.Id, Stage.Configure);
        kept!.Report(new() { Now = "Too late" });

        Assert.Contains(heard, happened => happened.Progress?.Now == "Half way");
        Assert.DoesNotContain(heard, happened => happened.Progress?.Now == "Too late");
        Assert.Null(bench.Get<SiteHub>().ProgressOf(run.Id));
    }

    [Fact]
    public async Task Waiting_for_the_hospital_ends_when_a_run_blames_nobody_there()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        bench.Runners[Stage.Configure].Ends(CheckState.Failed, FaultOwner.Hospital);
        var failed = await bench.RunAsync(site.Id, Stage.Configure);
        await bench.Get<Letters>().SentAsync(site.Id, failed.Id, failed.Rows[0] with { Letter = new("Please look", "Hello") }, new("Interface analyst"), Bench.Csm, Bench.Cancel);
        var since = (await bench.ReloadAsync(site.Id)).WaitingSince;

        await bench.RunAsync(site.Id, Stage.Configure);
        var waiting = await bench.ReloadAsync(site.Id);
        bench.Runners[Stage.Configure].Ends(CheckState.Passed);
        await bench.RunAsync(site.Id, Stage.Configure);

        Assert.Equal((FaultOwner.Hospital, since), (waiting.WaitingOn, waiting.WaitingSince));
        Assert.Null((await bench.ReloadAsync(site.Id)).WaitingOn);
    }

    private sealed class BreakableProtection : IDataProtectionProvider
    {
        private readonly EphemeralDataProtectionProvider inner = new();

        public bool Broken { get; set; }

        public IDataProtector CreateProtector(string purpose) => new Protector(this, inner.CreateProtector(purpose));

        private sealed class Protector(BreakableProtection owner, IDataProtector inner) : IDataProtector
        {
            public IDataProtector CreateProtector(string purpose) => new Protector(owner, inner.CreateProtector(purpose));

            public byte[] Protect(byte[] plaintext) => inner.Protect(plaintext);

            public byte[] Unprotect(byte[] protectedData) =>
                owner.Broken ? throw new System.Security.Cryptography.CryptographicException("the key is gone") : inner.Unprotect(protectedData);
        }
    }
}
