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
            await bench.Sites.SaveMappingAsync(site.Id, site.Version, session.AcceptSure(site.Configuration.Mapping), Bench.Csm, Bench.Cancel);
            troubles.AddRange(Troubles(slug, await bench.RunAsync(site.Id, Stage.MapFields)));
            var validated = await bench.RunAsync(site.Id, Stage.ValidatePatients);
            troubles.AddRange(Troubles(slug, validated));
            Assert.Equal(10, Assert.IsType<ValidationMatrix>(validated.Detail).Patients.Count);
        }

        Assert.Empty(troubles);
    }

    private static IEnumerable<string> Troubles(string slug, StageRun run) =>
        run.Verdict is CheckState.Passed or CheckState.Warning ? []
            : run.Rows.Where(row => row.State is not (CheckState.Passed or CheckState.NotReached))
                .Select(row => $"{slug} {run.Stage}: {row.Code} {row.State} {row.Measured} {row.Message}");
}
