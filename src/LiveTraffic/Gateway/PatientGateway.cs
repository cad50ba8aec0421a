using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using LiveTraffic.Downtime;
using LiveTraffic.Drill;
using LiveTraffic.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Onboarding.Contract;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;
using Patient = Hl7.Fhir.Model.Patient;

namespace LiveTraffic.Gateway;

/// <summary>A normalised record, or why there is none.</summary>
public readonly record struct GatewayAnswer(NormalisedRecord? Patient, GatewayRefusal? Refusal)
{
    public static implicit operator GatewayAnswer(GatewayRefusal refusal) => new(null, refusal);
}

/// <summary>Who asks: the key, and the care unit where it is named.</summary>
/// <param name="Turn">Given by a caller that would rather wait than be refused while the hospital is down.</param>
public sealed record GatewayCaller(string? Key, string? Unit = null, QueueTurn? Turn = null)
{
    /// <summary>Of a fire drill, in place of a key and of the site's state; nothing else differs for it.</summary>
    internal DrillPass? Drill { get; init; }

    public override string ToString() => $"(caller of {Unit ?? "no unit"})";
}

/// <summary>Serves the patients of live sites. Keeps nothing of a patient and writes nothing of one to a log.</summary>
public sealed class PatientGateway(
    IDbContextFactory<OnboardingDb> factory,
    ApiKeys keys,
    Admission admission,
    TrafficWatch watch,
    EncounterTally tally,
    AdapterCache adapters,
    Contracts contracts,
    IFieldMapper mapper,
    IOptions<LiveTrafficOptions> options,
    TimeProvider time)
{
    public Task<GatewayAnswer> ReadAsync(string slug, GatewayCaller caller, string fhirId, CancellationToken cancellationToken) =>
        ServeAsync(slug, caller, async (site, contract, adapter, token) =>
        {
            var read = await adapter.ReadPatientAsync(fhirId, token);
            if (read.Finding is { } fault)
                return GatewayRefusal.Of(fault);
            var patient = Map(site, contract, read.Value!);
            return EncounterJudge.IsAsked(patient, new(fhirId, null)) ? new GatewayAnswer(patient, null) : GatewayRefusal.WrongPatient;
        }, cancellationToken);

    public Task<GatewayAnswer> LookUpAsync(string slug, GatewayCaller caller, string? mrn, CancellationToken cancellationToken) =>
        ServeAsync(slug, caller, async (site, contract, adapter, token) =>
        {
            if (string.IsNullOrWhiteSpace(mrn))
                return GatewayRefusal.NoMrn;
            var found = await adapter.FindPatientsByMrnAsync(mrn.Trim(), token);
            if (found.Finding is { } fault)
                return GatewayRefusal.Of(fault);
            if (EncounterJudge.AreStrangers(found.Value!, mrn))
                return GatewayRefusal.WrongPatient;
            // Vendors match loosely and several pools may hold the same number: only the mapped MRN counts.
            var matches = found.Value!.DistinctBy(patient => patient.Id).Select(patient => Map(site, contract, patient))
                .Where(patient => EncounterJudge.IsAsked(patient, new(null, mrn))).Take(2).ToList();
            return matches.Count switch
            {
                0 => GatewayRefusal.PatientNotFound,
                1 => new GatewayAnswer(matches[0], null),
                _ => GatewayRefusal.AmbiguousMrn,
            };
        }, cancellationToken);

    /// <summary>The site that this caller may fetch from at this moment, or why it may not.</summary>
    public async Task<(SiteId? Site, GatewayRefusal? Refusal)> AdmitAsync(string slug, string? key, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(row => row.Slug == slug, cancellationToken) is not { } site)
            return (null, GatewayRefusal.UnknownSite);
        if (!await keys.OpensAsync(site.Id, key, cancellationToken))
            return (null, GatewayRefusal.NoKey);
        return site.State.TakesTraffic() ? (site.Id, null) : (null, await Admission.StoppedAsync(db, site.Id, cancellationToken));
    }

    private async Task<GatewayAnswer> ServeAsync(string slug, GatewayCaller caller, Serve serve, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().Where(row => row.Slug == slug).Select(row => (SiteId?)row.Id).SingleOrDefaultAsync(cancellationToken) is not { } id)
            return GatewayRefusal.UnknownSite;
        if (caller.Drill is null && !await keys.OpensAsync(id, caller.Key, cancellationToken))
            return GatewayRefusal.NoKey;
        // In flight before the state is read: a stop in between cancels it.
        using var flight = watch.Enter(id, caller.Drill?.Drill);
        var site = await db.Sites.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
        var admitted = caller.Drill is { } drill
            ? new(await DrillPass.RefusedAsync(db, drill.Drill, cancellationToken), null)
            : await admission.AdmitAsync(db, site, caller.Unit, cancellationToken);
        if (admitted.Refusal is { } refusal)
            return refusal;
        if (caller.Turn?.Enter(id) is true)
            return GatewayRefusal.WaitsItsTurn;
        using var patience = new CancellationTokenSource(options.Value.RequestLimit, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, flight.Stopped, cancellationToken);
        try
        {
            return await JudgedAsync(db, site, admitted.Place, caller.Drill is { } rehearsal ? Rehearsed(rehearsal, serve) : serve, any.Token, flight.Stopped, cancellationToken);
        }
        catch (OperationCanceledException) when (flight.Stopped.IsCancellationRequested)
        {
            return caller.Drill is null ? await Admission.StoppedAsync(db, id, cancellationToken) : GatewayRefusal.DrillRolledBack;
        }
    }

    private async Task<GatewayAnswer> JudgedAsync(OnboardingDb db, Site site, EncounterPlace? place, Serve serve, CancellationToken patience, CancellationToken stopped, CancellationToken gone)
    {
        var begun = time.GetTimestamp();
        var contract = await contracts.OfAsync(db, site, patience);
        GatewayAnswer answer;
        try
        {
            using var lease = await adapters.RentAsync(site, patience);
            // A hospital's answer that came after the stop is not passed on.
            answer = await serve(site, contract, lease.Adapter, patience).WaitAsync(stopped);
        }
        catch (OperationCanceledException) when (!stopped.IsCancellationRequested && !gone.IsCancellationRequested)
        {
            answer = GatewayRefusal.Of(FindingCatalog.Create(FindingCodes.HttpTimeout));
        }

        // Neither a stop nor a caller that left says anything of the hospital.
        stopped.ThrowIfCancellationRequested();
        gone.ThrowIfCancellationRequested();
        if (place is not null)
            tally.Add(place, EncounterJudge.Of(answer, contract, time.GetElapsedTime(begun), place.LimitMilliseconds), time.GetElapsedTime(begun));
        return answer;
    }

    // A fire drill's outage and its request that stays in flight; both end at the same tokens as a real one.
    private static Serve Rehearsed(DrillPass drill, Serve serve) => async (site, contract, adapter, token) =>
    {
        if (drill.Outage)
            return GatewayRefusal.Of(FindingCatalog.Create(FindingCodes.Http503));
        var answer = await serve(site, contract, adapter, token);
        await drill.HoldAsync(token);
        return answer;
    };

    private NormalisedRecord Map(Site site, DataContract contract, Patient patient) => mapper.Map(patient, site.Configuration.Mapping, contract);

    private delegate Task<GatewayAnswer> Serve(Site site, DataContract contract, IEhrAdapter adapter, CancellationToken cancellationToken);
}
