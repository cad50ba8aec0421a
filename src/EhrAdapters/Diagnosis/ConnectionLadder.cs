using System.Net.Http;
using EhrAdapters.Diagnosis.Ladder;
using EhrAdapters.Diagnosis.Recognition;
using EhrAdapters.Vendors;

namespace EhrAdapters.Diagnosis;

/// <inheritdoc/>
public sealed class ConnectionLadder : IConnectionLadder
{
    private readonly IEhrAdapterFactory adapters;
    private readonly TimeProvider time;
    private readonly EhrAdapterOptions limits;
    private readonly string controlHost;

    /// <summary>A ladder.</summary>
    /// <param name="adapters">Makes the adapter for the rungs that speak HTTP.</param>
    /// <param name="time">The clock for limits and measures.</param>
    /// <param name="limits">Time limits; null takes the defaults.</param>
    /// <param name="controlHost">A name that always resolves; asked only to tell a resolver fault of ours from the hospital's.</param>
    public ConnectionLadder(IEhrAdapterFactory adapters, TimeProvider time, EhrAdapterOptions? limits = null, string controlHost = "www.iana.org")
    {
        this.adapters = adapters;
        this.time = time;
        this.limits = limits ?? new EhrAdapterOptions();
        this.controlHost = controlHost;
    }

    private delegate Task<LadderStep> Rung(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public async Task<ConnectionReport> ClimbAsync(
        ClimbRequest request,
        IProgress<LadderStep>? progress,
        CancellationToken cancellationToken)
    {
        var (connection, secrets) = request;
        List<LadderStep> steps = [];
        Climb? climb = null;
        var profile = adapters.FindProfile(connection.Vendor);
        Add(profile is null ? UnknownVendor(connection.Vendor) : Settings(connection, secrets, profile));
        if (profile is null || steps[0].State is CheckState.Failed)
            return Finish();
        climb = new Climb(connection, secrets, request.TestPatient, limits, time);
        using var adapter = adapters.Create(connection, secrets, limits);
        foreach (var (name, rung) in Rungs(climb, adapter, profile))
        {
            var step = await StepAsync(name, rung, climb, cancellationToken).ConfigureAwait(false);
            Add(step);
            if (step.State is CheckState.Failed)
                return Finish();
        }

        return Finish();

        void Add(LadderStep step)
        {
            steps.Add(step);
            progress?.Report(step);
        }

        ConnectionReport Finish() => Report(steps, progress).Conclude(connection, climb, adapters.Profiles);
    }

    private IEnumerable<(LadderRung Name, Rung Climb)> Rungs(Climb climb, IEhrAdapter adapter, VendorProfile profile) =>
    [
        .. IsProxied(climb) ? Behind(climb) : Direct(climb),
        (LadderRung.Http, token => FhirRungs.HttpAsync(climb, adapter, token)),
        (LadderRung.Fhir, _ => Task.FromResult(FhirRungs.Fhir(climb, adapters.Profiles, profile))),
        (LadderRung.SmartDiscovery, token => SignInRungs.DiscoverAsync(climb, adapter, token)),
        (LadderRung.Token, token => SignInRungs.TokenAsync(climb, adapter, token)),
        (LadderRung.PatientRead, token => PatientRung.ClimbAsync(climb, adapter, adapters.Profiles, token)),
        (LadderRung.DataVisible, token => DataRung.ClimbAsync(climb, adapter, token)),
    ];

    private IEnumerable<(LadderRung Name, Rung Climb)> Direct(Climb climb) =>
    [
        (LadderRung.Dns, token => DnsRung.ClimbAsync(climb, controlHost, token)),
        (LadderRung.Tcp, token => TcpRung.ClimbAsync(climb, token)),
        (LadderRung.Tls, token => TlsRung.ClimbAsync(climb, token)),
    ];

    // Behind a proxy of ours the proxy resolves and connects; judging the hospital by our own sockets would blame it for our network.
    private static IEnumerable<(LadderRung Name, Rung Climb)> Behind(Climb climb) =>
        new[] { LadderRung.Dns, LadderRung.Tcp, LadderRung.Tls }.Select(rung =>
            (rung, (Rung)(_ => Task.FromResult(Climb.NotApplicable(rung, $"Our proxy connects to {climb.Host} for us; the next check shows whether it can.")))));

    private static bool IsProxied(Climb climb) =>
        !climb.Guard.IsInside(climb.Host)
        && HttpClient.DefaultProxy.GetProxy(climb.Connection.FhirBaseUrl) is { } proxy
        && proxy != climb.Connection.FhirBaseUrl;

    private static LadderStep Settings(Connection connection, ConnectionSecrets secrets, VendorProfile profile)
    {
        var findings = ConnectionLint.Check(connection, secrets, profile);
        var worst = findings.FirstOrDefault(finding => finding.State is CheckState.Failed) ?? (findings.Count > 0 ? findings[0] : null);
        return worst is null
            ? Climb.Passed(LadderRung.Settings, "complete")
            : Climb.Of(LadderRung.Settings, worst, findings.Count == 1 ? "1 doubt" : $"{findings.Count} doubts");
    }

    private static async Task<LadderStep> StepAsync(LadderRung name, Rung rung, Climb climb, CancellationToken cancellationToken)
    {
        try
        {
            return await rung(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Whatever is thrown here is a bug of ours and must not read as the hospital's fault.
            return Climb.Of(name, climb.Find(FindingCodes.SelfError, [new("Fault", fault.GetType().Name)]));
        }
    }

    private static LadderStep UnknownVendor(string vendor) => Climb.Of(LadderRung.Settings, FindingCatalog.Create(
        FindingCodes.CfgOption,
        [new("Vendor", vendor)],
        new Dictionary<string, string> { ["setting"] = "The vendor", ["problem"] = "no profile has this name" }));

    // Progress hears of every rung, the ones not reached included, so that a page never waits for one.
    private static ConnectionReport Report(IReadOnlyList<LadderStep> climbed, IProgress<LadderStep>? progress)
    {
        var rest = Enum.GetValues<LadderRung>().Skip(climbed.Count).Select(rung => new LadderStep { Rung = rung, State = CheckState.NotReached }).ToList();
        rest.ForEach(step => progress?.Report(step));
        return new([.. climbed, .. rest]);
    }
}
