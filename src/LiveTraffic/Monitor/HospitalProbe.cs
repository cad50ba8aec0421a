using EhrAdapters;
using EhrAdapters.Diagnosis;
using LiveTraffic.Gateway;
using Microsoft.Extensions.Options;
using Onboarding.Sites;

namespace LiveTraffic.Monitor;

/// <summary>One cheap look at a live hospital: discovery, then a token. Reads no patient.</summary>
public sealed class HospitalProbe(AdapterCache adapters, IOptions<LiveTrafficOptions> options, TimeProvider time)
{
    // The level of the taxonomy where a server answers but has no discovery document; an open server need not have one.
    private const int DiscoveryLevel = 6;

    /// <summary>Why the hospital cannot be used now, or null, and how long the look took.</summary>
    public async Task<(Finding? Fault, TimeSpan Took)> LookAsync(Site site, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.Value.ProbeTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var start = time.GetTimestamp();
        Finding? fault;
        try
        {
            using var lease = await adapters.RentAsync(site, cancellationToken);
            fault = await FaultAsync(lease.Adapter, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            fault = null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return (patience.IsCancellationRequested ? FindingCatalog.Create(FindingCodes.HttpTimeout) : fault, time.GetElapsedTime(start));
    }

    private static async Task<Finding?> FaultAsync(IEhrAdapter adapter, CancellationToken cancellationToken)
    {
        var signIn = adapter.Connection.SignIn;
        var discovery = await adapter.ReadSmartConfigurationAsync(cancellationToken);
        var needless = signIn.Method is SignInMethod.None || signIn.TokenUrl is not null;
        if (discovery.Finding is { State: CheckState.Failed } fault && !(needless && Answered(fault)))
            return fault;
        return signIn.Method is SignInMethod.None ? null : (await adapter.SignInAsync(cancellationToken)).Finding is { State: CheckState.Failed } refused ? refused : null;
    }

    private static bool Answered(Finding fault) => fault.Level >= DiscoveryLevel || fault.Code is FindingCodes.Http404Base or FindingCodes.HttpStatus;
}
