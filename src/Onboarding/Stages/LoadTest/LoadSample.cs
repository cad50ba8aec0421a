using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.LoadTest;

/// <summary>What a request of the load test asks for.</summary>
public enum LoadKind
{
    /// <summary>A read by FHIR id.</summary>
    Read,

    /// <summary>A look-up by MRN, which is a search.</summary>
    Search,

    /// <summary>A page of one kind of a patient's clinical records.</summary>
    Records,

    /// <summary>A fresh sign-in.</summary>
    Token,
}

/// <summary>One answered request, as a number and nothing of its content.</summary>
/// <param name="At">When it was answered, since the start.</param>
/// <param name="Latency">From the moment it was due, not from the moment it was sent: waiting behind others counts.</param>
/// <param name="Fault">Why it failed; null for a good answer.</param>
public readonly record struct LoadSample(LoadKind Kind, TimeSpan At, TimeSpan Latency, Finding? Fault)
{
    /// <summary>From the moment it was sent, which hides the waiting.</summary>
    public TimeSpan FromSent { get; init; } = Latency;

    public TimeSpan Due => At - Latency;

    public bool IsError => Fault is not null;

    public bool IsThrottled => Fault?.Code is FindingCodes.Http429 or FindingCodes.Oauth429;

    /// <summary>How long the hospital asked us to wait. Every finding carries advice of ours on when to try again; only what the server itself said counts here.</summary>
    public TimeSpan? AskedToWait => Fault is { Retry.After: { } after } && Fault.Evidence.Any(fact => fact.Name == "Retry-After") ? after : null;

    /// <summary>True where the hospital says that we ask too much.</summary>
    public static bool SaysTooMuch(Finding? fault) => new LoadSample(LoadKind.Read, default, default, fault) is { IsThrottled: true } or { AskedToWait: not null };
}
