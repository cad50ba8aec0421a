using EhrSimulator.Patients;

namespace EhrSimulator.Vendors.Clinical;

/// <summary>How one kind of visit is coded and how long it lasts.</summary>
internal sealed record VisitKind(Coded Class, Coded Type, TimeSpan Lasts);

/// <summary>What invented patients come for, have, take and cannot stand.</summary>
internal static class ClinicalPools
{
    public const string Snomed = "http://snomed.info/sct";

    public static readonly VisitKind[] Visits =
    [
        new(new("AMB", "ambulatory"), new("185349003", "Encounter for check up"), TimeSpan.FromMinutes(25)),
        new(new("IMP", "inpatient encounter"), new("32485007", "Hospital admission"), TimeSpan.FromHours(76)),
        new(new("EMER", "emergency"), new("50849002", "Emergency room admission"), TimeSpan.FromHours(5)),
    ];

    public static readonly Coded[] Problems =
    [
        new("38341003", "Hypertensive disorder"), new("44054006", "Diabetes mellitus type 2"), new("195967001", "Asthma"), new("13645005", "Chronic obstructive lung disease"),
        new("396275006", "Osteoarthritis"), new("55822004", "Hyperlipidemia"), new("40930008", "Hypothyroidism"),
    ];

    public static readonly Coded[] Allergens = [new("7980", "penicillin G"), new("1191", "aspirin"), new("2670", "codeine"), new("10831", "sulfamethoxazole / trimethoprim")];

    public static readonly Coded[] Medications =
    [
        new("197361", "amlodipine 5 MG Oral Tablet"), new("860975", "metformin 500 MG Oral Tablet"), new("314076", "lisinopril 10 MG Oral Tablet"),
        new("966222", "levothyroxine 0.05 MG Oral Tablet"), new("617311", "atorvastatin 40 MG Oral Tablet"),
    ];

    public static readonly Coded[] Reactions = [new("247472004", "Wheal"), new("422587007", "Nausea"), new("271807003", "Eruption of skin")];

    public static readonly string[] Dosages = ["One tablet once a day", "One tablet twice a day with food", "One tablet in the evening"];
}
