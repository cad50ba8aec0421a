using System.Text.Json.Serialization;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.GoLive;
using Onboarding.Stages.LoadTest;
using Onboarding.Stages.LoadTest.Consents;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.TestConnection;
using Onboarding.Stages.ValidatePatients;

namespace Onboarding.Runs;

/// <summary>One stage's work: reads the site, asks the EHR, ends in rows. Knows no database and no page.</summary>
public interface IStageRunner
{
    Stage Stage { get; }

    /// <summary>True where running twice does no harm, so that a run cut off by a restart may simply start again.</summary>
    bool Resumable { get; }

    Task<StageOutcome> RunAsync(StageRunContext context, CancellationToken cancellationToken);
}

/// <summary>Everything a runner may read, as it was when the run started.</summary>
public sealed record StageRunContext
{
    public required Guid RunId { get; init; }

    public required SiteId SiteId { get; init; }

    public required string SiteName { get; init; }

    public required string TimeZone { get; init; }

    public required SiteConfiguration Configuration { get; init; }

    public required ConnectionSecrets Secrets { get; init; }

    /// <summary>The patients that the hospital named; in memory for the length of the run.</summary>
    public required IReadOnlyList<TestPatient> Patients { get; init; }

    public required DataContract Contract { get; init; }

    public required EvidenceView Evidence { get; init; }

    public required Actor RequestedBy { get; init; }

    public required IProgress<RunProgress> Progress { get; init; }

    /// <summary>The connection as it may be used now; see <see cref="SiteConnections"/>. The one in the configuration is as a form holds it.</summary>
    public required Connection? Connection { get; init; }

    /// <summary>The hospital's consent to a load test that covers this moment; null where there is none.</summary>
    public LoadConsent? Consent { get; init; }

    /// <summary>What the last good connection test saw; null where there was none.</summary>
    public ConnectionBaseline? LastGood { get; init; }

    /// <summary>Where hospitals fetch this site's public keys; null while the portal does not know its own address.</summary>
    public Uri? PublicKeysUrl { get; init; }
}

/// <summary>How a run ended.</summary>
public sealed record StageOutcome(IReadOnlyList<ResultRow> Rows, StageDetail? Detail = null);

/// <summary>What a run is doing now. Published often, stored never.</summary>
public sealed record RunProgress
{
    public required string Now { get; init; }

    public int? Done { get; init; }

    public int? Total { get; init; }

    public TimeSpan? Expected { get; init; }

    public IReadOnlyList<ResultRow> RowsSoFar { get; init; } = [];

    public LoadReport? Load { get; init; }
}

/// <summary>What a stage keeps beside its rows for its own page: states, counts and figures, never a patient's value.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ConnectionDetail), "connection")]
[JsonDerivedType(typeof(MappingReport), "mapping")]
[JsonDerivedType(typeof(ValidationMatrix), "matrix")]
[JsonDerivedType(typeof(LoadReport), "load")]
[JsonDerivedType(typeof(GateReport), "gates")]
public abstract record StageDetail
{
    /// <summary>The detail as it reads beside these rows, which are the run's own with exceptions on them.</summary>
    public virtual StageDetail ReadAs(IReadOnlyList<ResultRow> rows) => this;
}
