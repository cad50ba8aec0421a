using EhrAdapters.Fhir;
using EhrAdapters.Vendors.FhirR4;

namespace EhrAdapters.Vendors.Meditech;

/// <summary>MEDITECH: a name is one string, "Last,First", whose comma must be escaped because FHIR reads it as "or".</summary>
internal sealed class MeditechAdapter(AdapterContext context) : FhirR4Adapter(context)
{
    /// <inheritdoc/>
    protected override SearchQuery Shape(SearchQuery query)
    {
        // There is no "given" parameter; family and given become one name.
        if (query["given"] is { } given && query["family"] is { } family)
            query = query.Without("given", "family").With("name", $"{family},{given}");
        return query["name"] is { } name ? query.Without("name").With("name", Escape(name)) : query;
    }

    private static string Escape(string name) =>
        name.Replace("\\,", ",", StringComparison.Ordinal).Replace(", ", ",", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal);
}
