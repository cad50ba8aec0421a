using EhrAdapters.Mapping;
using EhrAdapters.Mapping.Discovery;
using Onboarding.Stages.MapFields.Fleet;

namespace Onboarding.Stages.MapFields.Survey;

/// <summary>Places as people read them.</summary>
public static class PlaceWords
{
    public static string Word(this PlaceKind kind) => kind switch
    {
        PlaceKind.Identifier => "Identifier",
        PlaceKind.Extension => "Extension",
        PlaceKind.Name => "Name",
        PlaceKind.Telecom => "Phone, e-mail",
        PlaceKind.Address => "Address",
        PlaceKind.Code => "Code",
        PlaceKind.Element => "Other",
    };

    /// <summary>What is read, such as "Official name, family".</summary>
    public static string Title(this DiscoveredPlace place) => place.Kind switch
    {
        PlaceKind.Identifier => place.Which,
        PlaceKind.Extension => Extension(place.Which) + (place.Element.Length > 0 ? $", on {place.Element}" : ""),
        PlaceKind.Name or PlaceKind.Address => $"{(place.Which.Length == 0 ? $"Any {place.Element}" : $"{Capital(place.Which)} {place.Element}")}{(place.Part is null ? "" : $", {place.Part}")}",
        PlaceKind.Telecom => Capital(place.Which),
        PlaceKind.Code when place.Which.Contains(" > ", StringComparison.Ordinal) || place.Element.Length == 0 => Extension(place.Which.Split(", ")[0]),
        _ => place.Element,
    };

    /// <summary>The system or URL behind the title; null where the title says it.</summary>
    public static string? Detail(this DiscoveredPlace place) => place.Kind switch
    {
        PlaceKind.Extension => place.Which,
        PlaceKind.Code => place.Which.Length == 0 ? null : place.Which,
        _ => null,
    };

    /// <summary>Numbers of a kind that two patients share tell nobody apart.</summary>
    public static string? Remark(this DiscoveredPlace place) => place is { Kind: PlaceKind.Identifier, Unique: true } ? "no two patients share one" : null;

    /// <summary>The kind of place at which people look first for a field.</summary>
    public static PlaceKind LikelyFor(ContractField field) => field switch
    {
        { Id: ContractFields.Mrn } => PlaceKind.Identifier,
        { Id: ContractFields.Phone or ContractFields.Email } => PlaceKind.Telecom,
        { Type: FieldType.HumanName } => PlaceKind.Name,
        { Type: FieldType.Address } => PlaceKind.Address,
        { Type: FieldType.Code } => PlaceKind.Code,
        _ when field.Id.StartsWith(ContractFields.CustomPrefix, StringComparison.Ordinal) => PlaceKind.Extension,
        _ => PlaceKind.Element,
    };

    /// <summary>True where two expressions differ in nothing but white space.</summary>
    public static bool IsSame(string? one, string? other) =>
        one is not null && other is not null && ExpressionText.Normalise(one) == ExpressionText.Normalise(other);

    public static bool Matches(this DiscoveredPlace place, string words) => words.Length == 0
        || new[] { place.Title(), place.Which, place.Expression }.Concat(place.Codes.SelectMany(code => new[] { code.Code, code.Display ?? "" }))
            .Any(text => text.Contains(words, StringComparison.OrdinalIgnoreCase));

    // The last part of each URL, from the outside in.
    private static string Extension(string urls) => string.Join(", ", urls.Split(" > ").Select(url => url.TrimEnd('/').Split('/', '#', ':')[^1]));

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
