namespace EhrAdapters.Mapping.Suggestions;

/// <summary>Why a place is suggested, in plain words without a value.</summary>
internal static class SuggestionReason
{
    internal static string Of(Candidate best, string? extension, SampledRecords samples)
    {
        var found = samples.Count == 0 ? $"The usual place; no {samples.Word} has been read yet."
            : best.Found == 0 ? $"None of {samples.Count} {samples.Words} has a value at any known place."
            : extension is null ? $"{best.Found} of {samples.Count} {samples.Words} carry a value here."
            : $"{best.Found} of {samples.Count} {samples.Words} carry a value here; the hospital's own extension is called “{extension}”, and {(best.Understood == best.Found ? "all its values fit" : $"{best.Understood} of its values fit")} the field.";
        var told = best.CodeMap.Count switch
        {
            0 => found,
            1 => found + " One local code was told from its display.",
            var many => found + $" {many} local codes were told from their displays.",
        };
        return best.UnknownCodes switch
        {
            0 => told,
            1 => told + " One local code needs an entry in the code map.",
            var many => told + $" {many} local codes need an entry in the code map.",
        };
    }
}
