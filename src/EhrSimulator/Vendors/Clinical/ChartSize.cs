using EhrSimulator.Patients;

namespace EhrSimulator.Vendors.Clinical;

/// <summary>How many records of a type a patient has. One of the ten has a nearly empty chart, and one of them no allergy.</summary>
internal static class ChartSize
{
    private const int NearlyEmpty = 8;
    private const int WithoutAllergy = 5;

    public static int Of(string type, Person person) => type switch
    {
        "Encounter" => person.Index == NearlyEmpty ? 1 : 2 + person.Index % 2,
        "Condition" or "MedicationRequest" when person.Index == NearlyEmpty => 0,
        "AllergyIntolerance" when person.Index is NearlyEmpty or WithoutAllergy => 0,
        "Condition" => 2 + person.Index % 3,
        "Observation" => person.Index == NearlyEmpty ? 2 : Vitals.Count,
        "MedicationRequest" => 2 + person.Index % 2,
        "AllergyIntolerance" => 1 + person.Index % 2,
        _ => 0,
    };
}
