using System.Security.Cryptography;
using LiveTraffic.Gateway;

namespace LiveTraffic.Downtime;

/// <summary>What waits for one hospital, and how the present episode has gone so far.</summary>
/// <param name="Since">When queueing started; null where nothing has waited yet.</param>
/// <param name="Held">True where every wait is used up and only the probe lets it go on.</param>
public readonly record struct LaneFigures(int Waiting, DateTimeOffset? OldestSince, DateTimeOffset? Since, int Answered, int SetAside, bool Held);

/// <summary>
/// The requests that wait for one hospital, first come first served. Has no clock of its own running: whoever owns it lets it work,
/// and says when the hospital was last proven up.
/// </summary>
internal sealed class QueueLane(TimeProvider time, int most = QueueRules.MostPerSite)
{
    private readonly Lock gate = new();
    private readonly List<QueuedRequest> waiting = [];
    private readonly Dictionary<string, QueuedRequest> answered = new(StringComparer.Ordinal);
    private int working;
    private int waitsUsed;
    private DateTimeOffset nextAt;
    private DateTimeOffset failedAt = DateTimeOffset.MinValue;
    private DateTimeOffset? since;
    private int answers;
    private int aside;

    public LaneFigures Figures
    {
        get
        {
            lock (gate)
                return new(waiting.Count, waiting.Count > 0 ? waiting[0].Since : null, since, answers, aside, nextAt == DateTimeOffset.MaxValue);
        }
    }

    public bool IsIdle
    {
        get
        {
            lock (gate)
                return waiting.Count == 0 && answered.Count == 0;
        }
    }

    /// <summary>The request at the end of the queue with its place; null where the queue is full.</summary>
    public (QueuedRequest Request, int Place)? Add(string id, byte[] caller, GatewayCall call)
    {
        lock (gate)
        {
            if (waiting.Count >= most)
                return null;
            var now = time.GetUtcNow();
            if (waiting.Count == 0)
            {
                (since, answers, aside, waitsUsed) = (now, 0, 0, 0);
                failedAt = now;
                WaitOnce(now, null);
            }

            var request = new QueuedRequest(id, caller, call, now);
            waiting.Add(request);
            return (request, waiting.Count);
        }
    }

    /// <summary>What became of a request, for the caller that made it. An answer is given once.</summary>
    public QueueAnswer Fetch(string id, byte[] caller)
    {
        lock (gate)
        {
            if (waiting.FindIndex(request => request.Id == id && Same(request, caller)) is >= 0 and var place)
                return new(QueueState.Waiting, place + 1);
            Forget();
            if (!answered.TryGetValue(id, out var request) || !Same(request, caller))
                return new(QueueState.Gone);
            answered.Remove(id);
            return new(QueueState.Answered, null, request.Answer);
        }
    }

    /// <summary>Tries what is due, in order, until the hospital fails or nothing waits.</summary>
    /// <param name="upAt">When the hospital was last proven up; null where it is not.</param>
    public async Task WorkAsync(DateTimeOffset? upAt, CancellationToken cancellationToken)
    {
        // One at a time, or the order would be lost.
        if (Interlocked.Exchange(ref working, 1) == 1)
            return;
        try
        {
            while (Due(upAt) is { } head)
            {
                var answer = await head.Call(cancellationToken);
                if (!Take(head, answer, upAt))
                    return;
            }
        }
        finally
        {
            Volatile.Write(ref working, 0);
        }
    }

    private QueuedRequest? Due(DateTimeOffset? upAt)
    {
        lock (gate)
        {
            Forget();
            return waiting.Count > 0 && (time.GetUtcNow() >= nextAt || ProvenUp(upAt)) ? waiting[0] : null;
        }
    }

    // True where the next one may be tried at once.
    private bool Take(QueuedRequest head, GatewayAnswer answer, DateTimeOffset? upAt)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (!QueueRules.MayPass(answer))
            {
                End(head, answer, now);
                return true;
            }

            // Only a hospital that is up says something about the request; a hospital that is down says it about itself.
            if (ProvenUp(upAt) && ++head.Failures >= QueueRules.SetAsideAfter)
            {
                aside++;
                End(head, GatewayRefusal.SetAside(answer.Refusal!), now);
                return true;
            }

            failedAt = now;
            WaitOnce(now, QueueRules.AskedToWait(answer.Refusal!));
            return false;
        }
    }

    private bool ProvenUp(DateTimeOffset? upAt) => upAt > failedAt;

    private void End(QueuedRequest request, GatewayAnswer answer, DateTimeOffset now)
    {
        waiting.Remove(request);
        (request.Answer, request.AnsweredAt, request.AnsweredAs) = (answer, now, ++answers);
        answered[request.Id] = request;
        (waitsUsed, nextAt) = (0, now);
    }

    private void WaitOnce(DateTimeOffset now, TimeSpan? asked)
    {
        if (waitsUsed >= QueueRules.Waits.Count)
        {
            nextAt = DateTimeOffset.MaxValue;
            return;
        }

        var wait = QueueRules.Waits[waitsUsed++];
        nextAt = now + (asked > wait ? asked.Value : wait);
    }

    private void Forget()
    {
        var oldest = time.GetUtcNow() - QueueRules.KeepAnswer;
        foreach (var late in answered.Values.Where(request => request.AnsweredAt <= oldest).ToList())
            answered.Remove(late.Id);
    }

    private static bool Same(QueuedRequest request, byte[] caller) => CryptographicOperations.FixedTimeEquals(request.Caller, caller);
}
