using EhrAdapters.Diagnosis;

namespace EhrAdapters;

/// <summary>What a call to an EHR came to: a value, or the finding that explains why there is none.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public sealed record EhrResult<T>
    where T : class
{
    /// <summary>The answer; null exactly when <see cref="Finding"/> is set.</summary>
    public T? Value { get; private init; }

    /// <summary>Why there is no answer.</summary>
    public Finding? Finding { get; private init; }

    /// <summary>What was noticed although the call succeeded, such as an outcome entry inside a bundle.</summary>
    public IReadOnlyList<Finding> Warnings { get; init; } = [];

    /// <summary>Wall time of the call, retries and sign-in included.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Wait for the first byte of the answer that counted; null where nothing was answered.</summary>
    public TimeSpan? FirstByte { get; init; }

    /// <summary>Facts an engineer wants to see beside the answer: HTTP status, content type, request id. Never patient data.</summary>
    public IReadOnlyList<EvidenceItem> Evidence { get; init; } = [];

    /// <summary>True when there is a value.</summary>
    public bool Succeeded => Finding is null;

    /// <summary>A success.</summary>
    public static implicit operator EhrResult<T>(T value) => new() { Value = value };

    /// <summary>A failure.</summary>
    public static implicit operator EhrResult<T>(Finding finding) => new() { Finding = finding };

    /// <summary>The value as another type, the finding kept.</summary>
    public EhrResult<TOther> Select<TOther>(Func<T, TOther> select)
        where TOther : class =>
        new() { Value = Value is null ? null : select(Value), Finding = Finding, Warnings = Warnings, Elapsed = Elapsed, FirstByte = FirstByte, Evidence = Evidence };
}
