using Hl7.Fhir.Model;

namespace EhrAdapters.Http;

/// <summary>An address as it may be shown: ids of records and every value of the query are patient data and stay out.</summary>
internal static class ShownPath
{
    public static string Of(Uri address)
    {
        var segments = address.AbsolutePath.Split('/');
        for (var at = 1; at < segments.Length; at++)
        {
            if (ModelInfo.IsKnownResource(segments[at - 1]) && segments[at] is not ("" or "_search"))
                segments[at] = "[id]";
        }

        var names = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => pair.IndexOf('=', StringComparison.Ordinal) is > 0 and <= 40)
            .Select(pair => pair[..pair.IndexOf('=', StringComparison.Ordinal)])
            .Distinct()
            .ToList();
        return string.Join('/', segments) + (names.Count > 0 ? "?" + string.Join('&', names) : "");
    }
}
