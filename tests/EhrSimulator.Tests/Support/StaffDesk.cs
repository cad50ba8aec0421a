using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace EhrSimulator.Tests.Support;

public static class StaffDesk
{
    public static async Task<JsonNode> RegisterAsync(RunningSimulator simulator, string slug, string? clientId, string? jwksUrl)
    {
        using var answer = await simulator.Http.PostAsJsonAsync($"/hospitals/{slug}/staff", new { clientId, jwksUrl }, RunningSimulator.Cancel);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel))!;
    }
}
