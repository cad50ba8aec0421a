using System.Text.Json;
using System.Text.RegularExpressions;
using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using CapabilityStatement = Hl7.Fhir.Model.CapabilityStatement;

namespace EhrAdapters.Fhir;

/// <summary>Reads a CapabilityStatement and refuses the ones of other FHIR versions, by what they say and not by how they parse.</summary>
internal sealed partial class CapabilityReader(ResponseDiagnosis diagnosis)
{
    public EhrResult<CapabilityStatement> Read(HttpAnswer answer)
    {
        if (diagnosis.Explain(answer, Asked.Metadata) is { } refusal)
            return refusal;
        if (Head(answer.Body) is not { } head)
            return diagnosis.Make(FindingCodes.HttpTruncated, answer, null);
        if (Foreign(head.Type, head.Version) is { } code)
            return With(diagnosis.Make(code, answer, null, Words(head.Version, answer.Address)), Named(head.Type, head.Version));
        var reading = FhirJson.Read(answer.Body);
        if (reading.Resource is not CapabilityStatement statement)
            return diagnosis.Make(FindingCodes.FhirNotFhir, answer, null);
        EhrResult<CapabilityStatement> result = statement;
        return result with { Warnings = [.. Doubts(head.Version, reading.Faults, answer)] };
    }

    private static string? Foreign(string? type, string? version) => (type, version) switch
    {
        ("Conformance", _) => FindingCodes.FhirDstu2,
        (not "CapabilityStatement", _) => FindingCodes.FhirNotFhir,
        (_, ['0' or '1', '.', ..]) => FindingCodes.FhirDstu2,
        (_, ['3', '.', '0', ..] or ['3', '.', '2', ..]) => FindingCodes.FhirStu3,
        (_, ['4', '.', '1', ..] or ['4', '.', '3', ..]) => FindingCodes.FhirR4B,
        (_, ['4', '.', '2', ..] or ['4', '.', '4', ..] or ['5' or '6', '.', ..]) => FindingCodes.FhirR5,
        _ => null,
    };

    private IEnumerable<Finding> Doubts(string? version, IReadOnlyList<string> faults, HttpAnswer answer)
    {
        if (version is "4.0.0")
            yield return AsWarning(diagnosis.Make(FindingCodes.FhirR4400, answer, null, Words(version, answer.Address)));
        if (faults.Count > 0 || version is null)
            yield return AsWarning(diagnosis.Make(FindingCodes.FhirCapInvalid, answer, null), new EvidenceItem("Parser codes", string.Join(", ", faults.Take(10))));
    }

    private static Finding AsWarning(Finding finding, params ReadOnlySpan<EvidenceItem> more) =>
        With(finding, [.. more]) with { State = CheckState.Warning };

    private static Finding With(Finding finding, IReadOnlyList<EvidenceItem> more) => finding with { Evidence = [.. finding.Evidence, .. more] };

    // What a stranger calls itself is shown only where it is a short word.
    private static IReadOnlyList<EvidenceItem> Named(string? type, string? version) =>
        [new("Resource type", type is not null && Word().IsMatch(type) ? type : "none of FHIR"), new("FHIR version", version is not null && Word().IsMatch(version) ? version : "not said")];

    private static Dictionary<string, string> Words(string? version, Uri metadata)
    {
        Dictionary<string, string> words = [];
        if (version is not null)
            words["version"] = version;
        var address = metadata.GetLeftPart(UriPartial.Path);
        var sibling = OldVersion().Replace(address[..address.LastIndexOf('/')], "/R4");
        if (sibling.Length + "/metadata".Length != address.Length || !address.StartsWith(sibling, StringComparison.Ordinal))
            words["sibling"] = sibling;
        return words;
    }

    [GeneratedRegex(@"^[A-Za-z0-9.-]{1,40}$")]
    private static partial Regex Word();

    [GeneratedRegex("/(dstu-?2|stu-?3|r2|r3)(?=/|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex OldVersion();

    private static (string? Type, string? Version)? Head(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return (Text(document.RootElement, "resourceType"), Text(document.RootElement, "fhirVersion"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
