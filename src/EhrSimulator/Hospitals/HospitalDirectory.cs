using EhrSimulator.Vendors;

namespace EhrSimulator.Hospitals;

/// <summary>All hospitals of this process, by slug.</summary>
internal sealed class HospitalDirectory
{
    private readonly Dictionary<string, Hospital> bySlug;

    public HospitalDirectory()
    {
        All = [.. HospitalCatalog.All.Select(p => new Hospital(p, VendorCatalog.BySlug[p.Vendor]))];
        bySlug = All.ToDictionary(h => h.Profile.Slug, StringComparer.Ordinal);
    }

    public IReadOnlyList<Hospital> All { get; }

    public Hospital? Find(string slug) => bySlug.GetValueOrDefault(slug);
}
