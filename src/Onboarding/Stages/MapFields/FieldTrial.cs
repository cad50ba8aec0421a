using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages.MapFields;

/// <summary>One field's mapping tried on every sample.</summary>
internal sealed record FieldTrial(string FieldId, int Found, ResultRow Result)
{
    internal static FieldTrial Of(ContractField field, FieldMapping? mapping, SampleSet fetched, IFieldMapper mapper)
    {
        var samples = fetched.Found;
        if (string.IsNullOrWhiteSpace(mapping?.Expression))
            return Unmapped(field, samples.Sum(sample => sample.Of(field.ResourceType).Count()));
        var records = samples.Sum(sample => sample.Of(field.ResourceType).Count());
        if (mapper.Validate(mapping.Expression) is { } problem)
            return new(field.Id, 0, Line(field, CheckState.Failed, 0, records, $"The expression is not valid FHIRPath. {problem}", "Correct the expression."));

        var results = samples.Select(sample => (Sample: sample, Read: PatientReading.Of(mapper, sample, field, mapping))).ToList();
        var outcomes = results.SelectMany(result => result.Read.Records).Select(read => read.Outcome).ToList();
        var found = outcomes.Count(outcome => outcome is FieldOutcome.Populated);
        var unmapped = outcomes.Count(outcome => outcome is FieldOutcome.UnmappedCode);
        var others = field.Id == ContractFields.Mrn
            ? results.Count(result => result.Sample.Mrn is { } asked && result.Read.Weakest?.Value is string mapped && !MrnMatch.Same(asked, mapped))
            : 0;
        return new(field.Id, found, samples.Count > 0 && records == 0 ? Untried(field, fetched.Unread.GetValueOrDefault(field.ResourceType)) : Judge(field, found, unmapped, others, records));
    }

    private static ResultRow Judge(ContractField field, int found, int unmapped, int others, int records) => (found, unmapped, others) switch
    {
        _ when records == 0 => Line(field, CheckState.NotReached, 0, 0, "No sample patient was read.", null),
        (_, _, > 0) => Line(field, CheckState.Failed, found, records,
            $"On {Counted(field, others)} this place holds another number than the one the hospital named.",
            "Choose the place that holds the hospital's own number; the suggestion shows it."),
        (0, > 0, _) => Line(field, Needed(field), found, records,
            $"The hospital uses codes of its own here, and none of them is in the code map ({Counted(field, unmapped)}).", "Fill the code map."),
        (_, > 0, _) => Line(field, CheckState.Warning, found, records,
            $"The code map does not list the code of {Counted(field, unmapped)}.", "Add the missing codes to the code map."),
        (0, _, _) when field.Requirement is FieldRequirement.Optional =>
            Line(field, CheckState.NotApplicable, found, records, $"No sample {ContractResources.Word(field.ResourceType)} has it; it is welcome but not needed.", null),
        (0, _, _) => Line(field, Needed(field), found, records,
            $"No sample {ContractResources.Word(field.ResourceType)} has a value of the right form at this place.", "Choose another place; the suggestions show where values are."),
        _ => Line(field, CheckState.Passed, found, records, null, null),
    };

    // Nothing is wrong with the place as far as anybody can see; ten patients without an allergy are no fault.
    private static ResultRow Untried(ContractField field, Finding? unread) => Line(
        field, CheckState.CouldNotAssess, 0, 0,
        unread is null ? $"No sample patient has {ContractResources.Words(field.ResourceType)}, so this place was not tried." : $"{unread.Cause} So this place was not tried.",
        unread is null ? $"Name a patient who has {ContractResources.Words(field.ResourceType)}." : unread.NextStep) with { Needed = false, Owner = unread?.Owner };

    private static string Counted(ContractField field, int count) => ContractResources.Count(count, field.ResourceType);

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
        Measured = field.ResourceType == ContractResources.Patient ? $"found in {found} of {samples}" : $"found in {found} of {Counted(field, samples)}",
        Limit = field.IsNeeded() ? "at least 1" : null,
        Sample = samples,
        Owner = state is CheckState.Failed or CheckState.Warning ? FaultOwner.OurConfiguration : null,
        Message = message,
        NextStep = next,
    };
}
