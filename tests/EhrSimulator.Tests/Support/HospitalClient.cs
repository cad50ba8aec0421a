using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace EhrSimulator.Tests.Support;

/// <summary>A small honest client of one hospital, signed in as its ready site file says.</summary>
public sealed class HospitalClient(RunningSimulator simulator, string fhirBase, string? token)
{
    public string FhirBase => fhirBase;

    public IReadOnlyList<string> Mrns { get; private init; } = [];

    public JsonObject Site { get; private init; } = [];

    public static async Task<HospitalClient> FromSiteFileAsync(RunningSimulator simulator, string slug)
    {
        var site = (await simulator.JsonAsync($"/hospitals/{slug}/site.json")).AsObject();
        var fhirBase = (string)site["fhirBaseUrl"]!;
        var token = (string)site["signIn"]!["method"]! == "none" ? null : await SignInAsync(simulator, site["signIn"]!.AsObject(), fhirBase);
        return new(simulator, fhirBase, token)
        {
            Site = site,
            Mrns = [.. site["patients"]!["mrns"]!.AsArray().Select(m => (string)m!)],
        };
    }

    public async Task<HttpResponseMessage> SendAsync(string path, string? accept = "application/fhir+json", string? bearer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path.StartsWith("http", StringComparison.Ordinal) ? path : $"{fhirBase}/{path}");
        if (accept is not null) request.Headers.Accept.ParseAdd(accept);
        if ((bearer ?? token) is { } used) request.Headers.Authorization = new("Bearer", used);
        return await simulator.Http.SendAsync(request, RunningSimulator.Cancel);
    }

    public async Task<JsonObject> GetAsync(string path)
    {
        using var answer = await SendAsync(path);
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel))!.AsObject();
    }

    public static List<JsonObject> Matches(JsonObject bundle) =>
    [
        .. (bundle["entry"]?.AsArray() ?? []).Where(e => (string?)e!["search"]!["mode"] == "match").Select(e => e!["resource"]!.AsObject()),
    ];

    public static string? Next(JsonObject bundle) =>
        bundle["link"]!.AsArray().Where(l => (string?)l!["relation"] == "next").Select(l => (string?)l!["url"]).SingleOrDefault();

    public static async Task<HttpResponseMessage> PostTokenAsync(RunningSimulator simulator, string tokenUrl, Dictionary<string, string> form, string? basic = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, tokenUrl) { Content = new FormUrlEncodedContent(form) };
        if (basic is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        return await simulator.Http.SendAsync(request, RunningSimulator.Cancel);
    }

    private static async Task<string> SignInAsync(RunningSimulator simulator, JsonObject signIn, string fhirBase)
    {
        var tokenUrl = (string)(await simulator.JsonAsync($"{fhirBase}/.well-known/smart-configuration"))["token_endpoint"]!;
        var (id, secret) = ((string)signIn["clientId"]!, (string?)signIn["secret"]);
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["scope"] = string.Join(' ', signIn["scopes"]!.AsArray().Select(s => (string)s!)),
        };
        string? basic = null;
        switch ((string)signIn["method"]!)
        {
            case "private-key-jwt":
                var key = SigningKey.FromPem((string)signIn["privateKey"]!, (string)signIn["keyId"]!, (string)signIn["algorithm"]!);
                form["client_assertion_type"] = Assertion.Type;
                form["client_assertion"] = key.Sign(Assertion.Claims(simulator, id, tokenUrl));
                break;
            case "client-secret-post":
                (form["client_id"], form["client_secret"]) = (id, secret!);
                break;
            default:
                basic = $"{id}:{secret}";
                break;
        }
        using var answer = await PostTokenAsync(simulator, tokenUrl, form, basic);
        answer.EnsureSuccessStatusCode();
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel))!["access_token"]!;
    }
}
