namespace EhrAdapters.Mapping.Suggestions;

/// <summary>Where FHIR R4 and US Core keep each field, best first. A vendor profile's own candidates come before these.</summary>
internal static class StandardPlaces
{
    private const string UsCore = "http://hl7.org/fhir/us/core/StructureDefinition/";
    private const string LegalSex = "extension.where(url='http://open.epic.com/FHIR/StructureDefinition/extension/legal-sex').value";
    private const string CoreSex = "extension.where(url='" + UsCore + "us-core-sex').value";
    private const string Open = "(period.end.empty() or period.end >= today())";

    private static readonly Dictionary<string, string[]> Places = new(StringComparer.Ordinal)
    {
        [ContractFields.Id] = ["id"],
        [ContractFields.Mrn] = [OpenMrCoded],
        [ContractFields.Name] = ["name"],
        [ContractFields.BirthDate] = ["birthDate"],
        [ContractFields.Gender] = ["gender"],
        [ContractFields.Address] = ["address"],
        [ContractFields.Phone] = [$"telecom.where(system='phone' and {Open}).value", "telecom.where(system='phone').value"],
        [ContractFields.Email] = ["telecom.where(system='email').value"],
        [ContractFields.Race] = OmbExtension("us-core-race"),
        [ContractFields.Ethnicity] = OmbExtension("us-core-ethnicity"),
        [ContractFields.BirthSex] = [$"extension.where(url='{UsCore}us-core-birthsex').value"],
        [ContractFields.Language] = ["iif(communication.where(preferred=true).exists(), communication.where(preferred=true).language, communication.language)"],
        [ContractFields.Deceased] = ["deceased"],
    };

    // Elements that say something near to the field but not the same; a person has to agree.
    private static readonly Dictionary<string, string[]> NearPlaces = new(StringComparer.Ordinal)
    {
        [ContractFields.Gender] = [LegalSex, CoreSex],
        [ContractFields.BirthSex] = [CoreSex, LegalSex],
        [ContractFields.Phone] = ["telecom.where(system='sms').value"],
    };

    // Plain elements of FHIR's Patient: there is nowhere else to look, so the place is right even where no sample has a value.
    private static readonly HashSet<string> OnlyPlace =
    [
        ContractFields.Id, ContractFields.Name, ContractFields.BirthDate, ContractFields.Gender, ContractFields.Address,
        ContractFields.Phone, ContractFields.Email, ContractFields.Language, ContractFields.Deceased,
    ];

    /// <summary>The v2-0203 code MR on an identifier that has not ended.</summary>
    internal const string OpenMrCoded = "identifier.where(type.coding.where(code='MR').exists() and " + Open + ").value";

    /// <summary>The filter that keeps what has not ended.</summary>
    internal const string NotEnded = Open;

    internal static IReadOnlyList<string> For(string fieldId) => Places.GetValueOrDefault(fieldId) ?? ClinicalPlaces.All.GetValueOrDefault(fieldId) ?? [];

    internal static IReadOnlyList<string> Near(string fieldId) => NearPlaces.GetValueOrDefault(fieldId, []);

    internal static bool IsOnlyPlace(string fieldId) => OnlyPlace.Contains(fieldId) || ClinicalPlaces.All.ContainsKey(fieldId);

    // Some patients carry only the text; the second place reads it where the coded category is missing.
    private static string[] OmbExtension(string name)
    {
        var extension = $"extension.where(url='{UsCore}{name}').extension";
        var coded = $"{extension}.where(url='ombCategory').value";
        return [coded, $"iif({coded}.exists(), {coded}, {extension}.where(url='text').value)"];
    }
}
