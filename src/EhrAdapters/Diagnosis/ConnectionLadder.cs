using System.Net.Http;
using EhrAdapters.Diagnosis.Ladder;
using EhrAdapters.Diagnosis.Ourselves;
using EhrAdapters.Diagnosis.Recognition;
using EhrAdapters.Http;
using EhrAdapters.Vendors;

namespace EhrAdapters.Diagnosis;

/// <inheritdoc/>
public sealed class ConnectionLadder : IConnectionLadder
{
    private readonly IEhrAdapterFactory adapters;
    private readonly TimeProvider time;
    private readonly EhrAdapterOptions limits;
    private readonly OurSide ourSide;
    private readonly Network network;

    /// <summary>A ladder.</summary>
    /// <param name="adapters">Makes the adapter for the rungs that speak HTTP.</param>
    /// <param name="time">The clock for limits and measures.</param>
    /// <param name="limits">Time limits; null takes the defaults. Retries do not count: a rung asks once.</param>
    /// <param name="ourSide">What to check of ourselves beside the climb; null takes the defaults.</param>
    public ConnectionLadder(IEhrAdapterFactory adapters, TimeProvider time, EhrAdapterOptions? limits = null, OurSide? ourSide = null)
        : this(adapters, time, limits, ourSide, Network.System)
    {
    }

    internal ConnectionLadder(IEhrAdapterFactory adapters, TimeProvider time, EhrAdapterOptions? limits, OurSide? ourSide, Network network)
    {
        this.adapters = adapters;
        this.time = time;
        this.ourSide = ourSide ?? new OurSide();
        // A hospital in trouble is not helped by being asked three times.
        this.limits = (limits ?? new EhrAdapterOptions()) with { Retries = 0, EgressAddresses = this.ourSide.EgressAddresses };
        this.network = network;
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
        climb = new Climb(connection, secrets, request.TestPatient, limits, time)
        {
            Network = network,
            OurSide = ourSide,
            LastGood = request.LastGood,
            PublicKeysUrl = request.PublicKeysUrl,
        };
        using var ourselves = SelfCheckList.Begin(climb, cancellationToken);
        using var adapter = adapters.Create(connection, secrets, limits);
        foreach (var (name, rung) in Rungs(climb, adapter, profile))
        {
            var step = await StepAsync(name, rung, climb, cancellationToken).ConfigureAwait(false);
            step = WithEgress(await OurFault.ReconsiderAsync(climb, steps, step, ourselves).ConfigureAwait(false));
            Add(step);
            if (step.State is CheckState.Failed)
                break;
        }

        var checks = await ourselves.FinishAsync(climb, steps).ConfigureAwait(false);
        return Finish() with { SelfChecks = checks, Scopes = climb.Scopes, Baseline = Baseline.Of(climb, steps) };

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

    private static IEnumerable<(LadderRung Name, Rung Climb)> Direct(Climb climb) =>
    [
        (LadderRung.Dns, token => DnsRung.ClimbAsync(climb, token)),
        (LadderRung.Tcp, token => TcpRung.ClimbAsync(climb, token)),
        (LadderRung.Tls, token => TlsRung.ClimbAsync(climb, token)),
    ];

    // Behind a proxy of ours the proxy resolves and connects; judging the hospital by our own sockets would blame it for our network.
    private static IEnumerable<(LadderRung Name, Rung Climb)> Behind(Climb climb) =>
        new[] { LadderRung.Dns, LadderRung.Tcp, LadderRung.Tls }.Select(rung =>
            (rung, (Rung)(_ => Task.FromResult(Climb.NotApplicable(rung, $"Our proxy connects to {climb.Host} for us; the next check shows whether it can.")))));

    private bool IsProxied(Climb climb) =>
        !climb.Guard.IsInside(climb.Host)
        && (network.Proxy ?? HttpClient.DefaultProxy).GetProxy(climb.Connection.FhirBaseUrl) is { } proxy
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

    // Whoever has to let us in needs to know whom: part of the evidence whatever was found.
    private LadderStep WithEgress(LadderStep step)
    {
        if (step.Finding is not { } finding || ourSide.EgressAddresses.Count == 0)
            return step;
        EvidenceItem item = new("Our outgoing addresses", string.Join(", ", ourSide.EgressAddresses));
        return step with { Finding = finding with { Evidence = [.. finding.Evidence, item] }, Evidence = [.. step.Evidence, item] };
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
