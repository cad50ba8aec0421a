using EhrAdapters.Diagnosis;
using LiveTraffic.Downtime;
using LiveTraffic.Gateway;
using Onboarding.Sites;

namespace LiveTraffic.Drill;

/// <summary>Look-ups of a few of the patients that the hospital named for tests, through the gateway's own path. In memory for the length of a drill.</summary>
internal sealed class DrillCalls(PatientGateway gateway, Site site, Guid drill, IReadOnlyList<TestPatient> patients)
{
    public const int Most = 3;

    public SiteId Site => site.Id;

    public int Patients => patients.Count;

    public DrillPass Pass(bool holds = false) => new(drill) { Holds = holds };

    public Task<GatewayAnswer> AskAsync(DrillPass pass, int patient, QueueTurn? turn, CancellationToken cancellationToken)
    {
        var caller = new GatewayCaller(null, null, turn) { Drill = pass };
        var asked = patients[patient];
        return asked.Kind is TestPatientKind.FhirId ? gateway.ReadAsync(site.Slug, caller, asked.Value, cancellationToken) : gateway.LookUpAsync(site.Slug, caller, asked.Value, cancellationToken);
    }

    /// <summary>The patients that can be asked for one by one.</summary>
    public static IReadOnlyList<TestPatient> Of(IEnumerable<TestPatient> named) => [.. named.Where(patient => patient.Kind is not TestPatientKind.Search).Take(Most)];

    public override string ToString() => "(look-ups of a drill)";
}
