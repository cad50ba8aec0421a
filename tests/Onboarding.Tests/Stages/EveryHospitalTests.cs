using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.ValidatePatients;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages;

/// <summary>The real runners against simulated hospitals of every vendor, over HTTP.</summary>
public sealed class EveryHospitalTests(Simulator simulator) : IClassFixture<Simulator>
{
    [Fact]
    public async Task Every_hospital_validates_with_the_suggestions_that_are_sure()
    {
        var troubles = new List<string>();
        foreach (var slug in await simulator.SlugsAsync())
        {
            await using var bench = await Simulator.OpenAsync();
            var site = await simulator.SiteAsync(bench, slug);
            foreach (var stage in new[] { Stage.Configure, Stage.TestConnection })
                troubles.AddRange(Troubles(slug, await bench.RunAsync(site.Id, stage)));

            var session = (await bench.Get<MappingWorkbench>().OpenAsync(site.Id, Bench.Cancel)).Value!;
            if (session.Problem is { } problem)
                troubles.Add($"{slug}: {problem}");
            site = await bench.ReloadAsync(site.Id);
            await bench.Sites.SaveMappingAsync(site.Id, site.Version, session.AcceptSure(site.Configuration.Mapping), new("Mapping saved"), Bench.Csm, Bench.Cancel);
            troubles.AddRange(Troubles(slug, await bench.RunAsync(site.Id, Stage.MapFields)));
            var validated = await bench.RunAsync(site.Id, Stage.ValidatePatients);
            troubles.AddRange(Troubles(slug, validated));
            Assert.Equal(10, Assert.IsType<ValidationMatrix>(validated.Detail).Patients.Count);
        }

        Assert.Empty(troubles);
    }

    [Fact]
    public async Task Wrong_secret_ends_at_the_token_with_a_cause_and_a_letter()
    {
        await using var bench = await Simulator.OpenAsync();
        var site = await simulator.SiteAsync(bench, "brackenford", file =>
        {
            file["signIn"]!["secret"] = "not the secret they gave us";
            file["signIn"]!["privateKey"] = EhrAdapters.SignIn.SigningKeys.Create((string?)file["signIn"]!["algorithm"] ?? "RS384");
            return file;
        });
        await bench.RunAsync(site.Id, Stage.Configure);

        var run = await bench.RunAsync(site.Id, Stage.TestConnection);

        var failed = Assert.Single(run.Rows, row => row.State is CheckState.Failed);
        Assert.StartsWith("OAUTH-", failed.Code, StringComparison.Ordinal);
        Assert.NotNull(failed.Letter);
        Assert.Equal(CheckState.NotReached, run.Rows.Single(row => row.Code == "API-PATIENT-READ").State);
        Assert.Equal(SiteState.TestConnection, (await bench.ReloadAsync(site.Id)).State);
    }

    [Fact]
    public async Task Hospital_without_one_of_the_ten_says_which_and_whose_move_it_is()
    {
        await using var bench = await Simulator.OpenAsync();
        var site = await simulator.SiteAsync(bench, "open-meadow", file =>
        {
            file["patients"]!["mrns"]![4] = "00000404";
            return file;
        });
        foreach (var stage in new[] { Stage.Configure, Stage.TestConnection })
            await bench.RunAsync(site.Id, stage);
        var session = (await bench.Get<MappingWorkbench>().OpenAsync(site.Id, Bench.Cancel)).Value!;
        site = await bench.ReloadAsync(site.Id);
        await bench.Sites.SaveMappingAsync(site.Id, site.Version, session.AcceptSure(site.Configuration.Mapping), new("Mapping saved"), Bench.Csm, Bench.Cancel);
        await bench.RunAsync(site.Id, Stage.MapFields);

        var run = await bench.RunAsync(site.Id, Stage.ValidatePatients);

        var failed = Assert.Single(run.Rows, row => row.State is CheckState.Failed);
        Assert.Equal((FindingCodes.Api404Patient, "Patient 5", FaultOwner.Hospital), (failed.Code, failed.Check, failed.Owner));
        Assert.Equal(9, session.SampleCount);
    }

    private static IEnumerable<string> Troubles(string slug, StageRun run) =>
        run.Verdict is CheckState.Passed or CheckState.Warning ? []
            : run.Rows.Where(row => row.State is not (CheckState.Passed or CheckState.NotReached))
                .Select(row => $"{slug} {run.Stage}: {row.Code} {row.State} {row.Measured} {row.Message}");
}
