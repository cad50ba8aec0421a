using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;
using EhrSimulator.SignIn;
using EhrSimulator.Traffic;

namespace EhrSimulator.Vendors.Epic;

/// <summary>Epic's Interconnect: XML unless asked otherwise, empty refusals, HTML where a path does not exist.</summary>
internal sealed class EpicApi : VendorApi
{
    private const string Prefix = "/FHIRProxy";
    private const int MostHits = 100;
    private static readonly string[] Usable =
        ["_id", "identifier", "family", "given", "name", "birthdate", "gender", "legal-sex", "telecom", "phone", "email", "address", "address-city", "address-postalcode"];

    private static readonly ScopeSet Granted = new([
        "system/Patient.r", "system/Patient.s", "system/Patient.rs", "system/Encounter.rs", "system/AllergyIntolerance.rs", "system/MedicationRequest.rs",
        "system/Condition.rs?category=http://terminology.hl7.org/CodeSystem/condition-category|problem-list-item",
        "system/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs",
    ]);

    public override string Slug => "epic";
    public override string Name => "Epic";
    public override IReadOnlyList<string> Algorithms => ["RS256", "RS384", "RS512", "ES256", "ES384"];
    public override string FhirPath(HospitalProfile profile) => Prefix + "/api/FHIR/R4";
    public override string TokenPath(HospitalProfile profile) => Prefix + "/oauth2/token";

    public override IEnumerable<PatientRecord> Patients(HospitalProfile profile, IReadOnlyList<Person> people) => EpicPatients.Of(profile, people);

    public override JsonObject CapabilityStatement(Call call) => EpicConformance.Statement(call);

    public override JsonObject SmartConfiguration(Call call) => EpicConformance.Smart(call);

    // The scopes in the request do not matter: the app's record decides.
    public override (ScopeSet? Scopes, TokenRefusal? Refusal) Grant(HospitalProfile profile, string? asked) => (Granted, null);

    // One opaque answer for everything about the client; Epic never says which of the usual causes it was.
    public override Answer Refuse(Call call, string? clientId, TokenRefusal refusal) => Answer.Json(400, new JsonObject
    {
        ["error"] = refusal.Kind switch
        {
            RefusalKind.InvalidRequest => "invalid_request",
            RefusalKind.UnsupportedGrantType => "unsupported_grant_type",
            RefusalKind.UnauthorizedClient => "unauthorized_client",
            RefusalKind.InvalidScope => "invalid_scope",
            RefusalKind.InvalidGrant => "invalid_grant",
            RefusalKind.InvalidClient or RefusalKind.BadAuthorizationHeader or RefusalKind.ClientNotEnabled or RefusalKind.UnknownKid or RefusalKind.JwksUnreachable => "invalid_client",
        },
        ["error_description"] = null,
    });

    public override Answer Unauthorized(Call call) => Answer.Text(401, "\"\"", Answer.PlainJson)
        .With("WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"The access token provided is expired, revoked, malformed, or invalid for other reasons.\"");

    public override Answer Forbidden(Call call) => Answer.Empty(403)
        .With("WWW-Authenticate", "Bearer error=\"insufficient_scope\", error_description=\"The access token provided is valid, but is not authorized for this service.\"");

    public override Answer NotFound(Call call) => call.Route.Type is "Patient" || ClinicalTypes.Contains(call.Route.Type ?? "")
        ? Answer.Fhir(404, BundleWriter.Outcome("fatal", "not-found", Json.Concept("The resource was not found.")))
        : UnknownPath(call);

    public override Answer UnknownPath(Call call) => Answer.Html(404, """
        <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
        <html xmlns="http://www.w3.org/1999/xhtml"><head><title>404 - File or directory not found.</title></head>
        <body><div id="header"><h1>Server Error</h1></div><div id="content"><fieldset>
        <h2>404 - File or directory not found.</h2><h3>The resource you are looking for is not at this address.</h3>
        </fieldset></div></body></html>
        """);

    public override Answer Broken(Call call, int status, string words) => Answer.Html(status, $"<html><head><title>{status}</title></head><body><h1>{words}</h1></body></html>");

    public override Answer BadSearch(Call call) =>
        Answer.Fhir(400, EpicOutcome.Of(EpicOutcome.Issue(call, "fatal", "business-rule", EpicOutcome.MissingRequired, "A required element is missing.")));

