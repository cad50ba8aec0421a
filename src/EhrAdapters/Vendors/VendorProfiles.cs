using System.Text.Json;
using System.Text.Json.Serialization;

namespace EhrAdapters.Vendors;

/// <summary>The vendor profiles that ship with the library, read once from their embedded files.</summary>
internal static class VendorProfiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // A key that nobody reads is a spelling mistake in a profile.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Reads the profile in a vendor's folder.</summary>
    public static VendorProfile Read(string folder)
    {
        var name = $"EhrAdapters.Vendors.{folder}.profile.json";
        using var stream = typeof(VendorProfiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded profile {name} is missing.");
        return JsonSerializer.Deserialize<VendorProfile>(stream, Options)
            ?? throw new InvalidOperationException($"The embedded profile {name} is empty.");
    }
}
