using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;
using EhrSimulator.SignIn;
using EhrSimulator.Traffic;

namespace EhrSimulator.Vendors.Athenahealth;

/// <summary>athenaOne: a gateway in front, a practice in every search, fixed combinations of search parameters.</summary>
internal sealed class AthenahealthApi : VendorApi
{
    private const int TokensPerMinute = 50;

    public static readonly string[][] PatientCombinations =
        [["_id"], ["identifier"], ["name"], ["family", "birthdate"], ["family", "gender"], ["family", "given"]];

    public override string Slug => "athenahealth";
    public override string Name => "athenahealth";
    public override string FhirPath(HospitalProfile profile) => "/fhir/r4";
    public override string TokenPath(HospitalProfile profile) => "/oauth2/v1/token";

    public override IEnumerable<PatientRecord> Patients(HospitalProfile profile, IReadOnlyList<Person> people) => AthenahealthPatients.Of(profile, people);

    public override JsonObject CapabilityStatement(Call call) => AthenahealthConformance.Statement(call);

    public override JsonObject SmartConfiguration(Call call) => AthenahealthConformance.Smart(call);

    public override (ScopeSet? Scopes, TokenRefusal? Refusal) Grant(HospitalProfile profile, string? asked)
    {
        var wanted = ScopeSet.Parse(asked).Items;
        return wanted.Count > 0 && wanted.All(s => ScopeSet.IsSystemScope(s) && !ScopeSet.IsWildcard(s))
            ? (new(wanted), null)
            : (null, new(RefusalKind.InvalidScope, "scope is mandatory and every scope must be ticked for the app."));
    }

    // Missing scope, wrong client, scope not granted: the gateway tells all of them the same.
    public override Answer Refuse(Call call, string? clientId, TokenRefusal refusal) => refusal.Kind switch
    {
        RefusalKind.InvalidRequest => Error(400, "invalid_request", refusal.Reason),
        RefusalKind.UnsupportedGrantType => Error(400, "unsupported_grant_type", refusal.Reason),
        RefusalKind.JwksUnreachable => Error(401, "invalid_client", "The JWKS endpoint of the client can't be reached."),
        RefusalKind.UnknownKid => Error(401, "invalid_client", "The client assertion names a key (kid) that is not registered."),
        RefusalKind.InvalidGrant => Error(400, "invalid_grant", refusal.Reason),
        RefusalKind.UnauthorizedClient => Error(401, "unauthorized_client", "The client may not use this grant type."),
        RefusalKind.InvalidScope or RefusalKind.InvalidClient or RefusalKind.BadAuthorizationHeader or RefusalKind.ClientNotEnabled =>
            Error(401, "access_denied", "Policy evaluation failed for this request."),
    };

    public override Answer? RefuseEarly(Call call)
    {
        if (call.Route.Area is not Area.Token || !call.Hospital.TokenMeter.OverLimit(TokensPerMinute, call.Now)) return null;
        return Error(429, "rate_limited", "Too many new tokens in this minute.");
    }

    public override Answer Unauthorized(Call call) => call.Bearer is null
        ? Answer.Text(401, "<h1>Developer Inactive</h1>", "text/xml")
        : Error(401, "invalid_token", "The access token is invalid or has expired.");

    public override Answer Forbidden(Call call) => Answer.Fhir(403, BundleWriter.Outcome("error", "forbidden", Json.Concept("Invalid scope")));

    public override Answer NotFound(Call call) => Answer.Fhir(404, BundleWriter.Outcome("error", "not-found", Json.Concept("Resource not found")));

    // A plain string, though it says that it is JSON.
    public override Answer UnknownPath(Call call) => Answer.Text(404, "Service not registered with API gateway.", Answer.PlainJson);

    public override Answer Broken(Call call, int status, string words) => Error(status, "server_error", words);

    public override Answer BadSearch(Call call) => Answer.Fhir(400, BundleWriter.Outcome("fatal", "forbidden", Json.Concept("The search lacks one of the required parameter combinations [[patient], [_id]]")));

    public override Answer Finish(Call call, Answer answer) => answer.With("X-Request-Id", Guid.CreateVersion7().ToString());

    protected override Answer? RefuseSearch(Call call)
    {
        var practice = call.Query["ah-practice"];
        if (practice is null)
            return Answer.Json(400, new JsonObject { ["details"] = "The practice could not be determined. Add the `ah-practice` search parameter to the request." });
        if (practice != $"Organization/a-1.Practice-{call.Profile.Practice}") return Forbidden(call);
        var combinations = call.Route.Type switch
        {
            "Patient" => PatientCombinations,
            "MedicationRequest" => [["patient", "intent"], ["_id"]],
            _ => [["patient"], ["_id"]],
        };
        return combinations.Any(c => call.Query.HasAll(c)) ? null : Answer.Fhir(400, BundleWriter.Outcome("fatal", "forbidden", Json.Concept(
            $"The search lacks one of the required parameter combinations [{string.Join(", ", combinations.Select(c => $"[{string.Join(", ", c)}]"))}]")));
    }

    protected override string? PageKey(Query query) => query["cursor"];

    protected override Answer PageExpired(Call call) =>
        Answer.Fhir(400, BundleWriter.Outcome("error", "invalid", Json.Concept("The cursor is not valid.")));

    protected override int PageSize(Call call) => call.Query.Count(10, 100);

    protected override string KeepRest(Call call, Page rest)
    {
        var cursor = call.Hospital.Pages.Keep(rest, call.Now, _ => PageStore.Hex(12));
        return $"{call.FhirBase}/{call.Route.Type}?{call.Query.Without("cursor")}&cursor={cursor}";
    }

    protected override byte[] Wrap(Call call, Page page, IReadOnlyList<Entry> entries, string? next)
    {
        (string, string)[] links = [("self", $"{call.FhirBase}/{call.Route.Type}?{call.Query.Raw}")];
        return BundleWriter.Write(Guid.CreateVersion7().ToString(), null, next is null ? links : [.. links, ("next", next)], entries);
    }

    private static Answer Error(int status, string error, string message) =>
        Answer.Json(status, new JsonObject { ["detailedmessage"] = message, ["error"] = error });
}
