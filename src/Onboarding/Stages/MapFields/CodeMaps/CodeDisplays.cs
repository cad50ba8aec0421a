using EhrAdapters.Mapping;
using Hl7.Fhir.Model;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages.MapFields.CodeMaps;

/// <summary>What the hospital calls its codes, as far as that says something and is no word of a patient.</summary>
internal sealed class CodeDisplays(IReadOnlyList<Sample> samples)
{
    private const int ShortestWord = 3;
    private const int Deepest = 20;
    private readonly Dictionary<string, Dictionary<string, string?>> byType = new(StringComparer.Ordinal);

    internal string? Find(string resourceType, string code) => Known(resourceType).GetValueOrDefault(code);

    /// <summary>False for what stands in no coding: a text that somebody typed.</summary>
    internal bool IsCode(string resourceType, string code) => Known(resourceType).ContainsKey(code);

    private Dictionary<string, string?> Known(string resourceType)
    {
        if (!byType.TryGetValue(resourceType, out var known))
            byType[resourceType] = known = Read(resourceType);
        return known;
    }

    private Dictionary<string, string?> Read(string resourceType) => samples
        .SelectMany(sample => sample.Of(resourceType).SelectMany(Said).Select(said => (Sample: sample, said.Code, said.Display)))
        .Where(said => !string.IsNullOrEmpty(said.Code))
        .GroupBy(said => said.Code!, StringComparer.Ordinal)
        .ToDictionary(code => code.Key, code => Saying(code.Key, [.. code.Select(said => (said.Sample, said.Display))]), StringComparer.Ordinal);

    private static IReadOnlyList<(string? Code, string? Display)> Said(Resource record)
    {
        try
        {
            return [.. Codes(record, 0)];
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // What was sent in a wrong shape throws where it is asked for; then its codes stand without their names.
            return [];
        }
    }

    // A text that only one patient's records carry may have been typed about that patient.
    private static string? Saying(string code, IReadOnlyList<(Sample Sample, string? Display)> said) =>
        said.FirstOrDefault(one => !string.IsNullOrEmpty(one.Display)) is not { Display: { } display } first || string.Equals(display, code, StringComparison.OrdinalIgnoreCase) ? null
        : said.Any(other => other.Sample.Number != first.Sample.Number && other.Display == display) ? display
        : Words(display).Overlaps(OwnWords(first.Sample.Resource!)) ? null : display;

    private static HashSet<string> OwnWords(Patient patient) => Words(string.Join(' ',
    [
        .. patient.Name.SelectMany(name => name.Given.Append(name.Family).Append(name.Text)),
        .. patient.Identifier.Select(identifier => identifier.Value), .. patient.Telecom.Select(telecom => telecom.Value),
        .. patient.Address.SelectMany(address => address.Line.Append(address.City).Append(address.PostalCode).Append(address.Text)), patient.BirthDate, patient.Id,
    ]));

    private static HashSet<string> Words(string text) =>
        new(string.Concat(text.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length >= ShortestWord), StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<(string? Code, string? Display)> Codes(Base element, int depth) => (element, depth) switch
    {
        (Coding coding, _) => [(coding.Code?.Trim(), coding.Display?.Trim())],
        (PrimitiveType { TypeName: "code" } code, _) => [(code.JsonValue?.ToString()?.Trim(), null)],
        (_, > Deepest) => [],
        _ => element.EnumerateElements().SelectMany(child => child.Value switch
        {
            Base one => Codes(one, depth + 1),
            IEnumerable<Base> many => many.SelectMany(inner => Codes(inner, depth + 1)),
            _ => [],
        }),
    };
}
