namespace Onboarding.Review;

/// <summary>The people that a text mentions as "@Name".</summary>
public static class Mentions
{
    /// <summary>By the whole name, whatever its case; of two names that begin alike the longer one is meant.</summary>
    public static IReadOnlyList<Actor> Of(string text, IEnumerable<Actor> people)
    {
        var longestFirst = people.Where(person => person.Name.Length > 0).OrderByDescending(person => person.Name.Length).ToList();
        List<Actor> found = [];
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var rest = text.AsSpan(at + 1);
            foreach (var person in longestFirst)
            {
                if (!rest.StartsWith(person.Name, StringComparison.OrdinalIgnoreCase) || (rest.Length > person.Name.Length && char.IsLetterOrDigit(rest[person.Name.Length])))
                    continue;
                if (!found.Contains(person))
                    found.Add(person);
                break;
            }
        }

        return found;
    }
}
