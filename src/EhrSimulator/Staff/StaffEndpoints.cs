using System.Text.Json;
using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.SignIn;

namespace EhrSimulator.Staff;

/// <summary>The control plane: what the hospital's staff does, and the dials. Never touched by outages.</summary>
internal static class StaffEndpoints
{
    public static void MapStaff(this WebApplication app)
    {
        app.MapGet("/", () => Results.Redirect("/hospitals"));
        app.MapGet("/hospitals", List);
        app.MapPost("/hospitals/reset", (HttpContext http, HospitalDirectory all, Jwks jwks) =>
        {
            foreach (var hospital in all.All) hospital.Reset();
            jwks.Forget();
            return Done(http, "/hospitals", new JsonObject { ["reset"] = all.All.Count });
        });
        app.MapGet("/hospitals/{slug}", (HttpContext http, HospitalDirectory all, string slug) => all.Find(slug) is not { } hospital ? Unknown(slug)
            : WantsHtml(http) ? Page(HospitalPage.Render(hospital, Ask.From(http.Request.Query), Origin(http)))
            : Send(HospitalSummary.Of(hospital, Origin(http))));
        app.MapGet("/hospitals/{slug}/site.json", (HttpContext http, HospitalDirectory all, string slug) =>
            all.Find(slug) is { } hospital ? Send(SiteFile.For(hospital, $"{Origin(http)}/{slug}")) : Unknown(slug));
        app.MapGet("/hospitals/{slug}/dials", (HospitalDirectory all, string slug) =>
            all.Find(slug) is { } hospital ? Send(HospitalSummary.Dials(hospital)) : Unknown(slug));
        app.MapMethods("/hospitals/{slug}/dials", ["PATCH", "POST"], SetDials);
        app.MapPost("/hospitals/{slug}/reset", (HttpContext http, HospitalDirectory all, string slug) =>
        {
            if (all.Find(slug) is not { } hospital) return Unknown(slug);
            hospital.Reset();
            return Done(http, $"/hospitals/{slug}", HospitalSummary.Dials(hospital));
        });
        app.MapPost("/hospitals/{slug}/staff", Register);
    }

    private static IResult List(HttpContext http, HospitalDirectory all) => WantsHtml(http)
        ? Page(HospitalListPage.Render(all.All))
        : Send(new JsonArray([.. all.All.Select(h => HospitalSummary.Of(h, Origin(http)))]));

    private static async Task<IResult> Register(HttpContext http, HospitalDirectory all, string slug)
    {
        if (all.Find(slug) is not { } hospital) return Unknown(slug);
        var fromPage = http.Request.HasFormContentType;
        var ask = fromPage ? Ask.From(await http.Request.ReadFormAsync(http.RequestAborted)) : await Ask.FromJsonAsync(http);
        if (ask.Refusal(hospital.Profile) is { } refusal)
            return fromPage ? Page(HospitalPage.Render(hospital, ask, Origin(http), refusal), 400) : Refused(refusal);
        var client = hospital.Clients.Register(ask.ClientId, ask.JwksUrl, ask.Secret);
        return fromPage
            ? Results.Redirect($"/hospitals/{slug}?{(ask with { ClientId = client.ClientId }).ToQuery()}", preserveMethod: false)
            : Send(HospitalSummary.StaffAnswer(hospital, client, Origin(http)));
    }

    private static async Task<IResult> SetDials(HttpContext http, HospitalDirectory all, TimeProvider time, string slug)
    {
        if (all.Find(slug) is not { } hospital) return Unknown(slug);
        // PATCH is always JSON, whatever a command-line client calls its content.
        var fromPage = http.Request.Method == HttpMethods.Post && http.Request.HasFormContentType;
        var (dials, refusal) = fromPage
            ? DialsForm.Read(await http.Request.ReadFormAsync(http.RequestAborted), hospital.Dials)
            : await DialsForm.MergeAsync(http, hospital.Dials);
        refusal ??= dials.Refusal();
        if (refusal is not null) return fromPage ? Page(HospitalPage.Render(hospital, Ask.From(http.Request.Query), Origin(http), refusal), 400) : Refused(refusal);
        hospital.Dials = dials.StartedAfter(hospital.Dials, time.GetUtcNow());
        return fromPage ? Results.Redirect($"/hospitals/{slug}{http.Request.QueryString}") : Send(HospitalSummary.Dials(hospital));
    }

    private static IResult Done(HttpContext http, string page, JsonNode? body) =>
        http.Request.HasFormContentType || WantsHtml(http) ? Results.Redirect(page) : Send(body);

    private static IResult Send(JsonNode? body) => Results.Text(body?.ToJsonString(), "application/json");

    private static IResult Refused(string why) => Results.Text(new JsonObject { ["error"] = why }.ToJsonString(), "application/json", statusCode: 400);

    private static IResult Unknown(string slug) => Results.Text(
        new JsonObject { ["error"] = $"There is no simulated hospital '{slug}'. GET /hospitals lists them." }.ToJsonString(), "application/json", statusCode: 404);

    private static IResult Page(string html, int status = 200) => Results.Text(html, "text/html; charset=utf-8", statusCode: status);

    private static bool WantsHtml(HttpContext http) => http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static string Origin(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";
}
