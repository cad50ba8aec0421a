using static EhrSimulator.Hospitals.SignInMethod;

namespace EhrSimulator.Hospitals;

/// <summary>The fifteen invented hospitals. The first of each vendor is ordinary; the others have habits of their own, one of each vendor in number, extension and codes.</summary>
internal static class HospitalCatalog
{
    public static readonly IReadOnlyList<HospitalProfile> All =
    [
        new()
        {
            Slug = "quillhaven", Name = "Quillhaven Regional", Vendor = "epic", TimeZone = "America/Chicago",
            Town = new("Quillhaven", "TALLOW", "WI", "535", "608"), SignInMethods = [PrivateKeyJwt],
            OidArc = "1.2.840.114350.1.13.901.2", MrnSystem = "urn:oid:1.2.840.114350.1.13.901.2.7.5.737384.14", MrnTypeText = "EPI",
        },
        new()
        {
            Slug = "marrowgate", Name = "Marrowgate University Hospital", Vendor = "epic", TimeZone = "America/New_York",
            Town = new("Marrowgate", "HALLEY", "OH", "441", "216"), SignInMethods = [PrivateKeyJwt],
            OidArc = "1.2.840.114350.1.13.902.2", MrnSystem = "urn:oid:2.16.840.1.113883.3.7418.4.1", MrnTypeText = "MUHMRN",
            Own = OwnWaysCatalog.Marrowgate,
        },
        new()
        {
            Slug = "saltmarsh-childrens", Name = "Saltmarsh Children's", Vendor = "epic", TimeZone = "America/Los_Angeles",
            Town = new("Saltmarsh", "CORMORANT", "WA", "982", "360"), SignInMethods = [PrivateKeyJwt],
            OidArc = "1.2.840.114350.1.13.903.2", MrnSystem = "urn:oid:1.2.840.114350.1.13.903.2.7.5.737384.14", MrnTypeText = "MRN",
            OwnExtension = "https://saltmarsh-childrens.example/fhir/StructureDefinition/care-program",
        },
        new()
        {
            Slug = "juniper-basin", Name = "Juniper Basin Medical Center", Vendor = "oracle-health", TimeZone = "America/Denver",
            Town = new("Juniper Basin", "Ochre", "UT", "846", "435"), SignInMethods = [SecretBasic, PrivateKeyJwt],
            Tenant = "7c1f4a52-60d3-4b1e-9a77-0d5e3b9c2f41", MrnSystem = "urn:oid:2.999.610.1.1",
        },
        new()
        {
            Slug = "harrow-valley", Name = "Harrow Valley Health", Vendor = "oracle-health", TimeZone = "America/Chicago",
            Town = new("Harrow", "Limestone", "MO", "641", "816"), SignInMethods = [SecretBasic],
            Tenant = "-Kq7XhV2mPz8LsT4wYb0RcD5eFgJ9nUa", MrnSystem = "urn:oid:2.999.620.4.7", MrnTypeText = "HVH Chart Number",
            MrnUncoded = true, Own = OwnWaysCatalog.HarrowValley,
        },
        new()
        {
            Slug = "tern-island", Name = "Tern Island General", Vendor = "oracle-health", TimeZone = "America/New_York",
            Town = new("Tern Island", "Halyard", "ME", "045", "207"), SignInMethods = [SecretBasic, PrivateKeyJwt],
            Tenant = "e25b9d10-8f6c-4c2a-b3e4-51a7c09d6e38", MrnSystem = "urn:oid:2.999.630.2.1", ScopesV1 = true,
        },
        new()
        {
            Slug = "brackenford", Name = "Brackenford Community Hospital", Vendor = "meditech", TimeZone = "America/New_York",
            Town = new("Brackenford", "Norfolk", "MA", "020", "617"), SignInMethods = [SecretPost, SecretBasic, PrivateKeyJwt],
            Release = "v1/uscore/R4", MrnSystem = "https://mtrestapis-live01.brackenford.example:443/identifier/MRN", MrnPrefix = "BF",
        },
        new()
        {
            Slug = "copper-ridge", Name = "Copper Ridge Hospital", Vendor = "meditech", TimeZone = "America/Phoenix",
            Town = new("Copper Ridge", "Malachite", "AZ", "863", "928"), SignInMethods = [SecretBasic, SecretPost],
            Release = "v1/uscore/R4", MrnSystem = "https://copper-ridge.meditech.example:443/identifier/UNITNUMBER", MrnPrefix = "M",
            MrnTypeText = "Unit number", MrnUncoded = true, Own = OwnWaysCatalog.CopperRidge,
        },
        new()
        {
            Slug = "willow-prairie", Name = "Willow Prairie Health System", Vendor = "meditech", TimeZone = "America/Chicago",
            Town = new("Willow Prairie", "Sorghum", "KS", "672", "316"), SignInMethods = [PrivateKeyJwt, SecretPost],
            Release = "v2/uscore/STU7", MrnSystem = "https://willow-prairie.meditech.example:443/identifier/MRN", MrnPrefix = "WP",
            OwnExtension = "https://willow-prairie.example/fhir/StructureDefinition/care-program",
        },
        new()
        {
            Slug = "lakemere", Name = "Lakemere Family Practice", Vendor = "athenahealth", TimeZone = "America/New_York",
            Town = new("Lakemere", "Addison", "VT", "054", "802"), SignInMethods = [SecretBasic, PrivateKeyJwt],
            Practice = "195931", MrnSystem = "https://fhir.athena.io/sid/ah-patient",
        },
        new()
        {
            Slug = "sundial-clinics", Name = "Sundial Clinics", Vendor = "athenahealth", TimeZone = "America/Los_Angeles",
            Town = new("Sundial", "Mesquite", "CA", "922", "760"), SignInMethods = [PrivateKeyJwt, SecretBasic],
            Practice = "28417", MrnSystem = "https://sundial-clinics.example/sid/chart-number", MrnTypeText = "Chart number", MrnPrefix = "SC",
            Own = OwnWaysCatalog.SundialClinics,
        },
        new()
        {
            Slug = "ridgecrest-womens", Name = "Ridgecrest Women's Health", Vendor = "athenahealth", TimeZone = "America/Denver",
            Town = new("Ridgecrest", "Larkspur", "CO", "804", "720"), SignInMethods = [SecretBasic],
            Practice = "30266", MrnSystem = "https://fhir.athena.io/sid/ah-patient",
            OwnExtension = "https://ridgecrest-womens.example/fhir/StructureDefinition/care-program",
        },
        new()
        {
            Slug = "open-meadow", Name = "Open Meadow Hospital", Vendor = "fhir-r4", TimeZone = "America/Chicago",
            Town = new("Open Meadow", "Clover", "IA", "502", "515"), SignInMethods = [None],
            MrnSystem = "https://open-meadow.example/fhir/sid/mrn", AllowsListing = true,
        },
        new()
        {
            Slug = "stonebridge", Name = "Stonebridge Memorial", Vendor = "fhir-r4", TimeZone = "America/New_York",
            Town = new("Stonebridge", "Granite", "NH", "033", "603"), SignInMethods = [PrivateKeyJwt], Algorithm = "ES384",
            MrnSystem = "https://stonebridge.example/fhir/sid/mrn", MrnPrefix = "SB-",
        },
        new()
        {
            Slug = "pelican-bay", Name = "Pelican Bay Medical", Vendor = "fhir-r4", TimeZone = "Pacific/Honolulu",
            Town = new("Pelican Bay", "Hibiscus", "HI", "967", "808"), SignInMethods = [SecretPost],
            MrnSystem = "https://pelican-bay.example/fhir/sid/chart", MrnTypeText = "Chart number", MrnUncoded = true,
            LocalCodes = true, Own = OwnWaysCatalog.PelicanBay,
            OwnExtension = "https://pelican-bay.example/fhir/StructureDefinition/care-program",
            Mapping = new Dictionary<string, string>
            {
                ["race"] = "extension.where(url='https://pelican-bay.example/fhir/StructureDefinition/race').value.code.select("
                    + "iif($this='W','2106-3',iif($this='B','2054-5',iif($this='A','2028-9',iif($this='N','1002-5','2076-8')))))",
                ["language"] = "communication.language.coding.code.select(iif($this='SPA','es',iif($this='VIE','vi',iif($this='POL','pl','en'))))",
            },
        },
    ];
}