    public override Answer Finish(Call call, Answer answer)
    {
        var asked = call.Query["_format"] ?? call.Accept ?? "";
        var formatted = answer.ContentType != Answer.FhirJson ? answer
            : !asked.Contains("json", StringComparison.OrdinalIgnoreCase) ? FhirXml.Of(answer)
            : asked.Contains("fhir", StringComparison.OrdinalIgnoreCase) ? answer
            : answer with { ContentType = Answer.PlainJson };
        return formatted.With("ServerMetrics", "{\"DBTime\":4,\"BlockReads\":11}");
    }

    protected override Answer Found(Call call, PatientRecord record)
    {
        if (record.Person.MergedInto is not { } survivor) return base.Found(call, record);
        var id = call.Hospital.Patients.All[survivor].Id;
        return Answer.Fhir(301, EpicOutcome.Of(EpicOutcome.Issue(call, "information", "informational", EpicOutcome.MergedPatient, "This patient was merged into another one.")))
            .With("Location", $"{call.FhirBase}/Patient/{id}");
    }

    protected override Answer? RefuseSearch(Call call)
    {
        if (call.Route.Type != "Patient") return RefuseClinical(call);
        if (!call.Query.Names.Any(n => Usable.Contains(n.Split(':')[0])))
            return Answer.Fhir(400, EpicOutcome.Of([
                .. call.Query.Names.Select(n => EpicOutcome.Issue(call, "information", "informational", EpicOutcome.UnknownParameter, $"An unknown parameter was ignored: {n.ToUpperInvariant()}")),
                EpicOutcome.Issue(call, "fatal", "business-rule", EpicOutcome.MissingRequired, "A required element is missing.", "demographics/_id"),
            ]));
        if (call.Query.Values("birthdate").Any(d => d.Length > 2 && char.IsAsciiLetter(d[0])))
            return Bad(call, EpicOutcome.InvalidValue, "A range is not supported for birthdate.");
        return FindPatients(call).Count() > MostHits ? Bad(call, EpicOutcome.TooManyHits, "The search matched too many patients.") : null;
    }

    protected override IEnumerable<PatientRecord> FindPatients(Call call) =>
        call.Query.Has("_id") || call.Query.Has("identifier")
            ? PatientMatch.Find(call.Hospital.Patients, call.Query, typeTextAsSystem: true)
            : EpicMatch.Find(call.Hospital.Patients, call.Query);

    protected override string? PageKey(Query query) => query["sessionID"];

    protected override Answer PageExpired(Call call) => Bad(call, EpicOutcome.SessionExpired, "The session of this search has ended.");

    protected override int PageSize(Call call) => call.Query.Count(1000, 1000);

    protected override string KeepRest(Call call, Page rest) =>
        $"{call.FhirBase}/{call.Route.Type}?sessionID={call.Hospital.Pages.Keep(rest, call.Now, n => $"{n}-{PageStore.Hex(16)}")}";

    protected override byte[] Wrap(Call call, Page page, IReadOnlyList<Entry> entries, string? next)
    {
        (string, string)[] links = [("self", $"{call.FhirBase}/{call.Route.Type}?{page.FirstQuery}")];
        if (next is not null) links = [("next", next), .. links];
        var byName = call.Query.Has("family") || call.Route.Type != "Patient";
        Entry[] shown = entries.Count == 0 ? [Note(call, EpicOutcome.NoHits, "Resource request returns no results.")]
            : byName ? [.. entries, Note(call, EpicOutcome.PatientContext, "This response includes information available to the authorized user at the time of the request.")]
            : [.. entries];
        return BundleWriter.Write(null, entries.Count, links, shown);
    }

    private static Answer? RefuseClinical(Call call)
    {
        if (call.Query.Has("_id")) return null;
        if (!call.Query.Has("patient") && !call.Query.Has("subject"))
            return call.Route.Type == "AllergyIntolerance" ? Answer.Empty(403) : Bad(call, EpicOutcome.InvalidValue, "The parameter patient is required.");
        return call.Route.Type == "Observation" && !call.Query.Has("category") && !call.Query.Has("code")
            ? Bad(call, EpicOutcome.CategoryNeeded, "Either category or code is required.")
            : null;
    }

    private static Answer Bad(Call call, string number, string words) =>
        Answer.Fhir(400, EpicOutcome.Of(EpicOutcome.Issue(call, "fatal", "processing", number, words)));

    private static Entry Note(Call call, string number, string words) => new($"urn:uuid:{Guid.CreateVersion7()}",
        EpicOutcome.Of(EpicOutcome.Issue(call, "warning", "processing", number, words)).Bytes(), "outcome");
}
