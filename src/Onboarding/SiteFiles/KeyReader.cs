using System.Text.Json;

namespace Onboarding.SiteFiles;

/// <summary>Reads one object of a site file and notes every mistake under the key's full path. Never repeats a value that could be secret or a patient's.</summary>
internal sealed class KeyReader
{
    private readonly Dictionary<string, JsonElement> members = [];
    private readonly string path;
    private readonly List<string> mistakes;

    public KeyReader(JsonElement element, string path, IReadOnlyList<string>? known, List<string> mistakes)
    {
        (this.path, this.mistakes) = (path, mistakes);
        if (element.ValueKind is not JsonValueKind.Object)
        {
            mistakes.Add($"{(path.Length == 0 ? "the file" : path)}: must be an object");
            return;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (known is not null && !known.Contains(member.Name))
                mistakes.Add($"{At(member.Name)}: there is no such key here; known are {string.Join(", ", known.Where(key => key[0] != '$'))}");
            else if (!members.TryAdd(member.Name, member.Value))
                mistakes.Add($"{At(member.Name)}: is there twice");
        }
    }

    public IEnumerable<string> Names => members.Keys;

    public string At(string key) => path.Length == 0 ? key : $"{path}.{key}";

    public void Mistake(string key, string what) => mistakes.Add($"{At(key)}: {what}");

    public bool Has(string key) => members.TryGetValue(key, out var value) && value.ValueKind is not JsonValueKind.Null;

    public string? Text(string key, bool required = false)
    {
        if (!Has(key))
        {
            if (required)
                Mistake(key, "is missing");
            return null;
        }

        var value = members[key];
        if (value.ValueKind is not JsonValueKind.String)
            Mistake(key, "must be text in quotes");
        else if (string.IsNullOrWhiteSpace(value.GetString()))
            Mistake(key, "is empty");
        else
            return value.GetString();
        return null;
    }

    /// <summary>One of the listed words.</summary>
    public string? Word(string key, IReadOnlyList<string> words, bool required = false)
    {
        if (Text(key, required) is not { } text)
            return null;
        if (words.Contains(text))
            return text;
        Mistake(key, $"\"{text}\" is not one of {string.Join(", ", words)}");
        return null;
    }

    /// <summary>A member of an enum in kebab case.</summary>
    public T? Word<T>(string key, bool required = false)
        where T : struct, Enum
    {
        var words = Enum.GetValues<T>().ToDictionary(Json.Word);
        return Word(key, [.. words.Keys], required) is { } word ? words[word] : null;
    }

    public Uri? Address(string key, bool required = false)
    {
        if (Text(key, required) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address;
        Mistake(key, "is not a whole web address, such as https://fhir.example.org/r4");
        return null;
    }

    public int Number(string key, int otherwise, int least, int most)
    {
        if (!Has(key))
            return otherwise;
        if (members[key].ValueKind is JsonValueKind.Number && members[key].TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        Mistake(key, $"must be a whole number from {least} to {most}");
        return otherwise;
    }

    public IReadOnlyList<string> Texts(string key)
    {
        List<string> texts = [];
        foreach (var (item, at) in Items(key))
        {
            if (item.ValueKind is not JsonValueKind.String || string.IsNullOrWhiteSpace(item.GetString()))
                Mistake(at, "must be text in quotes, not empty");
            else if (texts.IndexOf(item.GetString()!.Trim()) is >= 0 and var first)
                Mistake(at, $"says the same as {At(key)}[{first}]");
            else
                texts.Add(item.GetString()!.Trim());
        }

        return texts;
    }

    public IReadOnlyDictionary<string, string> TextsByKey(string key)
    {
        var texts = new Dictionary<string, string>();
        if (Object(key, known: null) is { } pairs)
            foreach (var name in pairs.Names)
                if (pairs.Text(name) is { } text)
                    texts[name] = text;
        return texts;
    }

    public KeyReader? Object(string key, IReadOnlyList<string>? known) =>
        Has(key) ? new(members[key], At(key), known, mistakes) : null;

    public IEnumerable<KeyReader> Objects(string key, IReadOnlyList<string> known) =>
        Items(key).Select(item => new KeyReader(item.Item, At(item.At), known, mistakes));

    public bool IsText(string key) => Has(key) && members[key].ValueKind is JsonValueKind.String;

    private IEnumerable<(JsonElement Item, string At)> Items(string key)
    {
        if (!Has(key))
            return [];
        if (members[key].ValueKind is JsonValueKind.Array)
            return members[key].EnumerateArray().Select((item, index) => (item, $"{key}[{index}]"));
        Mistake(key, "must be a list in square brackets");
        return [];
    }
}
