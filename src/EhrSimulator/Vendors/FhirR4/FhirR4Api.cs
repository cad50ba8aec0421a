using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;
using EhrSimulator.SignIn;
using EhrSimulator.Traffic;

namespace EhrSimulator.Vendors.FhirR4;

/// <summary>A plain FHIR R4 server that does what the specification says and tells the client why it refused.</summary>
internal sealed class FhirR4Api : VendorApi
{
    public override string Slug => "fhir-r4";
    public override string Name => "FHIR R4";
    public override int TokenLifeSeconds => 300;
    public override string FhirPath(HospitalProfile profile) => "/fhir";
    public override string TokenPath(HospitalProfile profile) => "/oauth/token";

    public override IEnumerable<PatientRecord> Patients(HospitalProfile profile, IReadOnlyList<Person> people) => FhirR4Patients.Of(profile, people);

    public override JsonObject CapabilityStatement(Call call) => FhirR4Conformance.Statement(call);

    // An open server has nothing to discover.
    public override JsonObject? SmartConfiguration(Call call) => call.Profile.SignInMethods is [SignInMethod.None] ? null : FhirR4Conformance.Smart(call);

    public override (ScopeSet? Scopes, TokenRefusal? Refusal) Grant(HospitalProfile profile, string? asked)
    {
        var wanted = ScopeSet.Parse(asked).Items;
        return wanted.Count > 0 && wanted.All(s => ScopeSet.IsSystemScope(s))
            ? (new(wanted), null)
            : (null, new(RefusalKind.InvalidScope, "Ask for at least one system scope, and only for system scopes."));
    }

    public override Answer Refuse(Call call, string? clientId, TokenRefusal refusal)
    {
        var (status, error) = refusal.Kind switch
        {
            RefusalKind.InvalidRequest => (400, "invalid_request"),
            RefusalKind.UnsupportedGrantType => (400, "unsupported_grant_type"),
            RefusalKind.UnauthorizedClient => (400, "unauthorized_client"),
            RefusalKind.InvalidScope => (400, "invalid_scope"),
            RefusalKind.InvalidGrant => (400, "invalid_grant"),
            RefusalKind.InvalidClient or RefusalKind.BadAuthorizationHeader or RefusalKind.ClientNotEnabled or RefusalKind.UnknownKid or RefusalKind.JwksUnreachable => (401, "invalid_client"),
        };
        return Answer.Json(status, new JsonObject { ["error"] = error, ["error_description"] = refusal.Reason }).With("Cache-Control", "no-store");
    }

    public override Answer Unauthorized(Call call) => Answer.Fhir(401, BundleWriter.Outcome("error", "login", Json.Concept("A valid access token is required.")))
        .With("WWW-Authenticate", call.Bearer is null ? "Bearer" : "Bearer error=\"invalid_token\"");

    public override Answer Forbidden(Call call) => Answer.Fhir(403, BundleWriter.Outcome("error", "forbidden", Json.Concept("The access token does not permit this.")))
        .With("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");

    public override Answer NotFound(Call call) => Answer.Fhir(404, BundleWriter.Outcome("error", "not-found", Json.Concept("There is no such resource here.")));

    public override Answer Broken(Call call, int status, string words) =>
        Answer.Fhir(status, BundleWriter.Outcome("fatal", status == 503 ? "transient" : "exception", Json.Concept(words)));

    public override Answer Throttled(Call call) => Answer.Fhir(429, BundleWriter.Outcome("error", "throttled", Json.Concept("Too many requests; try again later.")));

    public override Answer NotServed(Call call) => Answer.Fhir(404, BundleWriter.Outcome("error", "not-supported", Json.Concept($"The resource type {call.Route.Type} is not supported.")));

    public override Answer BadSearch(Call call) => Answer.Fhir(400, BundleWriter.Outcome("error", "required", Json.Concept("A required search parameter is missing.")));

    public override Answer Finish(Call call, Answer answer) => answer.With("X-Request-Id", PageStore.Hex(8));

    protected override Answer? RefuseSearch(Call call) => call.Profile.AllowsListing || call.Query.Names.Any(n => n[0] != '_' || n == "_id")
        ? null
        : Answer.Fhir(400, BundleWriter.Outcome("error", "too-costly", Json.Concept("Listing all resources is not allowed; give a search parameter.")));

    protected override string? PageKey(Query query) => query["_page"];

    protected override Answer PageExpired(Call call) => Answer.Fhir(410, BundleWriter.Outcome("error", "expired", Json.Concept("The page is no longer kept.")));

    protected override int PageSize(Call call) => call.Query.Count(50, 200);

    protected override string KeepRest(Call call, Page rest) =>
        $"{call.FhirBase}/{call.Route.Type}?_page={call.Hospital.Pages.Keep(rest, call.Now, _ => PageStore.Hex(12))}";

    protected override byte[] Wrap(Call call, Page page, IReadOnlyList<Entry> entries, string? next)
    {
        (string, string)[] links = [("self", $"{call.FhirBase}/{call.Route.Type}?{call.Query.Raw}")];
        var total = call.Query.Has("_page") ? (int?)null : page.Hits.Count;
        return BundleWriter.Write(Guid.CreateVersion7().ToString(), total, next is null ? links : [.. links, ("next", next)], entries);
    }
}
