using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest.Export;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest.Export;

public sealed class LoadFilesTests
{
    [Fact]
    public void Published_schema_is_the_one_of_the_writer() => Assert.Equal(LoadJson.Schema(), File.ReadAllText(Here("load-test.schema.json")));

    [Fact]
    public async Task Written_file_has_the_keys_that_the_schema_requires_and_says_where_it_was_measured()
    {
        await using var bench = await Bench.OpenAsync();
        var document = JsonNode.Parse(LoadJson.Write("Mercy West", await RunAsync(bench, 1), Measured.Report()))!.AsObject();

        foreach (var key in JsonNode.Parse(LoadJson.Schema())!["required"]!.AsArray())
            Assert.True(document.ContainsKey((string)key!), (string)key!);
        Assert.Equal(("load-test/1", "sandbox", false), ((string)document["schema"]!, (string)document["run"]!["environment"]!, (bool)document["run"]!["countsForProduction"]!));
        Assert.Equal((2, 200.0, 180.0), (document["timeline"]!.AsArray().Count, (double)document["kinds"]![0]!["fromDue"]!["p95"]!, (double)document["kinds"]![0]!["fromSent"]!["p95"]!));
        Assert.Equal(190, (double)document["timeline"]![0]!["kinds"]!["read"]!["p95"]!);
    }

    [Fact]
    public async Task Table_has_kinds_and_seconds_by_rfc_4180_and_no_formula()
    {
        await using var bench = await Bench.OpenAsync();

        var lines = LoadCsv.Write("Mercy West", await RunAsync(bench, 1), Measured.Report()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(1 + 2 + 2 + 3, lines.Length);
        Assert.StartsWith("Mercy West,1,sandbox,kind,read,,,,1000,0,,100,180,200,400,800,100,160,180,200,400,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("Mercy West,1,sandbox,second,all,1,7.5,7,,0,2,90,,190,380,", lines[3], StringComparison.Ordinal);
        Assert.Contains("\"'=1+1, half of the rate\"", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_earlier_tests_of_the_same_environment_are_offered_and_compared()
    {
        await using var bench = await Bench.OpenAsync();
        var (first, second) = (await StoreAsync(bench, 1), await StoreAsync(bench, 2));

        var runs = bench.Get<LoadRuns>();
        Assert.Empty(await runs.BeforeAsync(first, Bench.Cancel));
        Assert.Equal([first.Id], (await runs.BeforeAsync(second, Bench.Cancel)).Select(run => run.Id));
        Assert.Equal(1, (await runs.CompareAsync(second, first.Id, Bench.Cancel))!.Then.Number);
        Assert.Null(await runs.CompareAsync(first, second.Id, Bench.Cancel));
        Assert.Equal(2, (await runs.FindAsync("mercy-west", null, Bench.Cancel))!.Run.Number);

        var site = await bench.ReloadAsync(first.SiteId);
        await bench.Sites.SaveConnectionAsync(site.Id, site.Version, site.Connection! with { Environment = EhrAdapters.EhrEnvironment.Production }, null, Bench.Csm, Bench.Cancel);
        Assert.Empty(await runs.BeforeAsync(await StoreAsync(bench, 3), Bench.Cancel));
    }

    private static Task<StageRun> StoreAsync(Bench bench, int number) => RunAsync(bench, number, store: true);

    private static async Task<StageRun> RunAsync(Bench bench, int number, bool store = false)
    {
        await using var db = await bench.DbAsync();
        var site = db.Sites.FirstOrDefault() ?? await bench.SiteAsync();
        var run = StageRun.Queue(site, Stage.LoadTest, number, Guid.NewGuid(), Bench.Csm, bench.Time.GetUtcNow());
        run.Start(site, bench.Time.GetUtcNow());
        run.Finish(new([new() { Code = "LOAD-P95", Check = "Latency of reads, p95", State = CheckState.Passed }], Measured.Report()), bench.Time.GetUtcNow());
        if (store)
        {
            db.Runs.Add(run);
            await db.SaveChangesAsync(Bench.Cancel);
        }

        return run;
    }

    private static string Here(string file, [CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "../../../../../docs", file);
}
