namespace EhrAdapters;

/// <summary>What one look at a kind of clinical record came to: counts only, never a record.</summary>
/// <param name="ResourceType">The FHIR resource type that was searched.</param>
/// <param name="Count">Records on the first page.</param>
/// <param name="HasMore">True where the server has more than that page.</param>
public sealed record ResourceSample(string ResourceType, int Count, bool HasMore);
