using EhrSimulator.Patients;

namespace EhrSimulator.Hospitals;

/// <summary>Code sets that some hospitals use in charts instead of the standard ones; the words stay readable.</summary>
internal static class OwnClinicalCodes
{
    public static OwnCodeSet VisitKinds(string system, string ambulatory, string inpatient, string emergency) => new(system, new Dictionary<string, Coded>
    {
        ["AMB"] = new(ambulatory, "Ambulatory"), ["IMP"] = new(inpatient, "Inpatient"), ["EMER"] = new(emergency, "Emergency"),
    });

    public static OwnCodeSet Problems(string system) => new(system, new Dictionary<string, Coded>
    {
        ["38341003"] = new("HTN", "Hypertension"), ["44054006"] = new("DM2", "Diabetes type 2"), ["195967001"] = new("ASTH", "Asthma"), ["13645005"] = new("COPD", "COPD"),
        ["396275006"] = new("OA", "Osteoarthritis"), ["55822004"] = new("HLD", "High cholesterol"), ["40930008"] = new("HYPOT", "Hypothyroidism"),
    });
}
