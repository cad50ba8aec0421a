using LiveTraffic.Gateway;

namespace LiveTraffic.Downtime;

/// <summary>Asks the hospital once, with everything that the gateway checks at that moment.</summary>
public delegate Task<GatewayAnswer> GatewayCall(CancellationToken cancellationToken);

/// <summary>One caller's request that waits for its hospital. Lives in this process's memory and nowhere else, because it names a patient.</summary>
internal sealed class QueuedRequest(string id, byte[] caller, GatewayCall call, DateTimeOffset since)
{
    public string Id => id;

    /// <summary>The hash of the key that asked; only it may fetch the answer.</summary>
    public byte[] Caller => caller;

    public DateTimeOffset Since => since;

    public GatewayCall Call => call;

    /// <summary>At a hospital that was proven up.</summary>
    public int Failures { get; set; }

    public GatewayAnswer? Answer { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>The how manieth it was answered as, for the order.</summary>
    public int AnsweredAs { get; set; }

    public override string ToString() => "(a request that waits)";
}

/// <summary>What a caller is told of its request.</summary>
/// <param name="Place">1 is next; null once it is answered.</param>
public readonly record struct QueueAnswer(QueueState State, int? Place = null, GatewayAnswer? Answer = null);

public enum QueueState
{
    Waiting,

    /// <summary>Here it is, this once.</summary>
    Answered,

    /// <summary>Fetched before, not fetched in time, or never there.</summary>
    Gone,

    /// <summary>It waited in a process that has ended.</summary>
    Lost,
}
