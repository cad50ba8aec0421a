namespace EhrAdapters.Mapping.Discovery;

/// <summary>What was left out, in plain words.</summary>
internal static class DiscoveryNotes
{
    internal const string Identifiers = "identifiers";
    internal const string Elements = "elements";
    internal const string Depth = "depth";
    internal const string Rows = "rows";
    internal const string Codes = "codes";
    internal const string Unreadable = "unreadable";

    internal static string Say(string what, int times) => what switch
    {
        Identifiers => $"{Records(times)} more than {DiscoveryLimits.IdentifiersPerRecord} identifiers; only the first {DiscoveryLimits.IdentifiersPerRecord} were counted.",
        Elements => $"{Records(times)} more than {DiscoveryLimits.ElementsPerRecord:N0} elements; the rest was not read.",
        Depth => $"{Records(times)} elements nested more than {DiscoveryLimits.Depth} deep; what lies below was not read.",
        Unreadable => $"{(times == 1 ? "One element does" : $"{times} elements do")} not have the shape that FHIR gives them and could not be read.",
        _ => "There are more kinds than this list holds; the rarest are left out.",
    };

    private static string Records(int times) => times == 1 ? "One record has" : $"{times} records have";
}
