using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Ramp;

namespace LiveTraffic.Gateway;

/// <summary>Where a request counts.</summary>
public sealed record EncounterPlace(Guid RampId, int Step, string Unit, string TimeZone, int LimitMilliseconds)
{
    /// <summary>Counted under no care unit: after the ramp nobody has to name one.</summary>
    public const string NoUnit = "";
}

/// <summary>Counts requests in memory and writes them down in batches, so that no request waits for the database. A crash loses what was counted since the last batch.</summary>
public sealed class EncounterTally(IDbContextFactory<OnboardingDb> factory, TimeProvider time) : IDisposable
{
    private readonly Guid writer = Guid.CreateVersion7();
    private readonly Lock gate = new();
    private readonly SemaphoreSlim writing = new(1, 1);
    private Dictionary<Slot, Cell> waiting = [];

    public void Add(EncounterPlace place, Encounter encounter, TimeSpan took)
    {
        var now = time.GetUtcNow();
        var slot = new Slot(place.RampId, place.Step, place.Unit, SiteClock.Day(now, place.TimeZone));
        lock (gate)
        {
            if (!waiting.TryGetValue(slot, out var cell))
                waiting[slot] = cell = new();
            cell.Add(encounter, took, now);
        }
    }

    /// <summary>Writes down what was counted; what cannot be written waits for the next time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        var batch = Take();
        try
        {
            if (batch.Count > 0)
                await WriteAsync(batch, cancellationToken);
        }
        catch
        {
            PutBack(batch);
            throw;
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose() => writing.Dispose();

    private async Task WriteAsync(Dictionary<Slot, Cell> batch, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        foreach (var (slot, cell) in batch)
        {
            var row = await db.EncounterCounts.SingleOrDefaultAsync(
                count => count.RampId == slot.RampId && count.Step == slot.Step && count.Unit == slot.Unit && count.Day == slot.Day && count.Writer == writer, cancellationToken);
            if (row is null)
                db.EncounterCounts.Add(row = new() { RampId = slot.RampId, Step = slot.Step, Unit = slot.Unit, Day = slot.Day, Writer = writer });
            cell.AddTo(row);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private Dictionary<Slot, Cell> Take()
    {
        lock (gate)
        {
            var batch = waiting;
            waiting = [];
            return batch;
        }
    }

    private void PutBack(Dictionary<Slot, Cell> batch)
    {
        lock (gate)
        {
            foreach (var (slot, cell) in batch)
            {
                if (waiting.TryGetValue(slot, out var newer))
                    newer.Add(cell);
                else
                    waiting[slot] = cell;
            }
        }
    }

    private readonly record struct Slot(Guid RampId, int Step, string Unit, DateOnly Day);

    private sealed class Cell
    {
        private readonly Dictionary<Encounter, int> seen = [];
        private readonly List<int> good = [];
        private DateTimeOffset last;

        public void Add(Encounter encounter, TimeSpan took, DateTimeOffset now)
        {
            seen[encounter] = Of(encounter) + 1;
            if (encounter is Encounter.Verified or Encounter.Slow)
                good.Add((int)Math.Ceiling(took.TotalMilliseconds));
            last = now;
        }

        public void Add(Cell older)
        {
            foreach (var (encounter, count) in older.seen)
                seen[encounter] = Of(encounter) + count;
            good.AddRange(older.good);
        }

        public void AddTo(EncounterCount row)
        {
            row.Verified += Of(Encounter.Verified);
            row.Good += Of(Encounter.Verified) + Of(Encounter.Slow);
            row.IdentityErrors += Of(Encounter.WrongPatient);
            row.Judged += Of(Encounter.Verified) + Of(Encounter.Slow) + Of(Encounter.Failed) + Of(Encounter.WrongPatient);
            row.NotJudged += Of(Encounter.NotJudged);
            row.Latencies = Latencies.Sum([row.Latencies, Latencies.Of(good)]);
            row.LastAt = last;
        }

        private int Of(Encounter encounter) => seen.GetValueOrDefault(encounter);
    }
}
