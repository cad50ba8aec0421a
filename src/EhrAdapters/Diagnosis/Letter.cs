namespace EhrAdapters.Diagnosis;

/// <summary>A message ready to send to the hospital's interface analyst. Plain text, no secret, no patient data.</summary>
/// <param name="Subject">The subject line.</param>
/// <param name="Body">The whole body: tried, seen, believed, asked (numbered), how to check, ruled out.</param>
public sealed record Letter(string Subject, string Body);
