using EhrSimulator.Faults;
using EhrSimulator.Hospitals;
using EhrSimulator.SignIn;
using EhrSimulator.Vendors.Clinical;

namespace EhrSimulator.Traffic;

/// <summary>The way of one request through a hospital: dials, faults, vendor, and out.</summary>
internal sealed class HospitalTraffic(HospitalDirectory hospitals, TokenEndpoint tokens, TimeProvider time)
{
    public async Task ServeAsync(HttpContext http)
    {
        var segments = (http.Request.Path.Value ?? "/").Split('/', 3);
        if (hospitals.Find(segments[1]) is not { } hospital)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            await http.Response.WriteAsync("There is no simulated hospital of this name. GET /hospitals lists them.", http.RequestAborted);
            return;
        }
        var path = segments.Length > 2 ? "/" + segments[2] : "/";
        var call = await ReadAsync(http, hospital, path);
        if (call.Route.Area is Area.Token) hospital.CountTokenRequest();
        var delay = hospital.Meter.Delay(hospital.Dials);
        if (delay > TimeSpan.Zero) await Task.Delay(delay, time, http.RequestAborted);
        var answer = await AnswerAsync(call, http.RequestAborted);
        var stall = hospital.Dials.Stall(time.GetUtcNow());
        if (stall > TimeSpan.Zero) await Task.Delay(stall, time, http.RequestAborted);
        await Delivery.SendAsync(http, call, answer, time);
    }

    private async Task<Answer> AnswerAsync(Call call, CancellationToken cancel)
    {
        var (hospital, dials, vendor) = (call.Hospital, call.Hospital.Dials, call.Hospital.Vendor);
        if (dials.Outage) return vendor.Broken(call, 503, "Service Unavailable").With("Retry-After", Seconds(dials));
        if (hospital.Meter.OverLimit(dials.RateLimitPerMinute, call.Now)) return vendor.Throttled(call).With("Retry-After", Seconds(dials));
        if (hospital.Meter.Fails(dials.ErrorRate)) return vendor.Broken(call, 500, "Internal Server Error");
        if (FaultTable.Instead(call) is { } faulty) return faulty;
        var answer = vendor.RefuseEarly(call) ?? await ServiceAsync(call, cancel);
        return FaultTable.Spoil(call, vendor.Finish(call, answer));
    }

    private async Task<Answer> ServiceAsync(Call call, CancellationToken cancel)
    {
        var vendor = call.Hospital.Vendor;
        return call.Route.Area switch
        {
            Area.Metadata => Answer.Fhir(200, vendor.CapabilityStatement(call)),
            Area.SmartConfiguration => vendor.SmartConfiguration(call) is { } smart ? Answer.Json(200, smart) : vendor.NotFound(call),
            Area.Token => call.Method != "POST" ? Answer.Empty(405).With("Allow", "POST")
                : call.Profile.SignInMethods is [SignInMethod.None] ? vendor.UnknownPath(call)
                : await tokens.AnswerAsync(call, cancel),
            Area.Read => call.Method == "GET" ? Refuse(call, search: false) ?? vendor.Read(call) : Answer.Empty(405).With("Allow", "GET"),
            Area.Search => call.Method is "GET" or "POST" ? Refuse(call, search: true) ?? vendor.Search(call) : Answer.Empty(405).With("Allow", "GET, POST"),
            Area.Elsewhere => vendor.UnknownPath(call),
        };
    }

    private static Answer? Refuse(Call call, bool search)
    {
        var (hospital, type) = (call.Hospital, call.Route.Type!);
        if (hospital.Profile.SignInMethods is [SignInMethod.None]) return null;
        var token = hospital.Dials.Has(Fault.ExpiredToken) ? null : hospital.Tokens.Find(call.Bearer, call.Now);
        if (token is null) return hospital.Vendor.Unauthorized(call);
        return token.Scopes.Allows(SupportingRecords.Types.Contains(type) ? "Encounter" : type, search) ? null : hospital.Vendor.Forbidden(call);
    }

    private async Task<Call> ReadAsync(HttpContext http, Hospital hospital, string path)
    {
        var request = http.Request;
        var form = request.Method == "POST" ? await new StreamReader(request.Body).ReadToEndAsync(http.RequestAborted) : "";
        var route = Router.Of(hospital, path, request.Method);
        return new()
        {
            Hospital = hospital,
            Method = request.Method,
            Path = path,
            Route = route,
            // A search by POST carries its parameters in the body; the query string then counts for nothing.
            Query = new(route.Area == Area.Search && form.Length > 0 ? form : request.QueryString.Value ?? ""),
            Root = $"{request.Scheme}://{request.Host}/{hospital.Profile.Slug}",
            Now = time.GetUtcNow().AddSeconds(hospital.Dials.ClockSkewSeconds),
            Accept = request.Headers.Accept,
            Authorization = request.Headers.Authorization,
            ContentType = request.ContentType,
            Form = form,
        };
    }

    private static string Seconds(Dials dials) => dials.RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
