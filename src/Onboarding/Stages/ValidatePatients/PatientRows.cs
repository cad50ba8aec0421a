using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Runs;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages.ValidatePatients;

/// <summary>The rows about the patients themselves: are they there, are there ten, and what can these ten not prove.</summary>
internal static class PatientRows
{
    internal static IEnumerable<ResultRow> Of(SampleSet fetched, IReadOnlyList<MatrixPatient> kinds, StageRunContext context, FindingLetters letters)
    {
        // One cause is said once, with the patients it concerns.
        foreach (var cause in fetched.Missing.GroupBy(sample => sample.Finding!.Code).OrderBy(cause => cause.Min(sample => sample.Number)))
        {
            var numbers = string.Join(", ", cause.Select(sample => sample.Number));
            var who = cause.Count() == 1 ? $"Patient {numbers}" : $"Patients {numbers}";
            var row = letters.Row(who, cause.First().Finding!, context, $"{cause.Count()} of {fetched.Samples.Count} not read");
            yield return row with { State = CheckState.Failed, Sample = fetched.Samples.Count };
        }

        yield return Count(fetched, context.Configuration.Thresholds.MinimumPatients);
        yield return Spread(kinds);
    }

    private static ResultRow Count(SampleSet fetched, int needed)
    {
        var different = fetched.Found.Select(sample => ResourceIds.Of(sample.Resource) ?? $"#{sample.Number}").Distinct(StringComparer.Ordinal).Count();
        var twice = fetched.Found.Count - different;
        return new()
        {
            Code = "VALIDATE-PATIENTS",
            Check = "Ten different patients",
            State = different >= needed ? CheckState.Passed : CheckState.CouldNotAssess,
            Measured = different.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Limit = $"at least {needed}",
            Margin = different >= needed ? null : $"{FieldRows.Patients(needed - different)} short",
            Sample = fetched.Samples.Count,
            Owner = different >= needed ? null : FaultOwner.Hospital,
            Message = different >= needed ? null
                : $"{FieldRows.Patients(different)} could be judged{(twice > 0 ? $"; {FieldRows.Patients(twice)} named twice" : "")}. Fewer than {needed} prove too little.",
            NextStep = different >= needed ? null : $"Ask the hospital for {needed - different} more, enter them on the configuration page and validate again.",
        };
    }

    // Never closes the gate: it says what these patients cannot prove and what would.
    private static ResultRow Spread(IReadOnlyList<MatrixPatient> patients)
    {
        string[] missing =
        [
            .. patients.Any(patient => patient.Kind is PatientKinds.Newborn or PatientKinds.Minor) ? Array.Empty<string>() : ["a newborn or minor"],
            .. patients.Any(patient => patient.Kind is PatientKinds.Over89) ? Array.Empty<string>() : ["a patient over 89"],
        ];
        return new()
        {
            Code = "VALIDATE-SPREAD",
            Check = "Spread of ages",
            State = missing.Length == 0 ? CheckState.Passed : CheckState.CouldNotAssess,
            Needed = false,
            Sample = patients.Count,
            Message = missing.Length == 0 ? null : $"Among these patients is not {string.Join(" and not ", missing)}, so nothing is proven for them.",
            NextStep = missing.Length == 0 ? null : $"Ask the hospital to name {string.Join(" and ", missing)} as well.",
        };
    }
}
