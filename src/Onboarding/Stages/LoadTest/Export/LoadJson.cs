using Onboarding.Runs;

namespace Onboarding.Stages.LoadTest.Export;

/// <summary>Writes a load test as JSON, and the schema of what it writes.</summary>
public static class LoadJson
{
    public static string Write(string site, StageRun run, LoadReport report) => FileJson.Write(LoadDocument.Of(site, run, report));

    /// <summary>docs/load-test.schema.json is held to it.</summary>
    public static string Schema() => FileJson.Schema<LoadDocument>("Load test", LoadDocument.Version);
}
