namespace EhrSimulator.Patients;

/// <summary>What hospitals with an extension of their own say in it.</summary>
internal static class CareProgram
{
    private static readonly string[] Names = ["Bridge to Home", "Steady Heart", "New Families", "None"];

    public static string Of(Person person) => Names[person.RecordNumber % Names.Length];
}
