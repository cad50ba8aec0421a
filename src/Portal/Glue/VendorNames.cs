using EhrAdapters;

namespace Portal.Glue;

/// <summary>Vendors by the name people use.</summary>
public sealed class VendorNames(IEhrAdapterFactory adapters)
{
    public string Of(string? vendor) => vendor is null ? "EHR not chosen yet" : adapters.FindProfile(vendor)?.Name ?? vendor;
}
