using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Values;

/// <summary>A person's name: of several, the current official one.</summary>
internal static class NameValue
{
    internal static Reading Read(IReadOnlyList<Base> elements, DateTimeOffset now)
    {
        var names = elements.OfType<HumanName>().Where(HasParts).ToList();
        if (names.Count > 0)
            return Reading.Populated(Normalise(names.MinBy(name => Rank(name, now))!));
        if (elements.OfType<PrimitiveType>().Select(PlainText.Primitive).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) is { } plain)
            return Reading.Populated(new PersonName(null, [], plain.Trim()), plain);
        return elements.Any(element => element is not HumanName and not PrimitiveType)
            ? Reading.Invalid("The expression selects something that is not a name.")
            : Reading.Absent;
    }

    private static bool HasParts(HumanName name) =>
        !string.IsNullOrWhiteSpace(name.Family) || name.Given.Any(given => !string.IsNullOrWhiteSpace(given)) || !string.IsNullOrWhiteSpace(name.Text);

    private static int Rank(HumanName name, DateTimeOffset now) => (Periods.HasEnded(name.Period, now) ? 10 : 0) + name.Use switch
    {
        HumanName.NameUse.Official => 0,
        HumanName.NameUse.Usual => 1,
        null => 2,
        HumanName.NameUse.Nickname or HumanName.NameUse.Anonymous or HumanName.NameUse.Temp => 3,
        HumanName.NameUse.Maiden => 8,
        HumanName.NameUse.Old => 9,
    };

    private static PersonName Normalise(HumanName name) => new(
        Clean(name.Family),
        [.. name.Given.Select(Clean).OfType<string>()],
        Clean(name.Text));

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
