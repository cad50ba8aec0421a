using EhrAdapters.Mapping.Values;
using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Discovery;

/// <summary>Walks one record and counts what it meets. Nothing in a record stops it; what cannot be read is noted.</summary>
internal sealed class RecordWalk(DiscoveryTally tally, int owner)
{
    private const string GenderSystem = "http://hl7.org/fhir/administrative-gender";

    private readonly HashSet<string> noted = new(StringComparer.Ordinal);
    private string resource = "";
    private int identifiers;
    private int elements;

    internal void Read(Resource record)
    {
        resource = OddData.Read(() => record.TypeName, "Resource");
        Visit(record, new(resource, []), 0);
    }

    private void Visit(Base element, Place at, int depth)
    {
        // Identifiers that are passed over use up nothing, so that what comes after them is still read.
        if (element is Identifier && ++identifiers > DiscoveryLimits.IdentifiersPerRecord)
            Once(DiscoveryNotes.Identifiers);
        else if (++elements > DiscoveryLimits.ElementsPerRecord)
            Once(DiscoveryNotes.Elements);
        else if (depth > DiscoveryLimits.Depth)
            Once(DiscoveryNotes.Depth);
        else
            Inside(element, element is Extension extension ? at.Inside(Url(extension)) : at, depth);
    }

    private void Inside(Base element, Place at, int depth)
    {
        Count(element, at);
        if (OddData.Read<List<KeyValuePair<string, object>>?>(() => [.. element.EnumerateElements()], null) is not { } children)
        {
            tally.Note(DiscoveryNotes.Unreadable);
            return;
        }

        foreach (var (name, value) in children)
        {
            var below = element is Extension or PrimitiveType || name == "extension" ? at : at.Below(name);
            if (value is Base one)
                Visit(one, below, depth + 1);
            else if (value is IEnumerable<Base> many)
                foreach (var child in OddData.Read(() => many.ToList(), []))
                    Visit(child, below, depth + 1);
        }
    }

    private void Count(Base element, Place at)
    {
        switch (element)
        {
            case Identifier identifier:
                tally.Identifier(owner, resource, Text(() => identifier.System), Text(() => identifier.Type?.Text), TypeCodes(identifier), Value(identifier), Ended(identifier));
                break;
            case Coding coding when Code(coding) is { } code:
                tally.Code(owner, Text(() => coding.System), at.Words, code, DiscoveryLimits.Code(OddData.Read(() => coding.Display, null)));
                break;
            case Extension extension:
                var held = OddData.Read(() => extension.Value, null);
                tally.Extension(owner, at.Element, at.Urls, held is null ? null : OddData.Read(() => held.TypeName, null), OddData.Read(() => PlainText.Of(held), null));
                if (held is Code bare && DiscoveryLimits.Code(OddData.Read(() => PlainText.Primitive(bare), null)) is { } plain)
                    tally.Code(owner, null, at.Words, plain, null);
                break;
            case Patient patient when DiscoveryLimits.Code(OddData.Read(() => patient.GenderElement is { } gender ? PlainText.Primitive(gender) : null, null)) is { } sex:
                tally.Code(owner, GenderSystem, "Patient.gender", sex, null);
                break;
        }
    }

    private static string? Code(Coding coding) => DiscoveryLimits.Code(OddData.Read(() => coding.Code ?? coding.Display, null));

    private static List<string> TypeCodes(Identifier identifier) =>
        OddData.Read(() => identifier.Type?.Coding.Select(coding => DiscoveryLimits.Code(coding.Code)).OfType<string>().ToList() ?? [], []);

    private static string? Value(Identifier identifier) => OddData.Read(() => identifier.Value, null);

    private static bool Ended(Identifier identifier) => OddData.Read(() => identifier.Period?.End is not null, false);

    private static string Url(Extension extension) => Text(() => extension.Url) ?? DiscoveryLimits.NoUrl;

    private static string? Text(Func<string?> read) => DiscoveryLimits.Name(OddData.Read(read, null));

    private void Once(string what)
    {
        if (noted.Add(what))
            tally.Note(what);
    }

    private sealed record Place(string Element, IReadOnlyList<string> Urls)
    {
        internal string Words => Urls.Count == 0 ? Element : string.Join(" > ", [.. Element.Contains('.', StringComparison.Ordinal) ? [Element] : Array.Empty<string>(), .. Urls]);

        internal Place Below(string name) => Urls.Count > 0 ? this : this with { Element = name is "coding" ? Element : $"{Element}.{name}" };

        internal Place Inside(string url) => this with { Urls = [.. Urls, url] };
    }
}
