using Onboarding.Stages.MapFields.Versions;

namespace Portal.Components.Stages.MapFields;

/// <summary>How a field fares on the samples, in a few words.</summary>
public static class TallyWords
{
    public static string Of(FieldTally tally) => tally switch
    {
        { Mapped: false } => "not mapped",
        { Problem: true } => "not valid FHIRPath",
        { Passed: 0, Failed: 0, Without: 0 } => "not tried",
        _ => $"{tally.Passed} passed, {tally.Failed} failed{(tally.Without > 0 ? $", {tally.Without} without" : "")}",
    };
}
