using System.Globalization;
using System.Text.Json;
using EhrAdapters.Mapping;
using LiveTraffic.Downtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Onboarding;

namespace LiveTraffic.Gateway;

/// <summary>The API that our product calls for the patients of live sites.</summary>
public static class GatewayEndpoints
{
    private const int LargestBody = 4_096;
    private const string Bearer = "Bearer ";

    public static IEndpointRouteBuilder MapLiveTraffic(this IEndpointRouteBuilder routes)
    {
        // A key opens these, not a signed-in person.
        var site = routes.MapGroup("/api/v1/sites/{site}/patients").AllowAnonymous();
        site.MapGet("{fhirId}", (string site, string fhirId, HttpContext http, PatientGateway gateway, DowntimeQueue queue) =>
            AnswerAsync(http, site, queue, (caller, cancellation) => gateway.ReadAsync(site, caller, fhirId, cancellation)));
        // By POST, so that no MRN stands in an address.
        site.MapPost("lookup", async (string site, HttpContext http, PatientGateway gateway, DowntimeQueue queue) =>
        {
            var mrn = await MrnAsync(http);
            return await AnswerAsync(http, site, queue, (caller, cancellation) => gateway.LookUpAsync(site, caller, mrn, cancellation));
        }).WithMetadata(new SmallBody());
        routes.MapQueue();
        return routes;
    }

    // A caller that would rather wait gets a place in the queue while the hospital is down; the others are refused as ever.
    private static async Task<IResult> AnswerAsync(HttpContext http, string site, DowntimeQueue queue, Func<GatewayCaller, CancellationToken, Task<GatewayAnswer>> ask)
    {
        // Read now: what waits outlives the request.
        var caller = Caller(http.Request);
        if (!QueueEndpoints.WouldWait(http.Request))
            return Answer(http, await ask(caller, http.RequestAborted));
        var asked = await queue.AskAsync(caller.Key, (turn, cancellation) => ask(caller with { Turn = turn }, cancellation), http.RequestAborted);
        return asked.Id is { } id ? QueueEndpoints.Queued(http, site, id, asked.Place) : Answer(http, asked.Answer);
    }

    internal static IResult Answer(HttpContext http, GatewayAnswer answer)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (answer.Refusal is not { } refusal)
            return Results.Json(answer.Patient!.Fields.ToDictionary(field => field.FieldId, field => field.Outcome is FieldOutcome.Populated ? field.Value : null), PatientJson.Options);
        if (refusal.Status == StatusCodes.Status401Unauthorized)
            http.Response.Headers.WWWAuthenticate = "Bearer";
        if (refusal.RetryAfter is { } after)
            http.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var told = new Dictionary<string, object?> { ["code"] = refusal.Code, ["owner"] = Json.Word(refusal.Owner), ["nextStep"] = refusal.NextStep };
        if (refusal.Ramp is { } ramp)
            told["ramp"] = ramp;
        return Results.Problem(refusal.Cause, statusCode: refusal.Status, title: refusal.Title, extensions: told);
    }

    private static GatewayCaller Caller(HttpRequest request) => new(Key(request), request.Headers[Admission.UnitHeader].FirstOrDefault());

    internal static string? Key(HttpRequest request)
    {
        var bearer = request.Headers.Authorization.ToString();
        return bearer.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? bearer[Bearer.Length..].Trim() : request.Headers["X-Api-Key"].FirstOrDefault();
    }

    private static async Task<string?> MrnAsync(HttpContext http)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<LookUp>(http.Request.Body, Json.Options, http.RequestAborted);
            return body?.Mrn;
        }
        catch (Exception fault) when (fault is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    private sealed record LookUp(string? Mrn)
    {
        public override string ToString() => "(look-up)";
    }

    private sealed class SmallBody : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => LargestBody;
    }
}

internal static class PatientJson
{
    // A caller sees every field of the contract, the ones without a value as null.
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
}
