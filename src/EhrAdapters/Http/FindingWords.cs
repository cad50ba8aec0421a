using System.Globalization;
using Hl7.Fhir.Model;

namespace EhrAdapters.Http;

/// <summary>The words that a finding's sentences may name: of the connection, of the address called, of the answer.</summary>
internal sealed class FindingWords(Connection connection, IReadOnlyList<string>? egress = null)
{
    /// <summary>What the connection says of itself.</summary>
    public Dictionary<string, string> Connection()
    {
        Dictionary<string, string> words = new()
        {
            ["url"] = connection.FhirBaseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/'),
            ["host"] = connection.FhirBaseUrl.IdnHost,
            ["port"] = connection.FhirBaseUrl.Port.ToString(CultureInfo.InvariantCulture),
            ["algorithm"] = connection.SignIn.Algorithm,
            ["env"] = connection.Environment switch
            {
                EhrEnvironment.Simulator => "the simulated hospital",
                EhrEnvironment.Sandbox => "the sandbox",
                EhrEnvironment.NonProduction => "the test environment",
                EhrEnvironment.Production => "production",
            },
        };
        if (connection.SignIn.ClientId is { } clientId)
            words["clientId"] = clientId;
        if (connection.SignIn.KeyId is { } keyId)
            words["keyId"] = keyId;
        if (egress is { Count: > 0 })
            words["egress"] = string.Join(", ", egress);
        return words;
    }

    /// <summary>The connection's words with those of the address that was called.</summary>
    public Dictionary<string, string> For(Uri address)
    {
        var words = Connection();
        words["host"] = address.IdnHost;
        words["port"] = address.Port.ToString(CultureInfo.InvariantCulture);
        return words;
    }

    /// <summary>The words for an answer.</summary>
    public Dictionary<string, string> For(HttpAnswer answer)
    {
        var words = For(answer.Address);
        words["status"] = $"HTTP status {answer.Status}";
        if (answer.RequestId is { } requestId)
            words["requestId"] = requestId;
        if (answer.RetryAfter is { } wait)
            words["seconds"] = wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        if (answer.Location is { } location)
            words["location"] = location.GetLeftPart(UriPartial.Authority);
        if (answer.Address.Segments.Select(segment => segment.Trim('/')).LastOrDefault(ModelInfo.IsKnownResource) is { } type)
            words["resource"] = type;
        return words;
    }
}
