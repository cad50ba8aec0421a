using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Tests.Support;

namespace Onboarding.Tests.Stages;

/// <summary>One real runner on a given configuration, without a site or a database row.</summary>
internal static class StageBench
{
    internal static StageRunContext Context(StageSettings? settings = null) => new()
    {
        RunId = Guid.NewGuid(),
        SiteId = SiteId.New(),
        SiteName = "Mercy West",
        TimeZone = "America/Chicago",
        Configuration = new() { Connection = (settings ?? new()).Connection, Mapping = (settings ?? new()).Map },
        Connection = (settings ?? new()).Connection,
        Secrets = (settings ?? new()).Secrets,
        Patients = (settings ?? new()).Patients,
        Contract = EhrAdapters.Mapping.DataContract.Default,
        Evidence = EvidenceView.None,
        RequestedBy = Bench.Csm,
        Progress = new Relay<RunProgress>(progress => (settings ?? new()).Heard.Add(progress)),
    };

    internal static Task<StageOutcome> RunAsync(this Bench bench, Stage stage, StageSettings? settings = null) =>
        bench.Get<IEnumerable<IStageRunner>>().Single(runner => runner.Stage == stage).RunAsync(Context(settings), Bench.Cancel);

    internal static ResultRow Row(this StageOutcome outcome, string code) => outcome.Rows.Single(row => row.Code == code);

    internal static CheckState Verdict(this StageOutcome outcome) => Onboarding.Evidence.Verdict.Of(outcome.Rows);
}

/// <summary>What a test changes of an otherwise healthy site.</summary>
internal sealed record StageSettings
{
    public EhrAdapters.Connection? Connection { get; init; } = Samples.Connection;

    public EhrAdapters.ConnectionSecrets Secrets { get; init; } = EhrAdapters.ConnectionSecrets.None;

    public EhrAdapters.Mapping.FieldMap Map { get; init; } = Samples.Map;

    public IReadOnlyList<TestPatient> Patients { get; init; } = Samples.Named;

    public List<RunProgress> Heard { get; } = [];
}
