using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;
using EhrSimulator.SignIn;
using EhrSimulator.Traffic;

namespace EhrSimulator.Vendors.OracleHealth;

/// <summary>Oracle Health Millennium: tenant in the path, one central token server, JSON or nothing.</summary>
internal sealed class OracleHealthApi : VendorApi
{
    private const int MostHits = 1000;
    private static readonly string[] OneOf =
        ["_id", "identifier", "name", "family", "given", "birthdate", "phone", "email", "address-postalcode"];

    public override string Slug => "oracle-health";
    public override string Name => "Oracle Health";
    public override int TokenLifeSeconds => 570;
    public override string FhirPath(HospitalProfile profile) => $"/r4/{profile.Tenant}";

    // The real one names the FHIR host in the middle; the simulated hospital is its own host.
    public override string TokenPath(HospitalProfile profile) =>
        $"/tenants/{profile.Tenant}/hosts/fhir-ehr/protocols/oauth2/profiles/smart-v1/token";

    public override IEnumerable<PatientRecord> Patients(HospitalProfile profile, IReadOnlyList<Person> people) => OraclePatients.Of(profile, people);

    public override JsonObject CapabilityStatement(Call call) => OracleConformance.Statement(call);

    public override JsonObject SmartConfiguration(Call call) => OracleConformance.Smart(call);

    // The spelling is a property of the registration: the other one counts as not asked for.
    public override (ScopeSet? Scopes, TokenRefusal? Refusal) Grant(HospitalProfile profile, string? asked)
    {
        var wanted = ScopeSet.Parse(asked).Items;
        if (wanted.Any(ScopeSet.IsWildcard)) return (null, new(RefusalKind.InvalidScope, "Wildcards are not supported."));
        var known = wanted.Where(s => ScopeSet.IsSystemScope(s, profile.ScopesV1)).ToList();
        return known.Count > 0 ? (new(known), null) : (null, new(RefusalKind.InvalidScope, "None of the scopes is known for this registration."));
    }

    public override Answer Refuse(Call call, string? clientId, TokenRefusal refusal)
    {
        var (status, error, urn) = refusal.Kind switch
        {
            RefusalKind.InvalidRequest => (400, "invalid_request", "token:missing-parameter"),
            RefusalKind.UnsupportedGrantType => (400, "unsupported_grant_type", "token:unsupported-grant-type"),
            RefusalKind.InvalidClient => (401, "invalid_client", "token:invalid_client_credentials"),
            RefusalKind.BadAuthorizationHeader => (401, "invalid_client", "token:invalid_authorization_header"),
            RefusalKind.InvalidGrant => (400, "invalid_grant", "grant:invalid-grant"),
            RefusalKind.UnknownKid => (401, "invalid_client", "token:invalid-signature"),
            RefusalKind.JwksUnreachable => (401, "invalid_client", "token:jwks-unreachable"),
            RefusalKind.ClientNotEnabled => (400, "unauthorized_client", "grant:unauthorized-client-for-tenant"),
            RefusalKind.UnauthorizedClient => (400, "unauthorized_client", "grant:unauthorized-client-for-grant-type"),
            RefusalKind.InvalidScope => (400, "invalid_scope", "token:empty-scopes"),
        };
        var instance = Guid.CreateVersion7().ToString();
        var name = Uri.EscapeDataString($"urn:cerner:error:authorization-server:oauth2:{urn}");
        return Answer.Json(status, new JsonObject
        {
            ["error"] = error,
            ["error_uri"] = $"{call.Root}/errors/{name}/instances/{instance}?client={Uri.EscapeDataString(clientId ?? "unknown")}&tenant={call.Profile.Tenant}",
        }).With("Cerner-Correlation-ID", instance).With("Cache-Control", "no-store").With("Server", "cloud_authorization_server1");
    }

    public override Answer Unauthorized(Call call)
    {
        var challenge = $"Bearer realm=\"{new Uri(call.Root).Host}\", error=\"invalid_token\"";
        return Answer.Fhir(401, BundleWriter.Outcome("error", "login", diagnostics: challenge, location: "http.Authorization"))
            .With("WWW-Authenticate", challenge);
    }

