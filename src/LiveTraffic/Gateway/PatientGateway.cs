using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using LiveTraffic.Downtime;
using LiveTraffic.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Onboarding.Contract;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.Samples;
using Patient = Hl7.Fhir.Model.Patient;

namespace LiveTraffic.Gateway;

/// <summary>A normalised record, or why there is none.</summary>
public readonly record struct GatewayAnswer(NormalisedRecord? Patient, GatewayRefusal? Refusal)
{
    public static implicit operator GatewayAnswer(GatewayRefusal refusal) => new(null, refusal);
}

/// <summary>Serves the patients of live sites. Keeps nothing of a patient and writes nothing of one to a log.</summary>
public sealed class PatientGateway(
    IDbContextFactory<OnboardingDb> factory, ApiKeys keys, AdapterCache adapters, Contracts contracts, IFieldMapper mapper, IOptions<LiveTrafficOptions> options, TimeProvider time)
{
    public Task<GatewayAnswer> ReadAsync(string slug, string? key, string fhirId, CancellationToken cancellationToken, QueueTurn? turn = null) =>
        ServeAsync(slug, key, turn, async (site, contract, adapter, token) =>
        {
            var read = await adapter.ReadPatientAsync(fhirId, token);
            return read.Finding is { } fault ? GatewayRefusal.Of(fault) : new GatewayAnswer(Map(site, contract, read.Value!), null);
        }, cancellationToken);

    public Task<GatewayAnswer> LookUpAsync(string slug, string? key, string? mrn, CancellationToken cancellationToken, QueueTurn? turn = null) =>
        ServeAsync(slug, key, turn, async (site, contract, adapter, token) =>
        {
            if (string.IsNullOrWhiteSpace(mrn))
                return GatewayRefusal.NoMrn;
            var found = await adapter.FindPatientsByMrnAsync(mrn.Trim(), token);
            if (found.Finding is { } fault)
                return GatewayRefusal.Of(fault);
            // Vendors match loosely and several pools may hold the same number: only the mapped MRN counts.
            var matches = found.Value!.DistinctBy(patient => patient.Id).Select(patient => Map(site, contract, patient))
                .Where(patient => patient.Find(ContractFields.Mrn)?.Value is string mapped && MrnMatch.Same(mapped, mrn)).Take(2).ToList();
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
        return site.State is SiteState.Live ? (site.Id, null) : (null, GatewayRefusal.NotLive);
    }

    private async Task<GatewayAnswer> ServeAsync(string slug, string? key, QueueTurn? turn, Func<Site, DataContract, IEhrAdapter, CancellationToken, Task<GatewayAnswer>> serve, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(row => row.Slug == slug, cancellationToken) is not { } site)
            return GatewayRefusal.UnknownSite;
        if (!await keys.OpensAsync(site.Id, key, cancellationToken))
            return GatewayRefusal.NoKey;
        if (site.State is not SiteState.Live || site.Connection is null)
            return GatewayRefusal.NotLive;
        if (turn?.Enter(site.Id) is true)
            return GatewayRefusal.WaitsItsTurn;
        using var patience = new CancellationTokenSource(options.Value.RequestLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var lease = await adapters.RentAsync(site, both.Token);
            return await serve(site, await contracts.OfAsync(db, site, both.Token), lease.Adapter, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return GatewayRefusal.Of(FindingCatalog.Create(FindingCodes.HttpTimeout));
        }
    }

    private NormalisedRecord Map(Site site, DataContract contract, Patient patient) => mapper.Map(patient, site.Configuration.Mapping, contract);
}
