using EhrSimulator.Patients;
using EhrSimulator.Traffic;

namespace EhrSimulator.Vendors.Epic;

/// <summary>Epic scores demographics instead of filtering: a slip in one letter or a wrong sex still finds the patient.</summary>
internal static class EpicMatch
{
    private const int Enough = 8;

    public static IEnumerable<PatientRecord> Find(PatientStore patients, Query query)
    {
        var enoughAsked = query.HasAll("given", "family", "birthdate")
            || (query.HasAll("given", "family") && (query.Has("gender") || query.Has("legal-sex")) && (query.Has("telecom") || query.Has("phone") || query.Has("email")));
        return enoughAsked ? patients.Searchable.Where(r => Score(r.Person, query) >= Enough) : [];
    }

    private static int Score(Person person, Query query)
    {
        var score = Likeness(query["family"], person.Family) + Likeness(query["given"], person.Given);
        if (query["birthdate"] == Json.Day(person.BirthDate)) score += 3;
        if ((query["gender"] ?? query["legal-sex"]) == person.Gender) score += 1;
        foreach (var contact in new[] { query["telecom"], query["phone"], query["email"] }.OfType<string>())
            if (PatientMatch.Telecom(contact, person)) score += 2;
        return score;
    }

    private static int Likeness(string? asked, string name) =>
        asked is null ? 0
        : string.Equals(asked, name, StringComparison.OrdinalIgnoreCase) ? 3
        : OneSlip(asked.ToUpperInvariant(), name.ToUpperInvariant()) ? 2
        : 0;

    private static bool OneSlip(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1) return false;
        var (shorter, longer) = a.Length < b.Length ? (a, b) : (b, a);
        var i = 0;
        while (i < shorter.Length && shorter[i] == longer[i]) i++;
        return shorter[(a.Length == b.Length ? Math.Min(i + 1, shorter.Length) : i)..] == longer[Math.Min(i + 1, longer.Length)..];
    }
}
