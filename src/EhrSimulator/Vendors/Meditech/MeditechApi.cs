using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;
using EhrSimulator.SignIn;
using EhrSimulator.Traffic;

namespace EhrSimulator.Vendors.Meditech;

/// <summary>MEDITECH Expanse: its own error shape, names as one "Last,First", paging only in the newer release.</summary>
internal sealed class MeditechApi : VendorApi
{
    private static readonly string[] V1Parameters = ["_id", "identifier", "name", "birthdate", "gender", "family"];
    private static readonly string[] V2Parameters = [.. V1Parameters, "_count", "continue", "email", "phone"];
    private const int V2PageSize = 20;

    public override string Slug => "meditech";
    public override string Name => "MEDITECH";
    public override IReadOnlyList<string> Algorithms => ["RS256", "RS384", "RS512"];
    public override string FhirPath(HospitalProfile profile) => $"/{profile.Release}";
    public override string TokenPath(HospitalProfile profile) => "/oauth/token";

    public override IEnumerable<string> SmartPaths(HospitalProfile profile) =>
        ["/.well-known/smart-configuration", $"{FhirPath(profile)}/.well-known/smart-configuration", "/.well-known/openid-configuration"];

    public override IEnumerable<PatientRecord> Patients(HospitalProfile profile, IReadOnlyList<Person> people) => MeditechPatients.Of(profile, people);

    public override JsonObject CapabilityStatement(Call call) => MeditechConformance.Statement(call, IsV2(call) ? V2Parameters : V1Parameters);

    public override JsonObject SmartConfiguration(Call call) => MeditechConformance.Smart(call);

    public override (ScopeSet? Scopes, TokenRefusal? Refusal) Grant(HospitalProfile profile, string? asked)
    {
        var wanted = ScopeSet.Parse(asked).Items;
        if (wanted.Count == 0) return (new(["system/Patient.crus", "system/Encounter.rs"]), null);
        if (wanted.Any(ScopeSet.IsWildcard)) return (null, new(RefusalKind.InvalidScope, "Wildcard scopes are not for production."));
        var known = wanted.Where(s => ScopeSet.IsSystemScope(s)).ToList();
        return known.Count > 0 ? (new(known), null) : (null, new(RefusalKind.InvalidScope, "None of the scopes is granted to this client."));
    }

    public override Answer Refuse(Call call, string? clientId, TokenRefusal refusal) => refusal.Kind switch
    {
        RefusalKind.InvalidRequest => Own(400, refusal.Reason),
        RefusalKind.JwksUnreachable => Own(400, "JWKS endpoint can't be reached"),
        RefusalKind.UnsupportedGrantType => Error(400, "unsupported_grant_type"),
        RefusalKind.InvalidScope => Error(400, "invalid_scope"),
        RefusalKind.InvalidGrant => Error(400, "invalid_grant"),
        RefusalKind.UnauthorizedClient => Error(400, "unauthorized_client"),
        RefusalKind.InvalidClient or RefusalKind.BadAuthorizationHeader or RefusalKind.ClientNotEnabled or RefusalKind.UnknownKid => Error(401, "invalid_client"),
    };

    public override Answer Unauthorized(Call call) => Own(401, "Unauthorized");

    public override Answer Forbidden(Call call) =>
        Own(403, $"token with scopes [{call.Hospital.Tokens.Find(call.Bearer, call.Now)?.Scopes}] lacks this API");

    public override Answer NotFound(Call call) => Own(404, "Not Found");

    public override Answer Broken(Call call, int status, string words) => Own(status, words);

    public override Answer BadSearch(Call call) => Own(400, "At least one more search parameter is required");

    public override Answer Finish(Call call, Answer answer) => answer
        .With("mtrestapi-requestid", Guid.CreateVersion7().ToString())
        .With("traceparent", $"00-{PageStore.Hex(16)}-{PageStore.Hex(8)}-01");

    protected override Answer? RefuseSearch(Call call)
    {
        if (call.Route.Type != "Patient")
            return call.Query.Has("patient") || call.Query.Has("_id") ? null : Own(400, "patient is required");
        return Parameters(call).Any(p => p is not ("_count" or "continue" or "gender") && call.Query.Has(p))
            ? null
            : Own(400, "At least one search parameter is required");
    }

    protected override IEnumerable<PatientRecord> FindPatients(Call call)
    {
        var known = new Query(string.Join('&', call.Query.Raw.Split('&').Where(part => Parameters(call).Contains(part.Split('=', ':')[0]) && !part.StartsWith("name", StringComparison.Ordinal))));
        var found = PatientMatch.Find(call.Hospital.Patients, known);
        return call.Query["name"] is { } name ? found.Where(r => NameFits(r.Person, name)) : found;
    }

    protected override string? PageKey(Query query) => query["continue"];

    protected override Answer PageExpired(Call call) => Own(400, "continue is not valid");

    protected override int PageSize(Call call) => IsV2(call) ? call.Query.Count(V2PageSize, 100) : int.MaxValue;

    protected override string KeepRest(Call call, Page rest)
    {
        var key = call.Hospital.Pages.Keep(rest, call.Now, _ => Guid.CreateVersion7().ToString().ToUpperInvariant());
        return $"{call.FhirBase}/{call.Route.Type}?{call.Query.Without("continue")}&continue={key}";
    }

    protected override byte[] Wrap(Call call, Page page, IReadOnlyList<Entry> entries, string? next)
    {
        (string, string)[] links = [("self", $"{call.FhirBase}/{call.Route.Type}?{call.Query.Raw}")];
        return BundleWriter.Write(null, entries.Count, next is null ? links : [.. links, ("next", next)], entries);
    }

    // "Last,First" with the comma escaped; a bare comma means "or" in FHIR and finds nobody of that name.
    private static bool NameFits(Person person, string asked)
    {
        var parts = asked.Split("\\,", 2);
        if (parts.Length == 1 && asked.Contains(',', StringComparison.Ordinal)) return false;
        return person.Family.StartsWith(parts[0].Trim(), StringComparison.OrdinalIgnoreCase)
            && (parts.Length == 1 || person.Given.StartsWith(parts[1].Trim(), StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsV2(Call call) => call.Profile.Release.StartsWith("v2", StringComparison.Ordinal);

    private static string[] Parameters(Call call) => IsV2(call) ? V2Parameters : V1Parameters;

    private static Answer Own(int status, string detail) =>
        Answer.Json(status, new JsonObject { ["resource"] = "v1/resource/error/_version/1/", ["detail"] = detail });

    private static Answer Error(int status, string error) => Answer.Json(status, new JsonObject { ["error"] = error });
}
