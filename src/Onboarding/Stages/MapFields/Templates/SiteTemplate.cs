using EhrAdapters.Mapping;
using Onboarding.Stages.MapFields.Fleet;

namespace Onboarding.Stages.MapFields.Templates;

/// <summary>What a site's mapping is compared with.</summary>
/// <param name="Vendor">The id of the vendor; empty where no connection is known.</param>
/// <param name="Release">What the hospital's server runs; null where it has not said.</param>
/// <param name="Version">The template in force for it, or null.</param>
public sealed record SiteTemplate(string Vendor, string? Release, TemplateVersion? Version)
{
    public static readonly SiteTemplate None = new("", null, null);

    /// <summary>The contract's fields that the template maps otherwise than this mapping.</summary>
    public IReadOnlyList<FieldMapping> Differing(FieldMap map, DataContract contract) =>
        Version is null ? [] : [.. Version.Mapping.Fields.Where(field => contract.Find(field.FieldId) is not null && !SameMapping(field, map.Find(field.FieldId)))];

    /// <summary>How the template maps a field; null where it does not.</summary>
    public FieldMapping? Of(string fieldId) => Version?.Mapping.Find(fieldId);

    /// <summary>True where both read the same place and translate the same codes.</summary>
    public static bool SameMapping(FieldMapping one, FieldMapping? other) =>
        other is not null && SamePlace(one.Expression, other.Expression)
        && one.CodeMap.Count == other.CodeMap.Count && one.CodeMap.All(entry => other.CodeMap.GetValueOrDefault(entry.Key) == entry.Value);

    internal static bool SamePlace(string one, string other) => ExpressionText.Normalise(one.Trim()) == ExpressionText.Normalise(other.Trim());
}

/// <summary>Which level a field's value comes from.</summary>
public enum MappingOrigin
{
    /// <summary>What the vendor's profile, or FHIR itself, says of every site of the vendor.</summary>
    VendorProfile,

    /// <summary>The company's template for the vendor and release.</summary>
    Template,

    /// <summary>This site alone.</summary>
    ThisSite,
}

public static class MappingOrigins
{
    /// <param name="places">Where the vendor's profile and FHIR look for the field.</param>
    public static MappingOrigin Of(FieldMapping mapping, SiteTemplate template, IEnumerable<string> places) =>
        template.Of(mapping.FieldId) is { } own && SiteTemplate.SameMapping(own, mapping) ? MappingOrigin.Template
        : mapping.CodeMap.Count == 0 && places.Any(place => SiteTemplate.SamePlace(place, mapping.Expression)) ? MappingOrigin.VendorProfile
        : MappingOrigin.ThisSite;

    /// <summary>The release as people read it.</summary>
    public static string ReleaseWord(this TemplateVersion version) => version.Release == TemplateVersion.AnyRelease ? "any release" : version.Release;
}
