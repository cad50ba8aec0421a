namespace Onboarding.HospitalLinks;

/// <summary>One thing that somebody at the hospital can do by a link. One per purpose.</summary>
public interface IHospitalAction
{
    /// <summary>A word of the code that is stored with the link: <c>acknowledge-test-alert</c>.</summary>
    string Purpose { get; }

    /// <summary>True where the button works once; else it works as long as the link lives and the page offers it.</summary>
    bool Once { get; }

    /// <summary>What it is about as things stand now; null where that is gone. Changes nothing: mail scanners open links.</summary>
    Task<HospitalPage?> ShowAsync(HospitalLink link, CancellationToken cancellationToken);

    /// <summary>Does it; twice is the same as once. The sentence says what happened.</summary>
    Task<Result<string>> DoAsync(HospitalLink link, CancellationToken cancellationToken);
}

/// <summary>What the page behind a link shows.</summary>
/// <param name="Lead">What it is about and what the button does, in plain words; nothing of a patient.</param>
/// <param name="Button">A verb, such as "Acknowledge the test alert"; null where nothing is left to do.</param>
/// <param name="Happened">What happened already; null where nothing did.</param>
public sealed record HospitalPage(string Title, string Lead, IReadOnlyList<HospitalFact> Facts, string? Button, string? Happened = null)
{
    /// <summary>True where the button stops or undoes something.</summary>
    public bool Danger { get; init; }
}

public sealed record HospitalFact(string Label, string Value);
