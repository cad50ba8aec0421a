using System.Net;
using EhrSimulator.Hospitals;
using EhrSimulator.SignIn;
using EhrSimulator.Vendors;

namespace EhrSimulator.Staff;

/// <summary>One hospital's page: play its staff with one button, and turn its dials.</summary>
internal static class HospitalPage
{
    public static string Render(Hospital hospital, Ask ask, string origin, string? refusal = null)
    {
        var profile = hospital.Profile;
        var client = hospital.Clients.Find(ask.ClientId);
        return PageFrame.Wrap(profile.Name, $"""
            <h1>{E(profile.Name)}</h1>
            <p class="lead">A simulated {E(hospital.Vendor.Name)} hospital in {E(profile.Town.City)}, {profile.Town.State} with {hospital.Patients.All.Count} invented patients.</p>
            {(refusal is null ? "" : $"""<p class="note bad" role="alert">{E(refusal)}</p>""")}
            {Facts(hospital, origin)}
            {StaffForm(hospital, ask, client)}
            {(client is null ? "" : SentBack(hospital, client))}
            {DialsSection.Render(hospital, ask)}
            """);
    }

    private static string Facts(Hospital hospital, string origin)
    {
        var profile = hospital.Profile;
        var options = string.Concat(profile.VendorOptions.Select(o => Fact(Label(o.Key), o.Value)));
        return $"""
            <section class="card"><h2>About this hospital</h2><dl>
            {Fact("FHIR base URL", $"{origin}/{profile.Slug}{hospital.Vendor.FhirPath(profile)}")}
            {Fact("Sign-in", string.Join(", ", profile.SignInMethods))}
            {Fact("Scopes", Scopes(profile))}
            {Fact("Time zone", profile.TimeZone)}
            {options}
            </dl><p><a href="/hospitals/{profile.Slug}/site.json">Ready site file</a></p></section>
            """;
    }

    private static string StaffForm(Hospital hospital, Ask ask, RegisteredClient? client)
    {
        var state = client is not null ? $"""<p class="note good" role="status">Client {E(client.ClientId)} is registered and enabled.</p>"""
            : hospital.Profile.SignInMethods is [SignInMethod.None] ? """<p class="note wait" role="status">This server needs no sign-in. The staff still names ten patients.</p>"""
            : """<p class="note wait" role="status">The staff has not registered this client yet: until then its sign-in is refused.</p>""";
        return $"""
            <section class="card"><h2>What the hospital's staff does</h2>{state}
            <form method="post" action="/hospitals/{hospital.Profile.Slug}/staff">
            <label for="ask-client">Client to register</label><input id="ask-client" name="clientId" value="{E(ask.ClientId)}" placeholder="Empty: the hospital issues one">
            <label for="ask-jwks">Address of its public keys (JWKS URL)</label><input id="ask-jwks" name="jwksUrl" inputmode="url" value="{E(ask.JwksUrl)}">
            <label for="ask-key">Key ID</label><input id="ask-key" name="keyId" value="{E(ask.KeyId)}">
            <button class="primary">Register the client, enable it and name ten patients</button></form></section>
            """;
    }

    private static string SentBack(Hospital hospital, RegisteredClient client)
    {
        var test = hospital.Patients.Test.ToList();
        var secret = client.Secret is null ? "" : Shown("Client secret", "sent-secret", client.Secret);
        return $"""
            <section class="card"><h2>What the hospital sends back</h2>
            {Shown("Client ID", "sent-client", client.ClientId)}
            {secret}
            <div class="grid"><div>{Lines("Test patient MRNs", "sent-mrns", test.Select(r => r.Mrn))}</div>
            <div>{Lines("Test patient FHIR IDs", "sent-ids", test.Select(r => r.Id))}</div></div></section>
            """;
    }

    private static string Shown(string label, string id, string value) =>
        $"""<label for="{id}">{label}</label><input class="mono" id="{id}" readonly value="{E(value)}">""";

    private static string Lines(string label, string id, IEnumerable<string> values) =>
        $"""<label for="{id}">{label}</label><textarea id="{id}" rows="10" readonly>{E(string.Join('\n', values))}</textarea>""";

    private static string Fact(string name, string value) => $"""<dt>{E(name)}</dt><dd class="mono">{E(value)}</dd>""";

    private static string Scopes(HospitalProfile profile) => profile switch
    {
        { SignInMethods: [SignInMethod.None] } => "none",
        { Vendor: "epic" } => "decided by the app's record, not by the request",
        { ScopesV1: true } => $"system/Patient.read, and the same for {Clinical}",
        _ => $"system/Patient.rs, and the same for {Clinical}",
    };

    private static string Clinical => string.Join(", ", VendorApi.ClinicalTypes);

    private static string Label(string option) => option switch
    {
        "practice" => "Practice",
        "tenant" => "Tenant",
        "mrnSystem" => "MRN system",
        "mrnTypeText" => "MRN type text",
        _ => option,
    };

    private static string E(string? text) => WebUtility.HtmlEncode(text ?? "");
}