    public override Answer Forbidden(Call call) => Answer.Fhir(403, BundleWriter.Outcome("error", "forbidden", Json.Concept("Forbidden resource")))
        .With("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");

    public override Answer NotFound(Call call) => Answer.Fhir(404, BundleWriter.Outcome("error", "not-found", Json.Concept("Not Found")));

    public override Answer UnknownPath(Call call) => call.Path.StartsWith("/r4/", StringComparison.Ordinal) && !call.Path.StartsWith(FhirPath(call.Profile), StringComparison.Ordinal)
        ? Answer.Text(403, "Tenant not valid or accessible")
        : call.Path.StartsWith("/r4/", StringComparison.Ordinal) ? NotFound(call)
        : Broken(call, 502, "Bad Gateway");

    public override Answer Broken(Call call, int status, string words) => status == 500
        ? Answer.Fhir(500, BundleWriter.Outcome("fatal", "exception", Json.Concept(words)))
        : Answer.Text(status, words);

    public override Answer Throttled(Call call) => Answer.Fhir(429, BundleWriter.Outcome("error", "throttled", Json.Concept("Too Many Requests")));

    // An unknown type and an unknown id read the same here.
    public override Answer NotServed(Call call) => NotFound(call);

    public override Answer BadSearch(Call call) => Invalid("One of the required search parameters must be given.");

    public override Answer? RefuseEarly(Call call)
    {
        var accept = call.Accept;
        return call.Route.Area is Area.SmartConfiguration || string.IsNullOrEmpty(accept) || accept.Contains("json", StringComparison.OrdinalIgnoreCase) || accept.Contains("*/*", StringComparison.Ordinal)
            ? null
            : Answer.Empty(406);
    }

    public override Answer Finish(Call call, Answer answer)
    {
        var id = Guid.CreateVersion7().ToString();
        return answer.With("X-Request-Id", id).With("opc-request-id", $"/{id.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()}");
    }

    protected override Answer? RefuseSearch(Call call)
    {
        var query = call.Query;
        if (call.Route.Type != "Patient")
            return query.Has("_id") || query.Has("patient") || query.Has("subject") ? null : Invalid("One of _id, patient or subject is required.");
        if (!OneOf.Any(query.Has)) return Invalid($"At least one of {string.Join(", ", OneOf)} or -pageContext must be given.");
        if (query.Has("name") && (query.Has("family") || query.Has("given"))) return Invalid("name must not be combined with family or given.");
        if (query.Has("gender") && !OneOf.Skip(1).Any(query.Has)) return Invalid("gender needs another parameter besides _id.");
        return FindPatients(call).Count() > MostHits ? Answer.Fhir(422, BundleWriter.Outcome("error", "too-costly", Json.Concept("Too many matches."))) : null;
    }

    protected override string? PageKey(Query query) => query["-pageContext"];

    protected override Answer PageExpired(Call call) => Invalid("The -pageContext is not valid or has expired.");

    // _count is ignored with _id and identifier.
    protected override int PageSize(Call call) => call.Query.Has("_id") || call.Query.Has("identifier") ? MostHits
        : call.Route.Type == "Patient" ? call.Query.Count(20, 100) : call.Query.Count(50, 200);

    protected override string KeepRest(Call call, Page rest)
    {
        var context = call.Hospital.Pages.Keep(rest, call.Now, _ => Guid.CreateVersion7().ToString());
        return $"{call.FhirBase}/{call.Route.Type}?{call.Query.Without("-pageContext", "-pageDirection")}&-pageContext={context}&-pageDirection=NEXT";
    }

    protected override byte[] Wrap(Call call, Page page, IReadOnlyList<Entry> entries, string? next)
    {
        (string, string)[] links = [("self", $"{call.FhirBase}/{call.Route.Type}?{call.Query.Raw}")];
        return BundleWriter.Write(Guid.CreateVersion7().ToString(), null, next is null ? links : [.. links, ("next", next)], entries);
    }

    private static Answer Invalid(string words) => Answer.Fhir(400, BundleWriter.Outcome("error", "invalid", Json.Concept(words)));
}
