using EhrAdapters;
using EhrAdapters.Diagnosis;
using Microsoft.Extensions.Logging;

namespace Onboarding.Stages.Samples;

/// <summary>One conversation with a hospital: one token, no more requests at once than its vendor bears, and no fault of ours that costs more than one answer.</summary>
public sealed partial class HospitalVisit(IEhrAdapter adapter, ILogger logger) : IDisposable
{
    private readonly RequestGate gate = new(adapter.Profile.ParallelSearches);

    public IEhrAdapter Adapter => adapter;

    /// <summary>Asks once. Adapters answer what servers do with findings; whatever still breaks is ours and must not cost the other patients.</summary>
    public async Task<EhrResult<T>> AskAsync<T>(Func<IEhrAdapter, CancellationToken, Task<EhrResult<T>>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await gate.RunAsync(stop => ask(adapter, stop), cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(logger, adapter.Connection.Vendor, fault.GetType().Name, fault.StackTrace);
            return FindingCatalog.Create(FindingCodes.SelfError, [new("Fault", fault.GetType().Name)]);
        }
    }

    public void Dispose()
    {
        gate.Dispose();
        adapter.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Fetching from vendor {Vendor} broke with {Fault} at {Trace}")]
    private static partial void LogFault(ILogger logger, string vendor, string fault, string? trace);
}
