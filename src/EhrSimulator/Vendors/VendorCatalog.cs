using EhrSimulator.Vendors.Athenahealth;
using EhrSimulator.Vendors.Epic;
using EhrSimulator.Vendors.FhirR4;
using EhrSimulator.Vendors.Meditech;
using EhrSimulator.Vendors.OracleHealth;

namespace EhrSimulator.Vendors;

internal static class VendorCatalog
{
    public static readonly IReadOnlyDictionary<string, VendorApi> BySlug =
        new VendorApi[] { new EpicApi(), new OracleHealthApi(), new MeditechApi(), new AthenahealthApi(), new FhirR4Api() }
            .ToDictionary(v => v.Slug);
}
