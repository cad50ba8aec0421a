using System.Globalization;
using LiveTraffic.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LiveTraffic.Downtime;

/// <summary>Where a caller asks for what it sent while the hospital was down.</summary>
internal static class QueueEndpoints
{
    // RFC 7240, 4.1.
    private const string Prefer = "Prefer";
    private const string PreferenceApplied = "Preference-Applied";
    private const string RespondAsync = "respond-async";

    public static void MapQueue(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/sites/{site}/queued/{id}", FetchAsync).AllowAnonymous();

    /// <summary>True for a caller that would rather wait than be refused while the hospital is down.</summary>
    public static bool WouldWait(HttpRequest request) => request.Headers[Prefer]
        .SelectMany(header => (header ?? "").Split(','))
        .Any(preference => string.Equals(preference.Split(';')[0].Trim(), RespondAsync, StringComparison.OrdinalIgnoreCase));

    public static IResult Queued(HttpContext http, string site, string id, int place)
    {
        http.Response.Headers[PreferenceApplied] = RespondAsync;
        return Waiting(http, site, id, place);
    }

    private static async Task<IResult> FetchAsync(string site, string id, HttpContext http, PatientGateway gateway, DowntimeQueue queue)
    {
        var key = GatewayEndpoints.Key(http.Request);
        var admitted = await gateway.AdmitAsync(site, key, http.RequestAborted);
        if (admitted.Site is not { } at)
            return GatewayEndpoints.Answer(http, admitted.Refusal!);
        var found = queue.Fetch(at, id, key);
        return found.State switch
        {
            QueueState.Waiting => Waiting(http, site, id, found.Place!.Value),
            QueueState.Answered => GatewayEndpoints.Answer(http, found.Answer!.Value),
            QueueState.Gone => GatewayEndpoints.Answer(http, GatewayRefusal.NotWaiting),
            QueueState.Lost => GatewayEndpoints.Answer(http, GatewayRefusal.LostByRestart),
        };
    }

    private static IResult Waiting(HttpContext http, string site, string id, int place)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentLocation = $"/api/v1/sites/{site}/queued/{id}";
        headers.RetryAfter = QueueRules.AskAgain.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return Results.Json(new { State = "waiting", Place = place, Cause = "The hospital’s EHR does not answer. The request waits and is sent as soon as it does, in order." }, statusCode: StatusCodes.Status202Accepted);
    }
}
