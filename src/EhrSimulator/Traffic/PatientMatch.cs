using System.Globalization;
using EhrSimulator.Patients;

namespace EhrSimulator.Traffic;

/// <summary>Plain FHIR search: every parameter given must fit; prefixes for names, ranges for dates.</summary>
internal static class PatientMatch
{
    public static IEnumerable<PatientRecord> Find(PatientStore patients, Query query, bool typeTextAsSystem = false)
    {
        IEnumerable<PatientRecord> from = patients.Searchable;
        if (query["_id"] is { } ids) from = ids.Split(',').Select(patients.Find).OfType<PatientRecord>();
        if (query["identifier"] is { } token)
        {
            var found = token.Split(',').SelectMany(t => patients.ByIdentifier(t, typeTextAsSystem)).Distinct();
            from = query.Has("_id") ? from.Intersect(found) : found;
        }
        return from.Where(r => Fits(r.Person, query));
    }

    public static bool Fits(Person person, Query query) =>
        Name(query, "family", [person.Family])
        && Name(query, "given", person.GivenNames)
        && Name(query, "name", [person.Family, .. person.GivenNames])
        && query.Values("birthdate").All(date => Born(person.BirthDate, date))
        && (query["gender"] is not { } gender || gender == person.Gender)
        && (query["email"] is not { } email || string.Equals(email, person.Email, StringComparison.OrdinalIgnoreCase))
        && Phone(query["phone"], person)
        && Telecom(query["telecom"], person)
        && (query["address-postalcode"] is not { } zip || person.Home?.PostalCode.StartsWith(zip, StringComparison.Ordinal) == true);

    public static bool Telecom(string? asked, Person person) => asked is null
        || string.Equals(asked, person.Email, StringComparison.OrdinalIgnoreCase) || Phone(asked, person);

    private static bool Phone(string? asked, Person person)
    {
        if (asked is null) return true;
        var digits = string.Concat(asked.Where(char.IsAsciiDigit));
        return digits.Length >= 7 && new[] { person.HomePhone, person.MobilePhone }.Any(p => p is not null && p.EndsWith(digits[^7..], StringComparison.Ordinal));
    }

    private static bool Name(Query query, string parameter, IEnumerable<string> names) => query.Values(parameter).All(asked =>
        asked.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => names.Any(name => query.Exact(parameter)
            ? name == word
            : name.StartsWith(word, StringComparison.OrdinalIgnoreCase))));

    private static bool Born(DateOnly born, string asked)
    {
        var prefix = asked.Length > 2 && char.IsAsciiLetter(asked[0]) ? asked[..2] : "eq";
        var text = prefix == "eq" && !asked.StartsWith("eq", StringComparison.Ordinal) ? asked : asked[2..];
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return prefix == "eq" && text.Length is 4 or 7 && Json.Day(born).StartsWith(text, StringComparison.Ordinal);
        return prefix switch { "lt" => born < day, "le" => born <= day, "gt" => born > day, "ge" => born >= day, _ => born == day };
    }
}
