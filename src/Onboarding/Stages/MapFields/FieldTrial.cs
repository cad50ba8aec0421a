using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages.MapFields;

/// <summary>One field's mapping tried on every sample.</summary>
internal sealed record FieldTrial(string FieldId, int Found, ResultRow Result)
{
    internal static FieldTrial Of(ContractField field, FieldMapping? mapping, IReadOnlyList<Sample> samples, IFieldMapper mapper)
    {
        if (string.IsNullOrWhiteSpace(mapping?.Expression))
            return Unmapped(field, samples.Count);
        if (mapper.Validate(mapping.Expression) is { } problem)
            return new(field.Id, 0, Line(field, CheckState.Failed, 0, samples.Count, $"The expression is not valid FHIRPath. {problem}", "Correct the expression."));

        var results = samples.Select(sample => (Sample: sample, Field: FieldReading.Read(mapper, sample.Resource!, field, mapping))).ToList();
        var found = results.Count(result => result.Field.Outcome is FieldOutcome.Populated);
        var unmapped = results.Count(result => result.Field.Outcome is FieldOutcome.UnmappedCode);
        var others = field.Id == ContractFields.Mrn
            ? results.Count(result => result.Sample.Mrn is { } asked && result.Field.Value is string mapped && !MrnMatch.Same(asked, mapped))
            : 0;
        return new(field.Id, found, Judge(field, found, unmapped, others, samples.Count));
    }

    private static ResultRow Judge(ContractField field, int found, int unmapped, int others, int samples) => (found, unmapped, others) switch
    {
        _ when samples == 0 => Line(field, CheckState.NotReached, 0, 0, "No sample patient was read.", null),
        (_, _, > 0) => Line(field, CheckState.Failed, found, samples,
            $"On {FieldRows.Patients(others)} this place holds another number than the one the hospital named.",
            "Choose the place that holds the hospital's own number; the suggestion shows it."),
        (0, > 0, _) => Line(field, Needed(field), found, samples,
            $"The hospital uses codes of its own here, and none of them is in the code map ({FieldRows.Patients(unmapped)}).", "Fill the code map."),
        (_, > 0, _) => Line(field, CheckState.Warning, found, samples,
            $"The code map does not list the code of {FieldRows.Patients(unmapped)}.", "Add the missing codes to the code map."),
        (0, _, _) when field.Requirement is FieldRequirement.Optional =>
            Line(field, CheckState.NotApplicable, found, samples, "No sample patient has it; it is welcome but not needed.", null),
        (0, _, _) => Line(field, Needed(field), found, samples,
            "No sample patient has a value of the right form at this place.", "Choose another place; the suggestions show where values are."),
        _ => Line(field, CheckState.Passed, found, samples, null, null),
    };

    private static FieldTrial Unmapped(ContractField field, int samples) => new(field.Id, 0, field.Requirement switch
    {
        FieldRequirement.Optional => Line(field, CheckState.NotApplicable, 0, samples, "It is not mapped; it is welcome but not needed.", null),
        _ => Line(field, Needed(field), 0, samples, "It is not mapped yet.", "Map the field; accept the suggestion where it is right."),
    });

    private static CheckState Needed(ContractField field) => field.IsNeeded() ? CheckState.Failed : CheckState.Warning;

    private static ResultRow Line(ContractField field, CheckState state, int found, int samples, string? message, string? next) => new()
    {
        Code = FieldRows.Code("MAP", field.Id),
        Check = field.Label,
        State = state,
        Measured = $"found in {found} of {samples}",
        Limit = field.IsNeeded() ? "at least 1" : null,
        Sample = samples,
        Owner = state is CheckState.Failed or CheckState.Warning ? FaultOwner.OurConfiguration : null,
        Message = message,
        NextStep = next,
    };
}
