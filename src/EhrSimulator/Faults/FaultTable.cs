using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;
using EhrSimulator.Traffic;

namespace EhrSimulator.Faults;

/// <summary>What each fault does to an answer. Faults of the sign-in live in the token endpoint, those of the wire in Delivery.</summary>
internal static class FaultTable
{
    private static readonly Area[] Everything = Enum.GetValues<Area>();
    private static readonly Area[] Fhir = [Area.Metadata, Area.Read, Area.Search];
    private static readonly Area[] Web = [Area.Metadata, Area.SmartConfiguration, Area.Read, Area.Search, Area.Elsewhere];
    private static readonly Area[] Patients = [Area.Read, Area.Search];

    private static readonly Area[] Searches = [Area.Search];

    private sealed record Entry(string Fault, Area[] Where, Func<Call, Answer?> Answer);

    private static readonly Entry[] Entries =
    [
        new(Fault.Gateway502, Everything, _ => FaultPages.Gateway()),
        new(Fault.Waf403, Everything, _ => FaultPages.Firewall()),
        new(Fault.RedirectToLogin, Web, call => call.Path == "/login" ? FaultPages.Login(call) : Answer.Empty(302).With("Location", $"{call.Root}/login?ReturnUrl={Uri.EscapeDataString(call.Path)}")),
        new(Fault.HtmlLoginPage, Web, FaultPages.Login),
        new(Fault.Server500, Fhir, call => call.Hospital.Vendor.Broken(call, 500, "Internal Server Error")),
        new(Fault.Metadata404, [Area.Metadata], call => call.Hospital.Vendor.UnknownPath(call)),
        // Guarded, not gone: who shows a token is let in.
        new(Fault.Metadata401, [Area.Metadata], call => call.Hospital.Tokens.Find(call.Bearer, call.Now) is null ? call.Hospital.Vendor.Unauthorized(call) : null),
        new(Fault.RedirectElsewhere, Web, call => Answer.Empty(301).With("Location", $"https://fhir.new-home.invalid{call.Path}")),
        new(Fault.Gateway504, Everything, _ => FaultPages.Timeout()),
        new(Fault.Misdirected421, Fhir, _ => FaultPages.Misdirected()),
        new(Fault.NotAcceptable406, Fhir, _ => Answer.Empty(406)),
        new(Fault.FhirJson406, Fhir, call => call.Accept?.Contains("fhir", StringComparison.OrdinalIgnoreCase) == true ? Answer.Empty(406) : null),
        new(Fault.SearchGet405, Searches, call => call.Method == "GET" ? FaultPages.Method("POST") : null),
        new(Fault.Search501, Searches, call => call.Hospital.Vendor.Broken(call, 501, "Not Implemented")),
        new(Fault.Api415, Patients, call => call.Hospital.Vendor.Broken(call, 415, "Unsupported Media Type")),
        new(Fault.Api429, Patients, call => call.Hospital.Vendor.Throttled(call).With("Retry-After", $"{call.Hospital.Dials.RetryAfterSeconds}")),
        new(Fault.NotFhir, [Area.Metadata], call => Answer.Json(200, new JsonObject { ["service"] = "billing-gateway", ["status"] = "up" })),
        new(Fault.Dstu2, [Area.Metadata], call => Answer.Json(200, OldStatement(call, "Conformance", "1.0.2"), "application/json+fhir; charset=utf-8")),
        new(Fault.Stu3, [Area.Metadata], call => Answer.Fhir(200, OldStatement(call, "CapabilityStatement", "3.0.1"))),
        new(Fault.Smart404, [Area.SmartConfiguration], call => call.Hospital.Vendor.UnknownPath(call)),
        new(Fault.TokenHtml, [Area.Token], FaultPages.Login),
        new(Fault.Token429, [Area.Token], call => call.Hospital.Vendor.Broken(call, 429, "Too Many Requests").With("Retry-After", $"{call.Hospital.Dials.RetryAfterSeconds}")),
        new(Fault.Token415, [Area.Token], call => call.Hospital.Vendor.Broken(call, 415, "Unsupported Media Type")),
        new(Fault.TokenBasicChallenge, [Area.Token], FaultPages.PersonsLogin),
        new(Fault.TokenOddError, [Area.Token], _ => Answer.Json(400, new JsonObject { ["error"] = "policy_violation" })),
        new(Fault.Token503, [Area.Token], call => call.Hospital.Vendor.Broken(call, 503, "Service Unavailable")),
        new(Fault.Api403, Patients, call => call.Hospital.Vendor.Forbidden(call)),
        new(Fault.Search400, Searches, call => call.Hospital.Vendor.BadSearch(call)),
        new(Fault.Resource404, Patients, call => call.Hospital.Vendor.NotServed(call)),
        new(Fault.OutcomeLogin, Patients, _ => Outcome("login")),
        new(Fault.OutcomeExpired, Patients, _ => Outcome("expired")),
        new(Fault.OutcomeUnknown, Patients, _ => Outcome("unknown")),
        new(Fault.OutcomeTransient, Patients, _ => Answer.Fhir(500, BundleWriter.Outcome("error", "lock-error", Json.Concept("The record is locked by another process.")))),
        new(Fault.InvalidResource, Patients, _ => Answer.Fhir(200, new JsonObject { ["resourceType"] = "Basic", ["id"] = "1", ["code"] = Json.Concept("A record of another kind.") })),
        new(Fault.Condition403, Searches, call => call.Route.Type == "Condition" ? call.Hospital.Vendor.Forbidden(call) : null),
        new(Fault.Encounter404, Searches, call => call.Route.Type == "Encounter" ? call.Hospital.Vendor.NotServed(call) : null),
        new(Fault.Observation400, Searches, call => call.Route.Type == "Observation" ? call.Hospital.Vendor.BadSearch(call) : null),
        new(Fault.Patient404, [Area.Read], call => call.Hospital.Vendor.NotFound(call)),
        new(Fault.OutcomeIn200, [Area.Read], _ => Answer.Fhir(200, BundleWriter.Outcome("error", "processing", Json.Concept("The record is not available.")))),
    ];

