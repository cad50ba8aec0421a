using EhrAdapters.Mapping;

namespace Onboarding.Stages.MapFields.Templates;

/// <summary>Every way the portal says no about a mapping template.</summary>
public static class TemplateRefusals
{
    public static readonly Refusal EngineersOnly = new("template-engineers", "Engineers and administrators keep the templates, because every site of the vendor is held against them. Ask one of them.");

    public static readonly Refusal NothingMapped = new("template-empty", "Nothing of the data contract is mapped here yet, so there is nothing to make a template of.");

    public static readonly Refusal NoRelease = new("template-release", "The hospital's server has not said which release it runs. Make it the template of any release.");

    public static readonly Refusal Same = new("template-same", "This is what the template says already.");

    public static Refusal CodeLine(int line) => new("template-code-line", $"Line {line} of the codes: write the hospital's code, an equals sign and our code.");

    public static Refusal NotOurs(int line, string code, ContractField field) =>
        new("template-code-ours", $"Line {line} of the codes: “{code}” is none of our codes for {field.Label.ToLowerInvariant()}: {string.Join(", ", field.AllowedCodes)}.");

    public static Refusal NotFound(int number) => new("template-not-found", $"This template has no version {number}.");

    public static Refusal Changed(string by) => new("template-changed", $"{by} saved another version after you opened this page. Load it and make your change again.");

    public static Refusal Invalid(string label, string problem) => new("template-expression", $"{label}: {problem}");
}
