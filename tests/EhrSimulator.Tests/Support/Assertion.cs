using System.Text.Json.Nodes;

namespace EhrSimulator.Tests.Support;

public static class Assertion
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public static JsonObject Claims(RunningSimulator simulator, string clientId, string tokenUrl)
    {
        var now = simulator.Time.GetUtcNow().ToUnixTimeSeconds();
        return new()
        {
            ["iss"] = clientId, ["sub"] = clientId, ["aud"] = tokenUrl, ["jti"] = Guid.NewGuid().ToString(),
            ["iat"] = now - 2, ["nbf"] = now - 2, ["exp"] = now + 240,
        };
    }
}
