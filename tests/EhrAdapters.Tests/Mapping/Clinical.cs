using EhrAdapters.Mapping;
using Hl7.Fhir.Model;

namespace EhrAdapters.Tests.Mapping;

/// <summary>Invented clinical records.</summary>
internal static class Clinical
{
    internal static Encounter Encounter(string? start = "2026-03-01T08:00:00-06:00", string? end = "2026-03-01T09:00:00-06:00", string system = StandardCodeSystems.ActCode, string code = "AMB") => new()
    {
        Status = Hl7.Fhir.Model.Encounter.EncounterStatus.Finished,
        Class = new(system, code, "ambulatory"),
        Period = new() { Start = start, End = end },
    };

    internal static Condition Condition(string? system, string? code, string? text = null) => new()
    {
        Code = new() { Coding = code is null ? [] : [new(system, code)], Text = text },
    };

    internal static Observation Observation(DataType? value) => new()
    {
        Status = ObservationStatus.Final,
        Code = new(StandardCodeSystems.Loinc, "8867-4"),
        Value = value,
    };

    internal static Quantity Quantity(decimal? number, string? unit, string? code = null, string? system = null) => new() { Value = number, Unit = unit, Code = code, System = system };
}
