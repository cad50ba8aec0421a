using System.Globalization;
using System.Text;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Sites;

namespace Onboarding.Stages.MapFields.CodeMaps;

/// <summary>The question to the hospital's interface analyst what codes of theirs mean. Codes only, never a text of a patient.</summary>
public static class CodeQuestion
{
    private const int MostCodes = 60;

    /// <summary>What the letter is filed under; the same for every question about the field.</summary>
    public static string CodeOf(string fieldId) => FieldRows.Code("MAP-CODES", fieldId);

    /// <summary>The row that the site waits for, with the letter in it.</summary>
    /// <param name="open">The codes that nobody could map, the most frequent first.</param>
    /// <param name="records">Values seen at this place over all samples.</param>
    public static ResultRow Ask(Site site, ContractField field, string expression, IReadOnlyList<LocalCode> open, int records, Actor by) => new()
    {
        Code = CodeOf(field.Id),
        Check = field.Label,
        State = CheckState.Failed,
        Owner = FaultOwner.Hospital,
        Message = $"We need to know what {Codes(open.Count)} of the field “{field.Label}” mean{(open.Count == 1 ? "s" : "")}.",
        Letter = LetterText.Clean($"{site.Name}: what {Codes(open.Count)} of yours mean{(open.Count == 1 ? "s" : "")} ({field.Label.ToLowerInvariant()})", Body(site, field, expression, open, records, by)) with { To = "Interface analyst" },
    };

    private static string Body(Site site, ContractField field, string expression, IReadOnlyList<LocalCode> open, int records, Actor by)
    {
        var body = new StringBuilder("Hello,\n\n");
        body.Append(CultureInfo.InvariantCulture, $"we are mapping the field “{field.Label}” for {site.Name} and met {Codes(open.Count)} of your own that we do not want to guess.\n");
        body.Append("\nWhat we saw\n");
        if (CodeSystems.OfHospital(expression) is { } system)
            body.Append(CultureInfo.InvariantCulture, $"- Code system: {system}\n");
        body.Append(CultureInfo.InvariantCulture, $"- Resource: {field.ResourceType}, read at {expression}\n");
        var codes = open.Where(code => !code.IsText).ToList();
        foreach (var code in codes.Take(MostCodes))
            body.Append(CultureInfo.InvariantCulture, $"- {code.Code}{(code.Display is { } display ? $" (“{display}”)" : "")}: {code.Count} of {records} values seen\n");
        if (codes.Count > MostCodes)
            body.Append(CultureInfo.InvariantCulture, $"- and {codes.Count - MostCodes} more, on request\n");
        if (open.Count > codes.Count)
            body.Append(CultureInfo.InvariantCulture, $"- and {open.Count - codes.Count} that came as a text without a code, which we do not repeat here\n");
        body.Append("\nWhat we ask\n");
        body.Append("1. Please tell us what each code stands for, or send us the table behind it.\n");
        body.Append(Target(field));
        body.Append("\nWhom to answer\n").Append(by.Name).Append('\n');
        return body.ToString();
    }

    private static string Target(ContractField field) =>
        field.AllowedCodes.Count > 0 ? $"2. If you can, name the code of ours that fits best: {string.Join(", ", field.AllowedCodes)}.\n"
        : field.CodeSystem is { } standard ? $"2. If you can, name the code of {standard} that fits best.\n"
        : "";

    private static string Codes(int count) => count == 1 ? "1 code" : $"{count} codes";
}
