namespace EhrAdapters.Mapping.Discovery;

/// <summary>Bounds that no honest record reaches; what goes beyond is left out with a note.</summary>
internal static class DiscoveryLimits
{
    internal const int IdentifiersPerRecord = 500;
    internal const int ElementsPerRecord = 20_000;
    internal const int Depth = 40;
    internal const int Rows = 500;
    internal const int CodesPerSystem = 500;
    internal const int ValuesRemembered = 5_000;
    internal const int Examples = 3;

    /// <summary>Stands for an extension's URL where the hospital gave none.</summary>
    internal const string NoUrl = "(no URL)";

    private const int LongestName = 250;
    private const int LongestCode = 60;

    /// <summary>A URL, system or text as a name; a longer one is cut and marked by an ellipsis.</summary>
    internal static string? Name(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : text.Length <= LongestName ? text.Trim() : text[..LongestName] + "…";

    /// <summary>A code or display as it stands; what is too long for one may be anything, so it is masked.</summary>
    internal static string? Code(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : text.Length <= LongestCode ? text.Trim() : Masking.Mask(text);

    /// <summary>True where the name is whole and can stand in an expression.</summary>
    internal static bool IsWhole(string name) => name != NoUrl && !name.EndsWith('…');
}
