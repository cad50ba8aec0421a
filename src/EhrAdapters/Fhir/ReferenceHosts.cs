using System.Net;
using System.Text;
using System.Text.Json;
using EhrAdapters.Diagnosis;
using EhrAdapters.Http;

namespace EhrAdapters.Fhir;

/// <summary>Finds references and addresses of records that name another host than the one that was asked: often an internal one.</summary>
internal static class ReferenceHosts
{
    /// <summary>A warning that names the foreign host, or null where every reference leads back to the server that was asked.</summary>
    public static Finding? Doubt(HttpAnswer answer, ResponseDiagnosis diagnosis)
    {
        if (Foreign(answer.Body, answer.Address) is not { } foreign)
            return null;
        var authority = foreign.GetLeftPart(UriPartial.Authority);
        var finding = diagnosis.Make(FindingCodes.ApiRefAbsolute, answer, null, new Dictionary<string, string> { ["location"] = authority });
        return finding with { Evidence = [.. finding.Evidence, new("References name", authority), new("Kind of host", IsInternal(foreign) ? "internal" : "another host")] };
    }

    // Read as a stream of tokens: a load test reads thousands of records and must not pay for a second tree.
    private static Uri? Foreign(ReadOnlySpan<byte> body, Uri asked)
    {
        if (body.IndexOf("://"u8) < 0)
            return null;
        var reader = new Utf8JsonReader(body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? body[3..] : body, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 128 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is not JsonTokenType.PropertyName || !(reader.ValueTextEquals("reference"u8) || reader.ValueTextEquals("fullUrl"u8)))
                    continue;
                if (reader.Read() && reader.TokenType is JsonTokenType.String && reader.ValueSpan.StartsWith("http"u8)
                    && Uri.TryCreate(reader.GetString(), UriKind.Absolute, out var address) && !SameServer(address, asked))
                    return address;
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            // What cannot be read is told by the parser of the resource.
        }

        return null;
    }

    // Whether http or https is no question here; another port on the same machine is another door.
    private static bool SameServer(Uri address, Uri asked) => string.Equals(address.IdnHost, asked.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (address.Port == asked.Port || address.Scheme != asked.Scheme);

    private static bool IsInternal(Uri address) => IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var number)
        ? !OutboundGuard.IsPublic(number)
        : !address.IdnHost.Contains('.', StringComparison.Ordinal) || AddressLint.InternalSuffixes.Any(suffix => address.IdnHost.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
}
