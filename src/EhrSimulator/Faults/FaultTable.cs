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

    private sealed record Entry(string Fault, Area[] Where, Func<Call, Answer> Answer);

    private static readonly Entry[] Entries =
    [
        new(Fault.Gateway502, Everything, _ => FaultPages.Gateway()),
        new(Fault.Waf403, Everything, _ => FaultPages.Firewall()),
        new(Fault.RedirectToLogin, Web, call => call.Path == "/login" ? FaultPages.Login(call) : Answer.Empty(302).With("Location", $"{call.Root}/login?ReturnUrl={Uri.EscapeDataString(call.Path)}")),
        new(Fault.HtmlLoginPage, Web, FaultPages.Login),
        new(Fault.Server500, Fhir, call => call.Hospital.Vendor.Broken(call, 500, "Internal Server Error")),
        new(Fault.Metadata404, [Area.Metadata], call => call.Hospital.Vendor.UnknownPath(call)),
        new(Fault.Metadata401, [Area.Metadata], call => call.Hospital.Vendor.Unauthorized(call)),
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
    ];

    public static Answer? Instead(Call call)
    {
        var dials = call.Hospital.Dials;
        if (dials.Faults.Count == 0) return null;
        return Entries.FirstOrDefault(e => dials.Has(e.Fault) && e.Where.Contains(call.Route.Area)) is { } entry ? entry.Answer(call) : null;
    }

    /// <summary>Faults that keep the answer but change what is around it.</summary>
    public static Answer Spoil(Call call, Answer answer)
    {
        var dials = call.Hospital.Dials;
        if (dials.Faults.Count == 0) return answer;
        if (answer.Status == 200 && call.Route.Area is Area.SmartConfiguration or Area.Metadata)
            foreach (var (fault, area, change) in Rewrites.Where(r => r.Where == call.Route.Area && dials.Has(r.Fault))) answer = Rewrite(answer, change);
        if (dials.Has(Fault.XmlOnly) && answer.ContentType?.Contains("json", StringComparison.Ordinal) == true && Fhir.Contains(call.Route.Area)) answer = FhirXml.Of(answer);
        if (dials.Has(Fault.WrongContentType) && Fhir.Contains(call.Route.Area)) answer = answer with { ContentType = "text/plain" };
        return answer;
    }

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
