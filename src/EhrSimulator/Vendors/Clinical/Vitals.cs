using EhrSimulator.Patients;

namespace EhrSimulator.Vendors.Clinical;

/// <summary>One measured vital sign in its unit of UCUM.</summary>
internal sealed record Vital(Coded Code, string Unit, decimal Value);

/// <summary>Vital signs as a nurse would measure them on somebody of this age.</summary>
internal static class Vitals
{
    public const string Ucum = "http://unitsofmeasure.org";

    private static readonly Func<Chart, Vital>[] Kinds =
    [
        chart => new(new("8867-4", "Heart rate"), "/min", chart.Random.Between(62, 94)),
        chart => new(new("9279-1", "Respiratory rate"), "/min", chart.Random.Between(12, 19)),
        chart => new(new("8310-5", "Body temperature"), "Cel", 36m + chart.Random.Between(2, 12) / 10m),
        chart => new(new("8480-6", "Systolic blood pressure"), "mm[Hg]", chart.Random.Between(98, 142)),
        chart => new(new("29463-7", "Body weight"), "kg", Weight(chart)),
        chart => new(new("8302-2", "Body height"), "cm", Height(chart)),
    ];

    public static int Count => Kinds.Length;

    public static Vital Take(Chart chart) => Kinds[chart.Number - 1](chart);

    private static decimal Weight(Chart chart) => (chart.Age >= 18 ? chart.Random.Between(520, 940) : 35 + chart.Age * 28 + chart.Random.Between(0, 40)) / 10m;

    private static decimal Height(Chart chart) => chart.Age >= 18 ? chart.Random.Between(152, 191) : 62 + chart.Age * 6 + chart.Random.Between(0, 5);
}
