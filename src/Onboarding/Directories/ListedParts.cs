using System.Text.Json;

namespace Onboarding.Directories;

/// <summary>What is kept of one Organization until the whole list is read.</summary>
internal sealed record ListedOrganization
{
    public string? Id { get; init; }

    public required string Name { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public string? City { get; init; }

    public string? State { get; init; }

    public string? PostalCode { get; init; }

    public string? Npi { get; init; }

    public string? PartOf { get; init; }

    public IReadOnlyList<string> Endpoints { get; init; } = [];
}

/// <summary>What is kept of one Endpoint until the whole list is read.</summary>
internal sealed record ListedEndpoint
{
    public required int Position { get; init; }

    public string? Id { get; init; }

    public required PublishedAddress Address { get; init; }

    public string? Name { get; init; }

    public string? Status { get; init; }

    public string? FhirVersion { get; init; }

    public string? Manager { get; init; }

    public IReadOnlyList<ListedOrganization> Contained { get; init; } = [];
}

/// <summary>Reads the few parts of a resource that a directory needs, without believing any of their types.</summary>
internal static class ListedParts
{
    public const string FhirVersionExtension = "http://hl7.org/fhir/StructureDefinition/endpoint-fhir-version";
    public const string Npi = "http://hl7.org/fhir/sid/us-npi";
    private const string BrandAlias = "organization-alias";

    public static string? Text(JsonElement parent, string name, int longest = DirectoryLimits.Name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && Clean(value.GetString(), longest) is { Length: > 0 } text ? text : null;

    public static IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Array ? value.EnumerateArray() : [];

    /// <summary>Null where it has no name: nobody could find it.</summary>
    public static ListedOrganization? Organization(JsonElement resource, string? fullUrl)
    {
        if (Text(resource, "name") is not { } name)
            return null;
        var address = Items(resource, "address").FirstOrDefault();
        return new()
        {
            Id = Text(resource, "id") ?? fullUrl,
            Name = name,
            Aliases = [.. Items(resource, "alias").Where(alias => alias.ValueKind is JsonValueKind.String).Select(alias => Clean(alias.GetString(), DirectoryLimits.Name)).Where(alias => alias.Length > 0).Concat(BrandNames(resource))],
            City = Text(address, "city"),
            State = UsStates.CodeOf(Text(address, "state")),
            PostalCode = Text(address, "postalCode"),
            Npi = Items(resource, "identifier").Where(identifier => Text(identifier, "system") is Npi).Select(identifier => Text(identifier, "value")).FirstOrDefault(value => value is not null),
            PartOf = Reference(resource, "partOf"),
            Endpoints = [.. Items(resource, "endpoint").Select(reference => Text(reference, "reference")).OfType<string>()],
        };
    }

    /// <summary>FHIR's own version codes in the extension of SMART brands; more than one is told together.</summary>
    public static string? FhirVersion(JsonElement resource) =>
        string.Join(", ", Items(resource, "extension").Where(extension => Text(extension, "url") is FhirVersionExtension)
            .Select(extension => Text(extension, "valueCode", 20)).OfType<string>().Distinct().Take(4)) is { Length: > 0 } versions ? versions : null;

    public static string? Reference(JsonElement resource, string name) =>
        resource.TryGetProperty(name, out var reference) ? Text(reference, "reference", DirectoryLimits.Address) : null;

    /// <summary>True for a REST endpoint, and where nothing is said; lists may also hold addresses for mail or queries.</summary>
    public static bool IsRest(JsonElement resource) =>
        !resource.TryGetProperty("connectionType", out var type) || Text(type, "code") is not { } code || code == "hl7-fhir-rest";

    // Names of the patient portal: what people call the hospital is often what its portal is called.
    private static IEnumerable<string> BrandNames(JsonElement resource) =>
        Items(resource, "extension").SelectMany(extension => Items(extension, "extension"))
            .Where(part => Text(part, "url") is "portalName" or "brandName" or BrandAlias).Select(part => Text(part, "valueString")).OfType<string>();

    private static string Clean(string? text, int longest)
    {
        if (text is null)
            return "";
        var words = string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        if (words.Any(char.IsControl))
            words = new string([.. words.Where(sign => !char.IsControl(sign))]);
        return words.Length > longest ? words[..longest] : words;
    }
}
