namespace EhrAdapters.Diagnosis;

/// <summary>A diagnosis: what is wrong, whose move it is and what to ask for. A type, not an exception's text.</summary>
public sealed record Finding
{
    /// <summary>The taxonomy's code, such as <c>TCP-TIMEOUT</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The taxonomy's level, 0 (configuration) to 9 (is there anything to read).</summary>
    public required int Level { get; init; }

    /// <summary><see cref="CheckState.Failed"/> or <see cref="CheckState.Warning"/>.</summary>
    public CheckState State { get; init; } = CheckState.Failed;

    /// <summary>The cause in plain words, one sentence, no code. The first line anybody reads.</summary>
    public required string Cause { get; init; }

    /// <summary>Two or three sentences more: what was seen, what usually lies behind it, what is proven fine.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>Who has to act.</summary>
    public required FaultOwner Owner { get; init; }

    /// <summary>How sure we are.</summary>
    public Confidence Confidence { get; init; } = Confidence.Certain;

    /// <summary>Whether trying again can help, and when.</summary>
    public RetryAdvice Retry { get; init; } = RetryAdvice.AfterChange;

    /// <summary>What the CSM does next, as an imperative sentence.</summary>
    public required string NextStep { get; init; }

    /// <summary>Testable requests to the hospital's interface analyst, in order; empty where the fault is ours.</summary>
    public IReadOnlyList<string> Requests { get; init; } = [];

    /// <summary>One command that the analyst can run, without a secret; null where none helps.</summary>
    public string? CheckCommand { get; init; }

    /// <summary>What an engineer wants to see. Never a secret, a token or patient data.</summary>
    public IReadOnlyList<EvidenceItem> Evidence { get; init; } = [];
}

/// <summary>One fact beside a finding.</summary>
/// <param name="Name">What it is, such as <c>HTTP status</c>.</param>
/// <param name="Value">The fact, scrubbed.</param>
public sealed record EvidenceItem(string Name, string Value);

/// <summary>When trying again can help.</summary>
/// <param name="Helps">False where nothing changes until somebody acts.</param>
/// <param name="After">How long to wait first; null for at once or for not at all.</param>
/// <param name="Reason">Why, in the words beside the button.</param>
public sealed record RetryAdvice(bool Helps, TimeSpan? After, string Reason)
{
    /// <summary>Only a change on somebody's side helps.</summary>
    public static readonly RetryAdvice AfterChange = new(false, null, "Trying again cannot help until something is changed.");

    /// <summary>The fault may have passed already.</summary>
    public static readonly RetryAdvice Now = new(true, null, "This may pass by itself; try again.");
}
