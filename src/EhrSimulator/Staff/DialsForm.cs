using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;

namespace EhrSimulator.Staff;

/// <summary>Reads new settings of the dials: from JSON only what is named changes, from the page everything.</summary>
internal static class DialsForm
{
    public static async Task<(Dials Dials, string? Refusal)> MergeAsync(HttpContext http, Dials now)
    {
        try
        {
            if (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted) is not JsonObject changes)
                return (now, "Send a JSON object with the dials to change.");
            var merged = JsonSerializer.SerializeToNode(now, HospitalSummary.Wire)!.AsObject();
            foreach (var (name, value) in changes) merged[name] = value?.DeepClone();
            return (merged.Deserialize<Dials>(HospitalSummary.Wire) is { Faults: not null } dials ? dials : now, null);
        }
        catch (JsonException e)
        {
            return (now, $"The dials could not be read: check '{e.Path ?? "the JSON"}'.");
        }
    }

    public static (Dials Dials, string? Refusal) Read(IFormCollection form, Dials now)
    {
        string? refusal = null;
        double Number(string name)
        {
            var text = form[name].ToString();
            if (text.Length == 0) return 0;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e9) return number;
            refusal ??= $"{name} must be a number.";
            return 0;
        }

        var dials = now with
        {
            LatencyMs = (int)Number("latencyMs"),
            JitterMs = (int)Number("jitterMs"),
            StallSeconds = Number("stallSeconds"),
            StallEverySeconds = Number("stallEverySeconds"),
            ErrorRate = Number("errorRate"),
            RateLimitPerMinute = (int)Number("rateLimitPerMinute"),
            RetryAfterSeconds = (int)Number("retryAfterSeconds"),
            TokenLifetimeSeconds = (int)Number("tokenLifetimeSeconds"),
            ClockSkewSeconds = (int)Number("clockSkewSeconds"),
            Outage = form.ContainsKey("outage"),
            Faults = [.. form["faults"].OfType<string>()],
        };
        return (dials, refusal);
    }
}
