using EhrAdapters.Mapping.Completion;
using EhrAdapters.Mapping.Suggestions;

namespace EhrAdapters.Mapping.Discovery;

/// <summary>The expressions that the elements which occur ask for; not counted yet.</summary>
internal static class PlaceCandidates
{
    private const int Deepest = 8;

    // Said about the record, not about the patient; or read as a whole further up.
    private static readonly HashSet<string> Beside = new(StringComparer.Ordinal) { "meta", "text", "contained", "implicitRules", "extension", "modifierExtension", "id", "coding" };

    private static readonly string[] NameParts = ["family", "given", "text", "prefix", "suffix"];
    private static readonly string[] AddressParts = ["line", "city", "district", "state", "postalCode", "country", "text"];

    internal static IEnumerable<DiscoveredPlace> Of(ElementNode root, DiscoveryReport report, string resourceType) =>
        Identifiers(root, report, resourceType).Concat(Below(root, new(resourceType, root, [], report), 0));

    private static IEnumerable<DiscoveredPlace> Identifiers(ElementNode root, DiscoveryReport report, string resourceType)
    {
        foreach (var kind in report.Identifiers.Where(kind => kind.Resource == resourceType && kind.Expression is not null))
            yield return Place(PlaceKind.Identifier, resourceType, "identifier", Words([kind.System, kind.TypeText, .. kind.TypeCodes.Where(code => code != kind.TypeText).Take(2)]), kind.Expression!);
        foreach (var (code, _) in root.Child("identifier")?.Child("type")?.Child("coding")?.Child("code")?.Values ?? [])
            yield return Place(PlaceKind.Identifier, resourceType, "identifier", $"type code {code}", $"identifier.where(type.coding.where(code={ProfilePlaces.Quote(code)}).exists()).value");
    }

    private static IEnumerable<DiscoveredPlace> Below(ElementNode node, Spot spot, int depth)
    {
        if (depth > Deepest)
            return [];
        var extensions = (node.Child("extension")?.ByUrl ?? []).Concat(node.Child("modifierExtension")?.ByUrl ?? [])
            .SelectMany(extension => Extension(extension, spot with { Node = extension, Urls = [.. spot.Urls, extension.Url!] }, depth));
        var children = node.Children.Where(child => !Beside.Contains(child.Name) || (child.Name is "id" && node.IsRoot))
            .SelectMany(child => Element(child, spot with { Node = child }, depth));
        return children.Concat(extensions);
    }

    private static IEnumerable<DiscoveredPlace> Extension(ElementNode extension, Spot spot, int depth)
    {
        var which = string.Join(" > ", spot.Urls);
        if (extension.Child("value") is { } value)
        {
            yield return Place(PlaceKind.Extension, spot.ResourceType, Outside(extension.Path), which, value.Path) with { Codes = spot.AllCodes() };
            foreach (var coded in Coded(value, spot, which, PlaceKind.Code))
                yield return coded;
        }

        foreach (var inner in (extension.Child("extension")?.ByUrl ?? []).SelectMany(part => Extension(part, spot with { Node = part, Urls = [.. spot.Urls, part.Url!] }, depth + 1)))
            yield return inner;
    }

    private static IEnumerable<DiscoveredPlace> Element(ElementNode node, Spot spot, int depth) => node switch
    {
        { Name: "identifier", Types: var types } when types.Contains("Identifier") => Below(node, spot, depth + 1).Where(place => place.Kind is PlaceKind.Extension),
        { Types: var types } when types.Contains("HumanName") => ByUse(node, spot, PlaceKind.Name, NameParts),
        { Types: var types } when types.Contains("Address") => ByUse(node, spot, PlaceKind.Address, AddressParts),
        { Types: var types } when types.Contains("ContactPoint") => Contacts(node, spot),
        _ when node.Child("coding") is not null || node.Types.Contains("Coding") => Coded(node, spot, "", PlaceKind.Code).Concat(Below(node, spot, depth + 1).Where(place => place.Kind is PlaceKind.Extension)),
        _ when node.Types.Contains("code") => [Place(PlaceKind.Code, spot.ResourceType, node.Path, "", node.Path) with { Codes = [.. node.Values.Select(value => new DiscoveredCode(value.Value, null, value.Records, value.Records))] }],
        _ when node.Children.All(child => child.Name is "extension") => [Place(PlaceKind.Element, spot.ResourceType, node.Path, "", node.Path), .. Below(node, spot, depth + 1)],
        _ => Below(node, spot, depth + 1),
    };

