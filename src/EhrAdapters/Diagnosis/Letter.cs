namespace EhrAdapters.Diagnosis;

/// <summary>A message ready to send to the hospital. Plain text, no secret, no patient data.</summary>
/// <param name="Subject">The subject line.</param>
/// <param name="Body">The whole body: tried, seen, believed, asked (numbered), how to check, ruled out, when we test again, whom to answer.</param>
public sealed record Letter(string Subject, string Body)
{
    /// <summary>Whose desk it belongs on, in words: the interface analyst, the network team, the EHR vendor. No address.</summary>
    public string To { get; init; } = "";
}
