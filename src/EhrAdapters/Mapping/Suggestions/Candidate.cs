namespace EhrAdapters.Mapping.Suggestions;

/// <summary>One place to look, judged on the samples.</summary>
/// <param name="Expression">The FHIRPath expression.</param>
/// <param name="HasValue">Per sample, whether a value of the field's type stands there.</param>
/// <param name="Understood">Samples whose value there can be used, after the code map.</param>
/// <param name="CodeMap">Local codes seen there that could be told from their displays.</param>
/// <param name="UnknownCodes">Different local codes seen there that could not.</param>
internal sealed record Candidate(string Expression, IReadOnlyList<bool> HasValue, int Understood, IReadOnlyDictionary<string, string> CodeMap, int UnknownCodes)
{
    internal int Found => HasValue.Count(has => has);

    /// <summary>True where the other place has a value for a sample that this one has none for.</summary>
    internal bool MissesWhat(Candidate other) => HasValue.Zip(other.HasValue).Any(pair => !pair.First && pair.Second);
}