    private static IEnumerable<DiscoveredPlace> Coded(ElementNode node, Spot spot, string which, PlaceKind kind)
    {
        var (path, coding) = node.Child("coding") is { } inner ? ($"{node.Path}.coding", inner) : (node.Path, node);
        if (coding.Child("code") is null)
            yield break;
        var element = which.Length > 0 ? Outside(node.Path) : node.Path;
        var systems = (coding.Child("system")?.Values ?? []).ToList();
        foreach (var (system, _) in systems)
            yield return Place(kind, spot.ResourceType, element, Words([which, system]), $"{path}.where(system={ProfilePlaces.Quote(system)}).code") with { Codes = spot.Codes(system) };
        // Where one system is all there is, asking for any would only say the same again.
        if (which.Length == 0 && (systems.Count != 1 || systems[0].Records < coding.Records))
            yield return Place(kind, spot.ResourceType, element, "", node.Path) with { Codes = spot.AllCodes() };
    }

    private static IEnumerable<DiscoveredPlace> ByUse(ElementNode node, Spot spot, PlaceKind kind, string[] parts)
    {
        var uses = (node.Child("use")?.Values ?? []).Select(use => (Which: use.Value, Path: $"{node.Path}.where(use={ProfilePlaces.Quote(use.Value)})")).Prepend(("", node.Path));
        return uses.SelectMany(use => parts.Where(part => node.Child(part) is not null).Select(part => Place(kind, spot.ResourceType, node.Path, use.Item1, $"{use.Item2}.{part}") with { Part = part })
            .Prepend(Place(kind, spot.ResourceType, node.Path, use.Item1, use.Item2)));
    }

    private static IEnumerable<DiscoveredPlace> Contacts(ElementNode node, Spot spot)
    {
        foreach (var (system, _) in node.Child("system")?.Values ?? [])
        {
            yield return Place(PlaceKind.Telecom, spot.ResourceType, node.Path, system, $"{node.Path}.where(system={ProfilePlaces.Quote(system)}).value");
            foreach (var (use, _) in node.Child("use")?.Values ?? [])
                yield return Place(PlaceKind.Telecom, spot.ResourceType, node.Path, $"{system}, {use}", $"{node.Path}.where(system={ProfilePlaces.Quote(system)} and use={ProfilePlaces.Quote(use)}).value");
        }
    }

    private static DiscoveredPlace Place(PlaceKind kind, string resourceType, string element, string which, string expression) =>
        new() { Kind = kind, ResourceType = resourceType, Element = element, Which = which, Expression = expression, Found = 0, Of = 0 };

    private static string Words(IEnumerable<string?> parts) => string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));

    // The element that carries an extension; the record itself where its path begins with it.
    private static string Outside(string path) => path.IndexOf("extension", StringComparison.Ordinal) is var at and > 0 ? path[..(at - 1)] : "";

    /// <summary>Where the walk stands.</summary>
    private sealed record Spot(string ResourceType, ElementNode Node, IReadOnlyList<string> Urls, DiscoveryReport Report)
    {
        private string Element => Urls.Count == 0 ? Node.Path : Outside(Node.Path);

        // As MappingDiscovery names the place.
        private string Words => Urls.Count == 0 ? $"{ResourceType}.{Node.Path}"
            : string.Join(" > ", [.. Element.Length > 0 ? [$"{ResourceType}.{Element}"] : Array.Empty<string>(), .. Urls]);

        internal IReadOnlyList<DiscoveredCode> Codes(string? system) =>
            Report.CodeSystems.FirstOrDefault(codes => codes.Place == Words && codes.System == system)?.Codes ?? [];

        internal IReadOnlyList<DiscoveredCode> AllCodes() =>
            [.. Report.CodeSystems.Where(codes => codes.Place == Words).SelectMany(codes => codes.Codes).OrderByDescending(code => code.Times).ThenBy(code => code.Code, StringComparer.Ordinal)];
    }
}
