using System.Globalization;
using EhrAdapters.Mapping;
using Onboarding;
using Onboarding.Contract;

namespace Portal.Components.Contract;

/// <summary>One field of the contract as a form holds it: texts until it is taken over.</summary>
public sealed class FieldDraft
{
    private static readonly char[] BetweenCodes = [',', ';', '\n', '\r', ' '];

    public required string ResourceType { get; init; }

    /// <summary>The field that is edited; null for a new one.</summary>
    public ContractField? Edited { get; init; }

    public string Name { get; set; } = "";

    public string Label { get; set; } = "";

    public FieldRequirement Requirement { get; set; } = FieldRequirement.Optional;

    public FieldType Type { get; set; } = FieldType.Text;

    public string CodeSystem { get; set; } = "";

    public string OtherCodeSystems { get; set; } = "";

    public string AllowedCodes { get; set; } = "";

    public DateSide Dates { get; set; }

    public string EarliestYear { get; set; } = "";

    public string NotBefore { get; set; } = "";

    public string Least { get; set; } = "";

    public string Most { get; set; } = "";

    public string Unit { get; set; } = "";

    public string LongestText { get; set; } = "";

    public bool HasDates => Type is FieldType.Date or FieldType.DateTime;

    public bool HasNumbers => Type is FieldType.Quantity or FieldType.Result;

    public bool IsCode => Type is FieldType.Code;

    public bool HasCodes => HasNumbers || IsCode;

    public bool HasText => Type is FieldType.Text or FieldType.Result or FieldType.HumanName;

    public static FieldDraft Of(ContractField field) => new()
    {
        ResourceType = field.ResourceType, Edited = field, Name = field.Id, Label = field.Label, Requirement = field.Requirement, Type = field.Type,
        CodeSystem = field.CodeSystem ?? "", OtherCodeSystems = string.Join(' ', field.OtherCodeSystems), AllowedCodes = string.Join(", ", field.AllowedCodes),
        Dates = field.Plausibility.Dates, EarliestYear = Text(field.Plausibility.EarliestYear), NotBefore = field.Plausibility.NotBefore ?? "",
        Least = Text(field.Plausibility.Least), Most = Text(field.Plausibility.Most), Unit = field.Plausibility.Unit ?? "", LongestText = Text(field.Plausibility.LongestText),
    };

    /// <summary>The field that the form describes, judged among the others; or what is wrong with it.</summary>
    public Result<ContractField> Take(IReadOnlyList<ContractField> all)
    {
        if (HasDates && EarliestYear.Trim().Length > 0 && Whole(EarliestYear) is null)
            return ContractRefusals.YearUnfit;
        if (HasNumbers && ((Least.Trim().Length > 0 && Number(Least) is null) || (Most.Trim().Length > 0 && Number(Most) is null)))
            return ContractRefusals.BoundUnfit;
        if (HasText && LongestText.Trim().Length > 0 && Whole(LongestText) is null)
            return ContractRefusals.LengthUnfit;
        var id = Edited?.Id ?? (ResourceType == ContractResources.Patient ? Name.Trim() : ContractResources.IdOf(ResourceType, Name.Trim()));
        var field = new ContractField
        {
            Id = id,
            Label = Label.Trim(),
            ResourceType = ResourceType,
            Requirement = Requirement,
            Type = Type,
            CodeSystem = HasCodes ? Or(CodeSystem) : null,
            OtherCodeSystems = HasCodes ? [.. Parts(OtherCodeSystems)] : [],
            AllowedCodes = Type is FieldType.Code ? [.. Parts(AllowedCodes)] : [],
            Plausibility = new()
            {
                Dates = HasDates ? Dates : DateSide.Any,
                EarliestYear = HasDates ? Whole(EarliestYear) : null,
                NotBefore = HasDates ? Or(NotBefore) : null,
                Least = HasNumbers ? Number(Least) : null,
                Most = HasNumbers ? Number(Most) : null,
                Unit = HasNumbers ? Or(Unit) : null,
                LongestText = HasText ? Whole(LongestText) : null,
            },
        };
        IReadOnlyList<ContractField> next = [.. all.Where(other => other.Id != Edited?.Id), field];
        return next.Count(other => string.Equals(other.Id, field.Id, StringComparison.OrdinalIgnoreCase)) > 1 ? ContractRefusals.Twice(field.Id)
            : ContractRules.Check(field, next) is { } refusal ? refusal : field;
    }

    private static IEnumerable<string> Parts(string text) => text.Split(BetweenCodes, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal);

    private static string? Or(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static int? Whole(string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal? Number(string text) => decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
