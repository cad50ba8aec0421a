using System.Globalization;
using System.Text;
using EhrSimulator.Hospitals;

namespace EhrSimulator.Traffic;

/// <summary>Puts an answer on the wire, or fails to in the ways that networks do.</summary>
internal static class Delivery
{
    private const long HugeBytes = 400L * 1024 * 1024;
    private static readonly TimeSpan SlowFirstByte = TimeSpan.FromSeconds(7);
    private static readonly byte[] Filler = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));

    public static async Task SendAsync(HttpContext http, Call call, Answer answer, TimeProvider time)
    {
        var cancel = http.RequestAborted;
        var dials = call.Hospital.Dials;
        var fhir = call.Route.Area is Area.Metadata or Area.Read or Area.Search;
        if (call.Route.Area is Area.Token && dials.Has(Fault.TokenNeverAnswers)) await Task.Delay(Timeout.InfiniteTimeSpan, time, cancel);
        if (fhir && dials.Has(Fault.NeverAnswers)) await Task.Delay(Timeout.InfiniteTimeSpan, time, cancel);
        if (fhir && dials.Has(Fault.SlowFirstByte)) await Task.Delay(SlowFirstByte, time, cancel);

        var response = http.Response;
        response.StatusCode = answer.Status;
        response.Headers.Date = call.Now.ToString("R", CultureInfo.InvariantCulture);
        foreach (var (name, value) in answer.Headers) response.Headers.Append(name, value);
        if (answer.ContentType is not null) response.ContentType = answer.ContentType;
        if (fhir && dials.Has(Fault.HugeBody)) await StreamHugeAsync(response, cancel);
        else await WriteAsync(http, answer, truncate: fhir && dials.Has(Fault.TruncatedBody), cancel);
    }

    private static async Task WriteAsync(HttpContext http, Answer answer, bool truncate, CancellationToken cancel)
    {
        http.Response.ContentLength = answer.Body.Length;
        if (!truncate)
        {
            if (answer.Body.Length > 0) await http.Response.Body.WriteAsync(answer.Body, cancel);
            return;
        }
        await http.Response.Body.WriteAsync(answer.Body[..(answer.Body.Length / 2)], cancel);
        // Kestrel closes the connection after the bytes that went out; an abort would reset it and could swallow them on the way.
        await http.Response.Body.FlushAsync(cancel);
    }

    // Begins like an honest answer and never gets to its end before any sane reader gives up.
    private static async Task StreamHugeAsync(HttpResponse response, CancellationToken cancel)
    {
        await response.Body.WriteAsync(Encoding.ASCII.GetBytes("{\"resourceType\":\"CapabilityStatement\",\"description\":\""), cancel);
        for (var sent = 0L; sent < HugeBytes; sent += Filler.Length) await response.Body.WriteAsync(Filler, cancel);
        await response.Body.WriteAsync("\"}"u8.ToArray(), cancel);
    }
}
