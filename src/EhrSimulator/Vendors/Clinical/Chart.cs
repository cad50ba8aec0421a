using System.Globalization;
using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;

namespace EhrSimulator.Vendors.Clinical;

/// <summary>What one record of a chart is made of: whose it is, which one, and when things happened.</summary>
internal sealed record Chart(HospitalProfile Profile, PatientRecord Record, int Number, SeededRandom Random)
{
    private const int Visits = 2;

    public Person Person => Record.Person;

    public int Age => Year - Person.BirthDate.Year;

    // Nobody is treated after they died.
    private int Year => Person.DeceasedOn is null ? 2025 : 2023;

    public DateTimeOffset Began { get; } = new(
        Record.Person.DeceasedOn is null ? 2025 : 2023, Random.Between(1, 9), Random.Between(1, 28), Random.Between(8, 15), 5 * Random.Between(0, 11), 0, TimeSpan.FromHours(-5));

    public JsonObject Patient() => Reference($"Patient/{Record.Id}");

    /// <summary>One of the patient's first visits; everybody has at least one.</summary>
    public JsonObject Visit() => Reference($"Encounter/{Record.Id}.c{1 + Number % Math.Min(Visits, ChartSize.Of("Encounter", Person))}");

    public JsonObject Clinician() => Reference($"Practitioner/{SupportingRecords.Practitioner(Profile, Record.Person.Index + Number)}");

    public static JsonObject Reference(string to) => new() { ["reference"] = to };

    public static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset at) => Json.Day(DateOnly.FromDateTime(at.DateTime));
}
