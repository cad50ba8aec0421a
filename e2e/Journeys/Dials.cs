using System.Net.Http.Json;
using Portal.E2E.Browser;

namespace Portal.E2E.Journeys;

/// <summary>Turns the dials of a simulated hospital, as its own page would.</summary>
public static class Dials
{
    /// <summary>The journeys that turn the dials of hospitals that they share; one after the other.</summary>
    public const string Turned = "turned dials";

    public static async Task FaultAsync(this World world, string hospital, params string[] faults) =>
        (await world.Http.PatchAsJsonAsync($"{world.Hospitals}/hospitals/{hospital}/dials", new { faults })).EnsureSuccessStatusCode();

    /// <summary>How long the hospital thinks before each answer.</summary>
    public static async Task LatencyAsync(this World world, string hospital, int milliseconds) =>
        (await world.Http.PatchAsJsonAsync($"{world.Hospitals}/hospitals/{hospital}/dials", new { latencyMs = milliseconds })).EnsureSuccessStatusCode();

    public static async Task OutageAsync(this World world, string hospital, bool outage) =>
        (await world.Http.PatchAsJsonAsync($"{world.Hospitals}/hospitals/{hospital}/dials", new { outage })).EnsureSuccessStatusCode();
}