    private static readonly (string Fault, Area Where, Action<JsonObject> Change)[] Rewrites =
    [
        (Fault.NoPrivateKeyJwt, Area.SmartConfiguration, smart =>
        {
            smart["token_endpoint_auth_methods_supported"] = Json.Texts(["client_secret_post"]);
            smart["grant_types_supported"] = Json.Texts(["authorization_code", "refresh_token"]);
            smart["capabilities"] = Json.Texts(["launch-standalone", "client-public"]);
        }),
        (Fault.AlgorithmNotListed, Area.SmartConfiguration, smart => smart["token_endpoint_auth_signing_alg_values_supported"] = Json.Texts(["EdDSA"])),
        (Fault.TokenOtherHost, Area.SmartConfiguration, smart => smart["token_endpoint"] = "https://login.hospital-auth.invalid/oauth2/token"),
        (Fault.NoOauthUris, Area.Metadata, statement => (statement["rest"]?[0]?["security"] as JsonObject)?.Remove("extension")),
        (Fault.R5, Area.Metadata, statement => statement["fhirVersion"] = "5.0.0"),
        (Fault.NoPatientInMetadata, Area.Metadata, statement => statement["rest"]![0]!["resource"]!.AsArray().RemoveAt(0)),
        .. StatementFaults.All,
    ];

    public static Answer? Instead(Call call)
    {
        var dials = call.Hospital.Dials;
        if (dials.Faults.Count == 0) return null;
        return Entries.Where(e => dials.Has(e.Fault) && e.Where.Contains(call.Route.Area)).Select(e => e.Answer(call)).FirstOrDefault(a => a is not null);
    }

    /// <summary>Faults that keep the answer but change what is around it.</summary>
    public static Answer Spoil(Call call, Answer answer)
    {
        var dials = call.Hospital.Dials;
        if (dials.Faults.Count == 0) return answer;
        if (answer.Status == 200 && call.Route.Area is Area.SmartConfiguration or Area.Metadata)
            foreach (var (fault, area, change) in Rewrites.Where(r => r.Where == call.Route.Area && dials.Has(r.Fault))) answer = Rewrite(answer, change);
        if (answer.Status == 200 && call.Route.Area is Area.Read or Area.Search) answer = RecordFaults.Spoil(call, answer);
        if (dials.Has(Fault.XmlWithoutFormat) && Fhir.Contains(call.Route.Area) && call.Query["_format"] is null && answer.ContentType?.Contains("json", StringComparison.Ordinal) == true) answer = FhirXml.Of(answer);
        if (dials.Has(Fault.XmlOnly) && answer.ContentType?.Contains("json", StringComparison.Ordinal) == true && Fhir.Contains(call.Route.Area)) answer = FhirXml.Of(answer);
        if (dials.Has(Fault.WrongContentType) && Fhir.Contains(call.Route.Area)) answer = answer with { ContentType = "text/plain" };
        return answer;
    }

    private static Answer Outcome(string code) => Answer.Fhir(400, BundleWriter.Outcome("error", code, Json.Concept("The session cannot be used.")));

    private static Answer Rewrite(Answer answer, Action<JsonObject> change)
    {
        if (answer.ContentType?.Contains("json", StringComparison.Ordinal) != true) return answer;
        var body = JsonNode.Parse(answer.Body.Span)!.AsObject();
        change(body);
        return answer with { Body = body.Bytes() };
    }

    private static JsonObject OldStatement(Call call, string type, string version) => new()
    {
        ["resourceType"] = type,
        ["status"] = "active",
        ["date"] = "2016-09-01",
        ["publisher"] = call.Hospital.Vendor.Name,
        ["kind"] = "instance",
        ["software"] = new JsonObject { ["name"] = call.Hospital.Vendor.Name },
        ["fhirVersion"] = version,
        ["format"] = Json.Texts(["json", "xml"]),
        ["rest"] = Json.List(new JsonObject { ["mode"] = "server" }),
    };
}
