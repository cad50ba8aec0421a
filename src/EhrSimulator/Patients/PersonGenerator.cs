using EhrSimulator.Hospitals;

namespace EhrSimulator.Patients;

/// <summary>The same people for the same hospital, always. The first ten are the ones that the hospital names for validation.</summary>
internal static class PersonGenerator
{
    public const int TestPatients = 10;
    public const int Count = 220;
    private const int FirstMerged = Count - 5;

    public static IReadOnlyList<Person> Generate(HospitalProfile hospital)
    {
        var random = new SeededRandom(hospital.Slug);
        var firstNumber = random.Between(20_000, 60_000);
        return [.. Enumerable.Range(0, Count).Select(i => Refine(Draw(i, firstNumber + i * 37, hospital.Town, random), hospital.Town))];
    }

    private static Person Draw(int index, int number, Town town, SeededRandom random)
    {
        var female = random.Percent(51);
        var given = random.Pick(female ? Pools.Female : Pools.Male);
        var family = random.Pick(Pools.Family);
        var home = DrawHome(town, random);
        return new()
        {
            Index = index,
            Given = given,
            Family = family,
            Middle = random.Percent(45) ? random.Pick(female ? Pools.Female : Pools.Male) : null,
            Suffix = !female && random.Percent(6) ? "Jr" : null,
            FormerFamily = female && random.Percent(18) ? random.Pick(Pools.Family) : null,
            Gender = random.Next(100) switch { < 2 => "other", < 4 => "unknown", _ => female ? "female" : "male" },
            BirthDate = new DateOnly(random.Between(1940, 2022), random.Between(1, 12), random.Between(1, 28)),
            DeceasedOn = random.Percent(4) ? new DateOnly(2024, random.Between(1, 12), random.Between(1, 28)) : null,
            Home = random.Percent(96) ? home : null,
            FormerHome = random.Percent(25) ? DrawHome(town, random) : null,
            HomePhone = random.Percent(60) ? DrawPhone(town, random) : null,
            MobilePhone = random.Percent(82) ? DrawPhone(town, random) : null,
            Email = random.Percent(86) ? $"{given}.{family}{number % 100}@example.org".Replace("'", "", StringComparison.Ordinal).ToLowerInvariant() : null,
            Races = DrawRaces(random),
            Ethnicity = random.Next(10) switch { < 2 => Pools.Hispanic, < 8 => Pools.NotHispanic, _ => null },
            EthnicityAsked = random.Percent(95),
            Language = random.Percent(85) ? random.Pick(Pools.Languages) : null,
            Marital = random.Percent(80) ? random.Pick(Pools.MaritalStatus) : null,
            BirthSexKnown = random.Percent(88),
            VitalStatusKnown = random.Percent(67),
            RecordNumber = number,
            EndedRecordNumbers = random.Percent(12) ? [number + 11, number + 23] : [],
            MergedInto = index >= FirstMerged ? index - FirstMerged + TestPatients : null,
        };
    }

    // Identity and contact are complete on all ten, so that a healthy hospital can pass; each optional field is missing at most once.
    private static Person Refine(Person drawn, Town town)
    {
        if (!drawn.IsTestPatient) return drawn;
        var complete = drawn with
        {
            Gender = drawn.Index % 2 == 0 ? "female" : "male",
            Given = (drawn.Index % 2 == 0 ? Pools.Female : Pools.Male)[drawn.Index * 2 + 1],
            Family = Pools.Family[drawn.Index * 4 + drawn.RecordNumber % 4],
            Suffix = null,
            BirthDate = new DateOnly(1950 + drawn.Index * 5, drawn.BirthDate.Month, drawn.BirthDate.Day),
            DeceasedOn = null,
            Home = drawn.Home ?? new Home($"{10 + drawn.Index} Alder Bend", null, town.City, town.County, town.State, $"{town.PostalPrefix}11", new DateOnly(2018, 5, 1)),
            MobilePhone = drawn.MobilePhone ?? $"{town.AreaCode}55501{drawn.Index:00}",
            Races = drawn.Races.Count == 0 ? [Pools.Races[drawn.Index % 3]] : drawn.Races,
            Ethnicity = drawn.Ethnicity ?? Pools.NotHispanic,
            EthnicityAsked = true,
            Language = drawn.Language ?? Pools.Languages[0],
            BirthSexKnown = true,
            VitalStatusKnown = true,
            EndedRecordNumbers = [],
        };
        complete = complete with { Email = $"{complete.Given}.{complete.Family}@example.org".Replace("'", "", StringComparison.Ordinal).ToLowerInvariant() };
        return complete.Index switch
        {
            1 => complete with { BirthDate = new DateOnly(2019, 4, 17), Marital = null },
            2 => complete with { BirthDate = new DateOnly(1931, 8, 30) },
            3 => complete with { EndedRecordNumbers = [complete.RecordNumber + 11, complete.RecordNumber + 23], FormerFamily = "Birdsong" },
            4 => complete with { Races = [], VitalStatusKnown = false },
            5 => complete with { Language = null },
            6 => complete with { Ethnicity = null },
            7 => complete with { Races = [Pools.Races[2], Pools.Races[0]] },
            9 => complete with { BirthSexKnown = false },
            _ => complete,
        };
    }

    private static Coded[] DrawRaces(SeededRandom random) => random.Next(100) switch
    {
        < 10 => [],
        < 16 => [Pools.Races[0], random.Pick(Pools.Races[1..])],
        _ => [random.Pick(Pools.Races)],
    };

    private static Home DrawHome(Town town, SeededRandom random) => new(
        $"{random.Between(2, 1890)} {random.Pick(Pools.Streets)}",
        random.Percent(20) ? $"Apt {random.Between(1, 48)}" : null,
        town.City, town.County, town.State, $"{town.PostalPrefix}{random.Between(10, 89)}",
        new DateOnly(random.Between(2012, 2024), random.Between(1, 12), random.Between(1, 28)));

    // 555-01xx is set aside for invented numbers.
    private static string DrawPhone(Town town, SeededRandom random) => $"{town.AreaCode}55501{random.Between(0, 99):00}";
}
