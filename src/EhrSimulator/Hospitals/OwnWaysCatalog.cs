using EhrSimulator.Patients;

namespace EhrSimulator.Hospitals;

/// <summary>The own ways of one hospital of each vendor; all of it invented, in the vendor's manner of writing.</summary>
internal static class OwnWaysCatalog
{
    private const string White = "2106-3", Black = "2054-5", Asian = "2028-9", Native = "1002-5", Islander = "2076-8";
    private const string Hispanic = "2135-2", NotHispanic = "2186-5";

    public static readonly OwnWays Marrowgate = new()
    {
        Place = new(OwnField.Language, "https://fhir.marrowgate.example/StructureDefinition/preferred-language", OwnValue.CodeableConcept, null,
            "https://fhir.marrowgate.example/StructureDefinition/language-assistance", ["Interpreter by phone", "None needed"]),
        Codes = new(OwnField.Race, "urn:oid:1.2.840.114350.1.13.902.2.7.10.698084.17", new Dictionary<string, Coded>
        {
            [White] = new("1", "White or Caucasian"), [Black] = new("2", "Black or African American"), [Asian] = new("3", "Asian"),
            [Native] = new("4", "American Indian or Alaska Native"), [Islander] = new("5", "Native Hawaiian or Other Pacific Islander"),
        }),
        VisitKinds = OwnClinicalCodes.VisitKinds("urn:oid:1.2.840.114350.1.13.902.2.7.7.10.696784.13260", "13", "4", "3"),
    };

    public static readonly OwnWays HarrowValley = new()
    {
        Place = new(OwnField.BirthSex, "https://fhir.harrow-valley.example/r4/StructureDefinition/birth-registration", OwnValue.CodeableConcept, "sex-at-birth",
            "https://fhir.harrow-valley.example/r4/StructureDefinition/birth-record", ["Certificate seen", "Told by family"]),
        Codes = new(OwnField.Language, "https://fhir.cerner.com/-Kq7XhV2mPz8LsT4wYb0RcD5eFgJ9nUa/codeSet/36", new Dictionary<string, Coded>
        {
            ["en"] = new("151", "English"), ["es"] = new("312540", "Spanish"), ["vi"] = new("312553", "Vietnamese"), ["pl"] = new("312561", "Polish"),
        }),
        VisitKinds = OwnClinicalCodes.VisitKinds("https://fhir.cerner.com/-Kq7XhV2mPz8LsT4wYb0RcD5eFgJ9nUa/codeSet/69", "309308", "391", "309310"),
    };

    public static readonly OwnWays CopperRidge = new()
    {
        Place = new(OwnField.Ethnicity, "https://copper-ridge.meditech.example/fhir/StructureDefinition/hispanic-origin", OwnValue.Coding, null,
            "https://copper-ridge.meditech.example/fhir/StructureDefinition/ethnicity-source", ["Registration desk", "Referral letter"]),
        Codes = new(OwnField.Race, "https://copper-ridge.meditech.example:443/dictionary/RACE", new Dictionary<string, Coded>
        {
            [White] = new("WH", "White"), [Black] = new("BL", "African American"), [Asian] = new("AS", "Asian"),
            [Native] = new("NA", "Native American"), [Islander] = new("PI", "Pacific Islander"),
        }),
        Problems = OwnClinicalCodes.Problems("https://copper-ridge.meditech.example:443/dictionary/PROBLEM"),
    };

    public static readonly OwnWays SundialClinics = new()
    {
        Place = new(OwnField.Language, "https://sundial-clinics.example/fhir/StructureDefinition/spoken-language", OwnValue.Text, null,
            "https://sundial-clinics.example/fhir/StructureDefinition/language-line", ["Desk 2", "Desk 5"]),
        Codes = new(OwnField.Ethnicity, "https://sundial-clinics.example/fhir/CodeSystem/ethnicity", new Dictionary<string, Coded>
        {
            [Hispanic] = new("HL", "Hispanic"), [NotHispanic] = new("NHL", "Non-Hispanic"),
        }),
        Problems = OwnClinicalCodes.Problems("https://sundial-clinics.example/fhir/CodeSystem/problem"),
    };

    // Its race has stood in an extension and in codes of its own from the start; see LocalCodes.
    public static readonly OwnWays PelicanBay = new()
    {
        Codes = new(OwnField.Ethnicity, "https://pelican-bay.example/fhir/CodeSystem/ethnicity", new Dictionary<string, Coded>
        {
            [Hispanic] = new("H", "Hispanic or Latino"), [NotHispanic] = new("X", "Not Hispanic or Latino"),
        }),
        VisitKinds = OwnClinicalCodes.VisitKinds("https://pelican-bay.example/fhir/CodeSystem/visit-kind", "O", "I", "E"),
    };
}
