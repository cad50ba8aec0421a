using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;
using EhrSimulator.SignIn;
using EhrSimulator.Traffic;
using EhrSimulator.Vendors.Clinical;

namespace EhrSimulator.Vendors;

/// <summary>How one vendor's server behaves. One subclass a vendor; a hospital adds only data.</summary>
internal abstract class VendorApi
{
    public static readonly IReadOnlyList<string> ClinicalTypes = ["AllergyIntolerance", "Condition", "Encounter", "MedicationRequest", "Observation"];

    public abstract string Slug { get; }
    public abstract string Name { get; }
    public abstract string FhirPath(HospitalProfile profile);
    public abstract string TokenPath(HospitalProfile profile);
    public virtual IEnumerable<string> SmartPaths(HospitalProfile profile) => [FhirPath(profile) + "/.well-known/smart-configuration"];
    public virtual int TokenLifeSeconds => 3600;
    public virtual IReadOnlyList<string> Algorithms => ["RS384", "ES384"];

    public abstract IEnumerable<PatientRecord> Patients(HospitalProfile profile, IReadOnlyList<Person> people);
    public abstract JsonObject CapabilityStatement(Call call);

    /// <summary>Null where the server publishes none.</summary>
    public abstract JsonObject? SmartConfiguration(Call call);
    public abstract (ScopeSet? Scopes, TokenRefusal? Refusal) Grant(HospitalProfile profile, string? asked);

    public abstract Answer Refuse(Call call, string? clientId, TokenRefusal refusal);
    public abstract Answer Unauthorized(Call call);
    public abstract Answer Forbidden(Call call);
    public abstract Answer NotFound(Call call);
    public virtual Answer UnknownPath(Call call) => NotFound(call);
    public abstract Answer Broken(Call call, int status, string words);

    /// <summary>Too many requests, in this vendor's shape; how long to wait is added by whoever counts.</summary>
    public virtual Answer Throttled(Call call) => Broken(call, 429, "Too Many Requests");

    /// <summary>A kind of record that this server does not serve.</summary>
    public virtual Answer NotServed(Call call) => UnknownPath(call);

    /// <summary>A search that lacks what this vendor wants in it.</summary>
    public abstract Answer BadSearch(Call call);

    /// <summary>Refused before anyone looks at the token, for example for the format asked for.</summary>
    public virtual Answer? RefuseEarly(Call call) => null;

    /// <summary>Headers and formats that every answer of this vendor carries.</summary>
    public virtual Answer Finish(Call call, Answer answer) => answer;

    public virtual Answer Read(Call call)
    {
        if (call.Route.Type == "Patient")
            return call.Hospital.Patients.Find(call.Route.Id!) is { } record ? Found(call, record) : NotFound(call);
        return ClinicalRecords.Find(call.Hospital, call.Route.Type!, call.Route.Id!) is { } hit
            ? new(200, Answer.FhirJson, hit.Resource)
            : NotFound(call);
    }

    public Answer Search(Call call)
    {
        if (PageKey(call.Query) is { } key)
            return call.Hospital.Pages.Find(key, call.Now) is { } kept ? Turn(call, kept) : PageExpired(call);
        if (RefuseSearch(call) is { } refused) return refused;
        IReadOnlyList<Hit> hits = call.Hospital.Dials.Has(Fault.EmptySearch) || (call.Hospital.Dials.Has(Fault.NoRecords) && call.Route.Type != "Patient") ? [] : [.. Find(call)];
        return Turn(call, new(hits, PageSize(call), call.Query.Raw));
    }

    protected virtual Answer Found(Call call, PatientRecord record) => new(200, Answer.FhirJson, record.Bytes);

    protected abstract Answer? RefuseSearch(Call call);
    protected abstract string? PageKey(Query query);
    protected abstract Answer PageExpired(Call call);
    protected abstract int PageSize(Call call);
    protected abstract string KeepRest(Call call, Page rest);

    /// <summary>The bundle around one page; <paramref name="next"/> is the address of the one after it.</summary>
    protected abstract byte[] Wrap(Call call, Page page, IReadOnlyList<Entry> entries, string? next);

    protected virtual IEnumerable<PatientRecord> FindPatients(Call call) => PatientMatch.Find(call.Hospital.Patients, call.Query);

    protected static IEnumerable<Hit> Hits(IEnumerable<PatientRecord> records) => records.Select(r => new Hit("Patient", r.Id, r.Bytes));

    private IEnumerable<Hit> Find(Call call) => call.Route.Type == "Patient"
        ? Hits(FindPatients(call))
        : ClinicalRecords.Search(call.Hospital, call.Route.Type!, call.Query);

    private Answer Turn(Call call, Page page)
    {
        var dials = call.Hospital.Dials;
        List<Entry> entries = [.. page.Hits.Take(page.Size).Select(h => new Entry($"{call.FhirBase}/{h.Type}/{h.Id}", h.Resource))];
        if (dials.Has(Fault.OutcomeIn200)) entries.Add(PartialAnswer());
        var next = page.Hits.Count > page.Size ? KeepRest(call, page with { Hits = [.. page.Hits.Skip(page.Size)] }) : null;
        if (dials.Has(Fault.BundlePagesInternalHost)) next = Internal(call, next);
        return new(200, Answer.FhirJson, Wrap(call, page, entries, next));
    }

    // A server behind a proxy that forgot its public name; there is always a next page, so that nobody misses it.
    private static string Internal(Call call, string? next) =>
        (next ?? $"{call.FhirBase}/{call.Route.Type}?_page=2").Replace(call.Root, "http://fhir-int01.hospital.internal:8080", StringComparison.Ordinal);

    private static Entry PartialAnswer() => new($"urn:uuid:{Guid.CreateVersion7()}",
        BundleWriter.Outcome("warning", "suppressed", Json.Concept("Some matches were left out by a site filter.")).Bytes(), "outcome");
}
