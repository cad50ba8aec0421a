using System.Collections.Concurrent;
using EhrAdapters;
using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.LoadTest;

/// <summary>When a request is due, and which one it is.</summary>
public readonly record struct LoadTurn(long Number, TimeSpan Due);

/// <summary>What one request of the load test came to.</summary>
/// <param name="Held">How long our own cap held it back on its way; no part of its latency.</param>
public readonly record struct LoadAnswer(LoadKind Kind, Finding? Fault, TimeSpan Held = default);

/// <summary>What is asked for: the patients that the hospital named, and the kinds of record that it lets us see.</summary>
public sealed record LoadTargets(IReadOnlyList<string> FhirIds, IReadOnlyList<string> Mrns, IReadOnlyList<string> RecordTypes)
{
    /// <summary>Kinds that this site cannot serve, with the reason as a sentence.</summary>
    public IReadOnlyDictionary<LoadKind, string> Unserved { get; init; } = new Dictionary<LoadKind, string>();

    public IReadOnlyCollection<LoadKind> Served => [.. Enum.GetValues<LoadKind>().Where(kind => !Unserved.ContainsKey(kind))];
}

/// <summary>The requests of a load test, in the mix of the site's clinic day.</summary>
public sealed class LoadTraffic(IEhrAdapter adapter, LoadTargets targets, TrafficOrder order, SignInTimes? signIns)
{
    // One page: what a screen of our product shows of one kind of record.
    private const int RecordsAtOnce = 20;

    private readonly long[] asked = new long[Enum.GetValues<LoadKind>().Length];

    /// <summary>Sign-ins timed during the load.</summary>
    public ConcurrentQueue<TimeSpan> SignInsUnderLoad { get; } = new();

    public Task<LoadAnswer> SendAsync(LoadTurn turn, CancellationToken cancellationToken)
    {
        var kind = order.Next(turn.Due);
        var nth = asked[(int)kind]++;
        return kind switch
        {
            LoadKind.Read => ReadAsync(Of(targets.FhirIds, nth), cancellationToken),
            LoadKind.Search => LookUpAsync(Of(targets.Mrns, nth), cancellationToken),
            // Patients change with every request and kinds with every round, so that no patient sees one kind only.
            LoadKind.Records => RecordsAsync(Of(targets.RecordTypes, nth + (nth / targets.FhirIds.Count)), Of(targets.FhirIds, nth), cancellationToken),
            LoadKind.Token => SignInAsync(cancellationToken),
        };
    }

    private async Task<LoadAnswer> ReadAsync(string id, CancellationToken cancellationToken) =>
        new(LoadKind.Read, (await adapter.ReadPatientAsync(id, cancellationToken)).Finding);

    private async Task<LoadAnswer> LookUpAsync(string mrn, CancellationToken cancellationToken)
    {
        var found = await adapter.FindPatientsByMrnAsync(mrn, cancellationToken);
        return new(LoadKind.Search, found switch
        {
            { Finding: { } fault } => fault,
            { Value.Count: 0 } => FindingCatalog.Create(FindingCodes.ApiEmpty),
            _ => null,
        });
    }

    private async Task<LoadAnswer> RecordsAsync(string type, string patient, CancellationToken cancellationToken) =>
        new(LoadKind.Records, (await adapter.ReadRecordsAsync(type, patient, RecordsAtOnce, cancellationToken)).Finding);

    private async Task<LoadAnswer> SignInAsync(CancellationToken cancellationToken)
    {
        var (fault, took, held) = await signIns!.MeasureAsync(cancellationToken);
        if (fault is null)
            SignInsUnderLoad.Enqueue(took);
        else
            order.EndSignIns();
        return new(LoadKind.Token, fault, held);
    }

    private static string Of(IReadOnlyList<string> all, long nth) => all[(int)(nth % all.Count)];
}
