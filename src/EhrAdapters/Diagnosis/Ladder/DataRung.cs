using EhrAdapters.Vendors;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>
/// The kinds of clinical records that the product needs, each looked for once for the patient that was read. A refused kind is
/// named and the others go on; connected but empty is no pass.
/// </summary>
internal static class DataRung
{
    internal static async Task<LadderStep> ClimbAsync(Climb climb, IEhrAdapter adapter, CancellationToken cancellationToken)
    {
        if (climb.SecondLook is { State: CheckState.Failed })
            return new() { Rung = LadderRung.DataVisible, State = CheckState.NotReached };
        if (climb.PatientId is not { } patient)
            return new() { Rung = LadderRung.DataVisible, State = CheckState.CouldNotAssess, Note = PatientRung.NeedsPatient };
        var facts = (await adapter.SignInAsync(cancellationToken).ConfigureAwait(false)).Value;
        // A site that asks for patients alone is judged by patients alone.
        var wanted = adapter.Profile.Records.Where(record => Names(facts?.AskedScopes ?? [], record)).ToList();
        if (wanted.Count == 0)
            return Climb.NotApplicable(LadderRung.DataVisible, "Only patients are asked for.");
        var allowed = wanted.Where(record => Names(facts?.GrantedScopes ?? [], record)).ToList();
        var started = climb.Time.GetTimestamp();
        using var places = new SemaphoreSlim(Math.Max(1, adapter.Profile.ParallelSearches));
        var looks = await Task.WhenAll(allowed.Select(record => LookAsync(adapter, record, patient, places, cancellationToken))).ConfigureAwait(false);
        return DataVerdict.Of(climb, looks, [.. wanted.Except(allowed)], climb.Time.GetElapsedTime(started));
    }

    private static async Task<Look> LookAsync(IEhrAdapter adapter, RecordSearch record, string patient, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return new(record, await adapter.ProbeAsync(record.Type, patient, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            places.Release();
        }
    }

    // Servers write scopes in styles of their own; a list without a single SMART scope says nothing, and then all are tried.
    private static bool Names(IReadOnlyList<string> scopes, RecordSearch record) =>
        !scopes.Any(scope => scope.Contains('/', StringComparison.Ordinal))
        || scopes.Any(scope => scope.Contains($"/{record.Type}.", StringComparison.Ordinal) || scope.Contains("/*.", StringComparison.Ordinal));

    /// <summary>One kind of record and what looking for it came to.</summary>
    internal sealed record Look(RecordSearch Record, EhrResult<ResourceSample> Answer);
}
