using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Tests.Support;

/// <summary>What a runner is given, without a database.</summary>
internal static class RunContext
{
    internal static StageRunContext Of(SiteConfiguration configuration, IReadOnlyList<TestPatient> patients, SiteId? site = null, IProgress<RunProgress>? progress = null) => new()
    {
        RunId = Guid.NewGuid(),
        SiteId = site ?? SiteId.New(),
        SiteName = "Mercy West",
        TimeZone = "America/Chicago",
        Configuration = configuration,
        Connection = configuration.Connection,
        Secrets = ConnectionSecrets.None,
        Patients = patients,
        Contract = DataContract.Default,
        Evidence = EvidenceView.None,
        RequestedBy = Bench.Csm,
        Progress = progress ?? new Progress<RunProgress>(),
    };
}
