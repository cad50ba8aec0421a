using EhrAdapters.Mapping;
using EhrAdapters.SignIn;
using EhrAdapters.Vendors;
using Hl7.Fhir.Model;

namespace EhrAdapters.Diagnosis.Recognition;

/// <summary>Says whose software answers, by the rules in the vendors' profiles. No vendor is named here.</summary>
internal static class VendorRecogniser
{
    private const int Strong = 2;

    /// <summary>The vendor with the most signs, at least one of them strong; null where nothing or nobody clearly stands out.</summary>
    public static VendorRecognition? Recognise(IReadOnlyList<VendorProfile> profiles, Uri address, CapabilityStatement? statement, SmartConfiguration? smart)
    {
        if (!address.IsAbsoluteUri)
            return null;
        var ranked = profiles
            .Select(profile => (Profile: profile, Signs: Signs(profile.Recognise, address, statement, smart).ToList()))
            .Where(one => one.Signs.Any(sign => sign.Weight == Strong))
            .OrderByDescending(one => one.Signs.Sum(sign => sign.Weight))
            .ToList();
        if (ranked.Count == 0 || (ranked.Count > 1 && Weight(ranked[0].Signs) == Weight(ranked[1].Signs)))
            return null;
        return new(ranked[0].Profile.Id, ranked[0].Profile.Name, [.. ranked[0].Signs.Select(sign => sign.Words)]);
    }

    private static int Weight(IEnumerable<Sign> signs) => signs.Sum(sign => sign.Weight);

    private static IEnumerable<Sign> Signs(RecognitionRules rules, Uri address, CapabilityStatement? statement, SmartConfiguration? smart) =>
    [
        .. statement is null ? [] : StatementSigns.Of(rules, statement),
        .. Hosts(rules, "The server's name", address),
        .. smart?.TokenEndpoint is { } token && !string.Equals(token.IdnHost, address.IdnHost, StringComparison.OrdinalIgnoreCase) ? Hosts(rules, "The token server's name", token) : [],
        .. rules.PathPatterns.Any(pattern => ConnectionLint.Fits(pattern, address.AbsolutePath)) ? [new Sign("the path has the vendor's shape", 1)] : Array.Empty<Sign>(),
        .. First(smart?.Scopes, rules.ScopePrefixes, "a SMART scope begins with"),
        .. First(smart?.Capabilities, rules.Capabilities, "a SMART capability is"),
    ];

    private static IEnumerable<Sign> Hosts(RecognitionRules rules, string what, Uri address) => rules.HostSuffixes
        .Where(suffix => address.IdnHost.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
        .Take(1)
        .Select(suffix => new Sign($"{what} ends in {suffix.TrimStart('.')}", Strong));

    private static IEnumerable<Sign> First(IReadOnlyList<string>? listed, IReadOnlyList<string> beginnings, string what) => beginnings
        .Where(beginning => listed?.Any(word => word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)) is true)
        .Take(1)
        .Select(beginning => new Sign($"{what} {beginning}", 1));

    /// <summary>One thing that gives a vendor away.</summary>
    internal sealed record Sign(string Words, int Weight);

    /// <summary>The signs in a CapabilityStatement.</summary>
    private static class StatementSigns
    {
        public static IEnumerable<Sign> Of(RecognitionRules rules, CapabilityStatement statement)
        {
            var publisher = Text(() => statement.Publisher);
            if (rules.Publishers.Contains(publisher, StringComparer.OrdinalIgnoreCase))
                yield return new($"publisher is {publisher}", Strong);
            var software = Text(() => statement.Software?.Name);
            if (rules.Software.Any(name => Begins(software, name)))
                yield return new($"software.name is {Short(software)}", Strong);
            var copyright = Text(() => statement.Copyright);
            if (rules.Copyrights.FirstOrDefault(words => copyright.Contains(words, StringComparison.OrdinalIgnoreCase)) is { } found)
                yield return new($"copyright says {found}", Strong);
            var name = Text(() => statement.Name);
            if (rules.StatementNames.Contains(name, StringComparer.OrdinalIgnoreCase))
                yield return new($"name is {name}", Strong);
            if (rules.DefinitionPrefixes.FirstOrDefault(prefix => Definitions(statement).Any(url => url.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))) is { } definitions)
                yield return new($"it uses definitions of {definitions}", Strong);
        }

        // "Epic" and "Epic 2026", but not "Epicenter".
        private static bool Begins(string text, string name) => text.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            && (text.Length == name.Length || !char.IsLetterOrDigit(text[name.Length]));

        private static IReadOnlyList<string> Definitions(CapabilityStatement statement) => OddData.Read<IReadOnlyList<string>>(() =>
        [
            .. new[] { statement.Url }.OfType<string>(),
            .. statement.Extension.Select(extension => extension.Url).OfType<string>(),
            .. statement.Rest.SelectMany(rest => rest.Resource).SelectMany(resource => resource.Extension.Select(extension => extension.Url).Append(resource.Profile)).OfType<string>(),
        ], []);

        private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;

        private static string Text(Func<string?> read) => OddData.Read(read, null)?.Trim() ?? "";
    }
}
