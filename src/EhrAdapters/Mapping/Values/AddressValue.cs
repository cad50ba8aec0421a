using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Values;

/// <summary>A postal address: of several, where the patient lives now.</summary>
internal static class AddressValue
{
    internal static Reading Read(IReadOnlyList<Base> elements, DateTimeOffset now)
    {
        var addresses = elements.OfType<Address>().Where(HasParts).ToList();
        if (addresses.Count > 0)
            return Reading.Populated(Normalise(addresses.MinBy(address => Rank(address, now))!));
        if (elements.OfType<PrimitiveType>().Select(PlainText.Primitive).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) is { } plain)
            return Reading.Populated(new PostalAddress(Lines(plain), null, null, null, null), plain);
        return elements.Any(element => element is not Address and not PrimitiveType)
            ? Reading.Invalid("The expression selects something that is not an address.")
            : Reading.Absent;
    }

    // A country or a state alone is where somebody is known to be, not where a letter arrives.
    private static bool HasParts(Address address) =>
        new[] { address.City, address.PostalCode, address.Text }.Concat(address.Line).Any(part => !string.IsNullOrWhiteSpace(part) && part.Any(char.IsLetterOrDigit));

    private static int Rank(Address address, DateTimeOffset now) => (Periods.HasEnded(address.Period, now) ? 10 : 0) + address.Use switch
    {
        Address.AddressUse.Home => 0,
        null => 1,
        Address.AddressUse.Temp => 2,
        Address.AddressUse.Billing => 3,
        Address.AddressUse.Work => 4,
        Address.AddressUse.Old => 9,
    };

    private static PostalAddress Normalise(Address address)
    {
        var lines = address.Line.Select(Clean).OfType<string>().ToList();
        var structured = lines.Count > 0 || Clean(address.City) is not null || Clean(address.PostalCode) is not null;
        return new(structured ? lines : Lines(address.Text ?? ""), Clean(address.City), Clean(address.State), Clean(address.PostalCode), Clean(address.Country));
    }

    private static string[] Lines(string text) =>
        text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
