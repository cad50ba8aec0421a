using System.Globalization;
using System.Net;
using EhrSimulator.Hospitals;

namespace EhrSimulator.Staff;

/// <summary>The dials of one hospital as a form.</summary>
internal static class DialsSection
{
    public static string Render(Hospital hospital, Ask ask)
    {
        var (slug, dials) = (hospital.Profile.Slug, hospital.Dials);
        var query = ask.ToQuery() is { Length: > 0 } asked ? "?" + WebUtility.HtmlEncode(asked) : "";
        var faults = string.Concat(FaultGroups.All.Select(group => Group(group.Level, group.Faults, dials)));
        return $"""
            <section class="card"><h2>Dials</h2>
            <form method="post" action="/hospitals/{slug}/dials{query}"><div class="grid">
            {Number("Latency (ms)", "latencyMs", dials.LatencyMs)}
            {Number("Jitter (ms)", "jitterMs", dials.JitterMs)}
            {Number("Stall every answer for (seconds)", "stallSeconds", dials.StallSeconds)}
            {Number("Stall again every (seconds)", "stallEverySeconds", dials.StallEverySeconds)}
            {Number("Error rate (0 to 1)", "errorRate", dials.ErrorRate)}
            {Number("Rate limit (requests a minute, 0 is none)", "rateLimitPerMinute", dials.RateLimitPerMinute)}
            {Number("Retry-After (seconds)", "retryAfterSeconds", dials.RetryAfterSeconds)}
            {Number("Token life (seconds, 0 is the vendor's)", "tokenLifetimeSeconds", dials.TokenLifetimeSeconds)}
            {Number("Clock ahead of ours (seconds)", "clockSkewSeconds", dials.ClockSkewSeconds)}
            </div><div class="checks"><label><input type="checkbox" name="outage"{(dials.Outage ? " checked" : "")}>Outage</label></div>
            <h3>Faults</h3>{faults}
            <button>Set dials</button><button name="reset" value="yes" formaction="/hospitals/{slug}/reset">Reset</button></form></section>
            """;
    }

    private static string Group(string level, IReadOnlyList<string> faults, Dials dials) => $"""
        <fieldset class="checks"><legend>{WebUtility.HtmlEncode(level)}</legend>{string.Concat(faults.Select(f =>
            $"""<label><input type="checkbox" name="faults" value="{f}"{(dials.Has(f) ? " checked" : "")}>{f}</label>"""))}</fieldset>
        """;

    private static string Number(string label, string name, double value) => $"""
        <div><label for="dial-{name}">{WebUtility.HtmlEncode(label)}</label>
        <input id="dial-{name}" name="{name}" inputmode="decimal" value="{value.ToString(CultureInfo.InvariantCulture)}"></div>
        """;
}
