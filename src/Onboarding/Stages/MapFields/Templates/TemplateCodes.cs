using EhrAdapters.Mapping;

namespace Onboarding.Stages.MapFields.Templates;

/// <summary>A template's code map as lines of text: the hospital's code, an equals sign, our code.</summary>
public static class TemplateCodes
{
    public static string Write(IReadOnlyDictionary<string, string> codes) =>
        string.Join('\n', codes.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key} = {entry.Value}"));

    /// <summary>The code map of the lines; the refusal names the first line that is none.</summary>
    /// <param name="field">Whose codes ours must be; null where any will do.</param>
    public static Result<IReadOnlyDictionary<string, string>> Read(string text, ContractField? field)
    {
        Dictionary<string, string> codes = [];
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            // A hospital's code may hold an equals sign; ours never does.
            var at = line.LastIndexOf('=');
            var (code, ours) = at < 0 ? ("", "") : (line[..at].Trim(), line[(at + 1)..].Trim());
            if (code.Length == 0 || ours.Length == 0)
                return TemplateRefusals.CodeLine(number);
            if (field is { AllowedCodes.Count: > 0 } && !field.AllowedCodes.Contains(ours, StringComparer.OrdinalIgnoreCase))
                return TemplateRefusals.NotOurs(number, ours, field);
            codes[code] = ours;
        }

        return Result.Of<IReadOnlyDictionary<string, string>>(codes);
    }
}
