using EhrAdapters;

namespace Onboarding.Directories;

/// <summary>Tells a vendor by the usual look of its addresses, which the vendor profiles hold as data.</summary>
public sealed class VendorByAddress(IEhrAdapterFactory adapters)
{
    /// <summary>The vendor profile's id, or null where the address looks like none.</summary>
    public string? Of(string address) => adapters.Profiles.FirstOrDefault(profile => profile.FhirBaseUrl.Shape?.Fits(address) is true)?.Id;

    public string? NameOf(string? vendor) => vendor is null ? null : adapters.FindProfile(vendor)?.Name;
}
