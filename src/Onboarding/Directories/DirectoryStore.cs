using EhrAdapters;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Directories;

/// <summary>The imported directories: put in as a whole, looked up by address, removed and brought back.</summary>
public sealed class DirectoryStore(IDbContextFactory<OnboardingDb> factory, DirectoryIndex index, VendorByAddress vendors, TimeProvider time)
{
    private const int SequenceBits = 40;
    private const long SequenceMask = (1L << SequenceBits) - 1;

    /// <summary>By name, without the removed ones.</summary>
    public async Task<IReadOnlyList<EndpointDirectory>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Directories.AsNoTracking().Where(directory => directory.RemovedAt == null).OrderBy(directory => directory.Name).ToListAsync(cancellationToken);
    }

    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Directories.AnyAsync(directory => directory.RemovedAt == null, cancellationToken);
    }

    /// <summary>The states that occur, for a filter.</summary>
    public async Task<IReadOnlyList<string>> StatesAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var states = await db.DirectoryEntries.Where(entry => entry.State != null).Select(entry => entry.State!).Distinct().ToListAsync(cancellationToken);
        return [.. states.Where(state => UsStates.NameOf(state) is not null).Order(StringComparer.Ordinal)];
    }

    /// <summary>Whoever is published under this address, the best known first; empty where nobody is, which proves nothing.</summary>
    public async Task<IReadOnlyList<FoundEntry>> AtAsync(string? address, CancellationToken cancellationToken)
    {
        if (PublishedAddress.KeyOf(address) is not { } key)
            return [];
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await db.DirectoryEntries.AsNoTracking().Where(entry => entry.AddressKey == key)
            .Join(db.Directories.Where(directory => directory.RemovedAt == null), entry => entry.DirectoryId, directory => directory.Id, (entry, directory) => new { entry, directory.Name, directory.Environment })
            .OrderBy(row => row.entry.Id).Take(DirectoryIndex.Most).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new FoundEntry(row.entry, row.Name, row.Environment))];
    }

    /// <summary>Takes a directory out of the search; for a week it can be brought back.</summary>
    public Task<Result<Done>> RemoveAsync(Guid id, Actor by, CancellationToken cancellationToken) => MarkAsync(id, time.GetUtcNow(), by, cancellationToken);

    public Task<Result<Done>> BringBackAsync(Guid id, Actor by, CancellationToken cancellationToken) => MarkAsync(id, null, by, cancellationToken);

    /// <summary>
    /// The number of an entry: the length of its name, then a number of its own. The index answers in this order at no cost, so that
    /// among names that hold what was typed the shortest, which is the most exact, comes first.
    /// </summary>
    internal static long IdOf(string name, long sequence) => ((long)name.Length << SequenceBits) | sequence;

    /// <summary>The directory that an import of this name or source would replace.</summary>
    internal static Task<EndpointDirectory?> SameAsync(OnboardingDb db, string name, string source, CancellationToken cancellationToken) =>
        db.Directories.Where(directory => directory.Name == name || (directory.Source == source && source.StartsWith("https://")))
            .OrderBy(directory => directory.Name != name).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Puts a whole list in the place of what was there, or changes nothing.</summary>
    internal async Task<(Guid Directory, ImportReport Report)> ReplaceAsync(ImportOrder order, DirectoryContent content, Actor by, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        await PurgeAsync(db, now, cancellationToken);
        var known = await SameAsync(db, order.Name, order.Source, cancellationToken);
        var directory = known ?? db.Directories.Add(new() { Id = Guid.CreateVersion7(now), Name = order.Name, Source = order.Source, ImportedBy = by.Name }).Entity;
        var before = await db.DirectoryEntries.Where(entry => entry.DirectoryId == directory.Id)
            .Select(entry => new DirectoryChanges.Line(entry.Name, entry.Address, entry.AddressKey)).ToListAsync(cancellationToken);
        await ClearAsync(db, directory.Id, cancellationToken);
        var first = (await db.DirectoryEntries.MaxAsync(entry => (long?)(entry.Id & SequenceMask), cancellationToken) ?? 0) + 1;
        var entries = content.Entries.OrderBy(entry => entry.Name.Length).ThenBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
            .Select((entry, at) => Stored(entry, directory.Id, IdOf(entry.Name, first + at), order.Vendor)).ToList();
        (directory.Name, directory.Source, directory.Vendor, directory.Environment) = (order.Name, order.Source, order.Vendor, order.Environment);
        (directory.Entries, directory.ImportedAt, directory.ImportedBy, directory.RemovedAt, directory.RemovedBy) = (entries.Count, now, by.Name, null, null);
        await db.SaveChangesAsync(cancellationToken);
        await InsertAsync(db, transaction, entries, cancellationToken);
        var changes = DirectoryChanges.Between(before, [.. entries.Select(entry => new DirectoryChanges.Line(entry.Name, entry.Address, entry.AddressKey))]);
        var report = await ReportAsync(db, content, changes, known is not null && before.Count > 0, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (directory.Id, report);
    }

    private async Task<Result<Done>> MarkAsync(Guid id, DateTimeOffset? removed, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Directories.SingleOrDefaultAsync(directory => directory.Id == id, cancellationToken) is not { } found)
            return DirectoryRefusals.NotFound;
        (found.RemovedAt, found.RemovedBy) = (removed, removed is null ? null : by.Name);
        await db.SaveChangesAsync(cancellationToken);
        return new Done();
    }

    private DirectoryEntry Stored(ListedEntry entry, Guid directory, long id, string? vendor)
    {
        var aliases = string.Join('\n', entry.Aliases);
        return new()
        {
            Id = id,
            DirectoryId = directory,
            Name = entry.Name,
            Aliases = aliases.Length > DirectoryLimits.Aliases ? aliases[..DirectoryLimits.Aliases] : aliases,
            City = entry.City,
            State = entry.State,
            PostalCode = entry.PostalCode,
            Address = entry.Address.Text,
            AddressKey = entry.Address.Key,
            FhirVersion = entry.FhirVersion,
            Status = entry.Status,
            Vendor = vendor ?? vendors.Of(entry.Address.Text),
            OrganizationId = entry.OrganizationId,
        };
    }

    // One prepared statement for all: EF's change tracker would hold every row twice and take ten times as long.
    private async Task InsertAsync(OnboardingDb db, IDbContextTransaction transaction, List<DirectoryEntry> entries, CancellationToken cancellationToken)
    {
        var (connection, inside) = (db.Database.GetDbConnection(), transaction.GetDbTransaction());
        await using var insert = connection.CreateCommand();
        insert.Transaction = inside;
        string[] columns = ["Id", "DirectoryId", "Name", "Aliases", "City", "State", "PostalCode", "Address", "AddressKey", "FhirVersion", "Status", "Vendor", "OrganizationId"];
        insert.CommandText = $"INSERT INTO \"DirectoryEntries\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) VALUES ({string.Join(", ", columns.Select(column => "$" + column))})";
        var parameters = columns.Select(column => new SqliteParameter("$" + column, "")).ToArray();
        insert.Parameters.AddRange(parameters);
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            object?[] values = [entry.Id, entry.DirectoryId, entry.Name, entry.Aliases, entry.City, entry.State, entry.PostalCode, entry.Address, entry.AddressKey, entry.FhirVersion, entry.Status, entry.Vendor, entry.OrganizationId];
            for (var at = 0; at < values.Length; at++)
                parameters[at].Value = values[at] ?? DBNull.Value;
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        await index.AddAsync(connection, inside, entries, cancellationToken);
    }

    private static async Task PurgeAsync(OnboardingDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var old = now - DirectoryLimits.Undo;
        foreach (var gone in await db.Directories.Where(directory => directory.RemovedAt != null && directory.RemovedAt < old).ToListAsync(cancellationToken))
        {
            await ClearAsync(db, gone.Id, cancellationToken);
            db.Directories.Remove(gone);
        }
    }

    private static async Task ClearAsync(OnboardingDb db, Guid directory, CancellationToken cancellationToken)
    {
        await DirectoryIndex.RemoveAsync(db, directory, cancellationToken);
        await db.DirectoryEntries.Where(entry => entry.DirectoryId == directory).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<ImportReport> ReportAsync(OnboardingDb db, DirectoryContent content, DirectoryChanges changes, bool again, CancellationToken cancellationToken)
    {
        var report = new ImportReport { Entries = content.Entries.Count, Broken = content.Broken, BrokenEntries = content.BrokenEntries, LeftOut = content.LeftOut, Again = again };
        if (!again)
            return report;
        var sites = await db.Sites.AsNoTracking().Where(site => site.State != SiteState.Withdrawn).OrderBy(site => site.Name).ToListAsync(cancellationToken);
        return report with
        {
            Added = changes.Added.Count,
            AddedNames = [.. changes.Added.Take(ImportReport.Examples)],
            Gone = changes.Gone.Count,
            GoneNames = [.. changes.Gone.Take(ImportReport.Examples)],
            Moved = changes.Moved.Count,
            MovedEntries = [.. changes.Moved.Take(ImportReport.Examples)],
            Sites = [.. sites.Select(site => Hint(site, changes)).OfType<SiteHint>()],
        };
    }

    private static SiteHint? Hint(Site site, DirectoryChanges changes) =>
        site.Connection is { FhirBaseUrl: { } url, Environment: not EhrEnvironment.Simulator } && PublishedAddress.KeyOf(url.OriginalString) is { } key && changes.LostKeys.Contains(key)
            ? new(site.Name, site.Slug, changes.Moved.FirstOrDefault(moved => PublishedAddress.KeyOf(moved.From) == key)?.To)
            : null;
}
