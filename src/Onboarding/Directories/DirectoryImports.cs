using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Onboarding.Persistence;

namespace Onboarding.Directories;

/// <summary>
/// Imports that belong to no page: each is a row, runs in the background, tells how far it is, can be stopped, and ends in a report
/// or a refusal. One that a restart cut off changed nothing and is shown as stopped.
/// </summary>
public sealed partial class DirectoryImports(
    IDbContextFactory<OnboardingDb> factory, DirectoryStore store, DirectoryDownload download, TimeProvider time, ILogger<DirectoryImports> logger) : IDisposable
{
    private readonly ConcurrentDictionary<Guid, InFlight> running = new();
    private readonly Lock gate = new();

    /// <summary>Raised, at once and from any thread, when an import went on or ended.</summary>
    public event Action? Changed;

    /// <summary>How many entries a running import has read; null where it is not running here.</summary>
    public int? Read(Guid id) => running.TryGetValue(id, out var import) ? import.Entries : null;

    /// <summary>The latest imports, newest first.</summary>
    public async Task<IReadOnlyList<DirectoryImport>> LatestAsync(int most, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await db.DirectoryImports.AsNoTracking().OrderByDescending(import => import.StartedAt).ThenByDescending(import => import.Id).Take(most).ToListAsync(cancellationToken);
        foreach (var left in rows.Where(row => row.State is ImportState.Running && !running.ContainsKey(row.Id)))
            (left.State, left.Note) = (ImportState.Stopped, "The portal was restarted during this import. Nothing was changed; import again.");
        return rows;
    }

    /// <summary>Starts an import and comes back at once.</summary>
    public async Task<Result<DirectoryImport>> StartAsync(ImportOrder order, Actor by, CancellationToken cancellationToken)
    {
        if (Refuse(order, by) is { } refusal)
            return refusal;
        order = order with { Name = order.Name.Trim(), Source = order.File is null ? order.Source.Trim() : order.Source };
        var now = time.GetUtcNow();
        var import = new DirectoryImport { Id = Guid.CreateVersion7(now), Name = order.Name, Source = order.Source, State = ImportState.Running, StartedAt = now, StartedBy = by.Name };
        var work = new InFlight(order);
        lock (gate)
        {
            if (running.Values.FirstOrDefault(other => other.Order.Name == order.Name || (order.File is null && other.Order.Source == order.Source)) is { } busy)
                return DirectoryRefusals.AlreadyRunning(busy.Order.Name);
            running[import.Id] = work;
        }

        try
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            db.DirectoryImports.Add(import);
            await db.SaveChangesAsync(cancellationToken);
        }
        catch
        {
            running.TryRemove(import.Id, out _);
            throw;
        }

        work.Task = Task.Run(() => WorkAsync(import.Id, work, by), CancellationToken.None);
        return import;
    }

    /// <summary>Asks a running import to stop; it ends without a change.</summary>
    public Result<Done> Stop(Guid id, Actor by)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        if (running.TryGetValue(id, out var import))
            import.Stop.Cancel();
        return new Done();
    }

    /// <summary>Comes back when the import is over; at once where it is not running.</summary>
    public Task EndAsync(Guid id) => running.TryGetValue(id, out var import) ? import.Task : Task.CompletedTask;

    public void Dispose()
    {
        foreach (var import in running.Values)
            import.Stop.Cancel();
    }

    private static Refusal? Refuse(ImportOrder order, Actor by) => order switch
    {
        _ when !by.MayWork => Actor.LooksOn,
        _ when string.IsNullOrWhiteSpace(order.Name) => DirectoryRefusals.NameNeeded,
        { File: null } when DirectoryDownload.Address(order.Source) is null => DirectoryRefusals.NotHttps,
        _ => null,
    };

    private async Task WorkAsync(Guid id, InFlight import, Actor by)
    {
        var (state, note, outcome) = (ImportState.Refused, DirectoryRefusals.Fault.Message, ((Guid Directory, ImportReport Report)?)null);
        try
        {
            var content = await ReadAsync(import);
            if (content.Value is { } list)
                (state, note, outcome) = (ImportState.Done, null, await store.ReplaceAsync(import.Order, list, by, import.Stop.Token));
            else
                note = content.Refusal!.Message;
        }
        catch (OperationCanceledException) when (import.Stop.IsCancellationRequested)
        {
            (state, note) = (ImportState.Stopped, DirectoryRefusals.Stopped.Message);
        }
        catch (Exception fault)
        {
            // Whatever it was, nothing was committed; the row must not stay running.
            LogFault(logger, id, fault.GetType().Name);
        }

        try
        {
            await EndAsync(id, state, note, outcome);
            if (import.Order.File is { } file)
                File.Delete(file);
        }
        catch (Exception fault)
        {
            LogFault(logger, id, fault.GetType().Name);
        }
        finally
        {
            running.TryRemove(id, out _);
            import.Stop.Dispose();
            Tell();
        }
    }

    private async Task<Result<DirectoryContent>> ReadAsync(InFlight import)
    {
        var progress = new Relay<int>(entries =>
        {
            import.Entries = entries;
            Tell();
        });
        if (import.Order.File is not { } path)
            return await download.ReadAsync(new(import.Order.Source), (body, token) => DirectoryReader.ReadAsync(body, progress, token), import.Stop.Token);
        await using var file = File.OpenRead(path);
        return file.Length > DirectoryLimits.Bytes ? DirectoryRefusals.TooLarge : await DirectoryReader.ReadAsync(file, progress, import.Stop.Token);
    }

    private async Task EndAsync(Guid id, ImportState state, string? note, (Guid Directory, ImportReport Report)? outcome)
    {
        await using var db = await factory.CreateDbContextAsync();
        var row = await db.DirectoryImports.SingleAsync(import => import.Id == id);
        (row.State, row.Note, row.FinishedAt, row.DirectoryId, row.Report) = (state, note, time.GetUtcNow(), outcome?.Directory, outcome?.Report);
        await db.SaveChangesAsync();
    }

    private void Tell()
    {
        foreach (var listener in Changed?.GetInvocationList() ?? [])
        {
            try
            {
                ((Action)listener)();
            }
            catch (Exception)
            {
                // A page that is going away must not stop the import.
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Import} of an endpoint directory ended by {Fault}")]
    private static partial void LogFault(ILogger logger, Guid import, string fault);

    private sealed class InFlight(ImportOrder order)
    {
        public ImportOrder Order { get; } = order;

        public CancellationTokenSource Stop { get; } = new();

        public Task Task { get; set; } = Task.CompletedTask;

        public int Entries { get; set; }
    }
}
