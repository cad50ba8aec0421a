using System.Data.Common;
using EhrAdapters;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;

namespace Onboarding.Directories;

/// <summary>What is searched for.</summary>
/// <param name="Text">As typed.</param>
/// <param name="State">Two letters.</param>
/// <param name="Vendor">A vendor profile's id.</param>
public sealed record DirectoryQuery(string Text, string? State = null, string? Vendor = null);

/// <summary>The best answers and how many there are.</summary>
public sealed record DirectoryFindings(IReadOnlyList<FoundEntry> Best, int Total)
{
    public static DirectoryFindings None { get; } = new([], 0);
}

/// <summary>One answer, with the directory that it stands in.</summary>
public sealed record FoundEntry(DirectoryEntry Entry, string Directory, EhrEnvironment? Environment)
{
    public string Place => string.Join(", ", new[] { Entry.City, Entry.State }.OfType<string>());
}

/// <summary>
/// The full-text side of the directories on SQLite (FTS5): the one class that another database replaces. Words are joined by AND,
/// each may be a beginning; names that begin with what was typed come first, then names that hold it, then places and other names.
/// </summary>
public sealed class DirectoryIndex(IDbContextFactory<OnboardingDb> factory, VendorByAddress vendors)
{
    /// <summary>How many answers are shown.</summary>
    public const int Most = 20;

    // Enough of a tier that the better half can be told by its exactness.
    private const int Tier = 60;
    private const string Table = DirectoryIndexSchema.Table;

    public async Task<DirectoryFindings> FindAsync(DirectoryQuery query, CancellationToken cancellationToken)
    {
        var words = SearchWords.Of(query.Text);
        if (!SearchWords.Enough(words))
            return DirectoryFindings.None;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var filter = Facets(query) + await RemovedAsync(db, cancellationToken);
        var anywhere = SearchWords.Anywhere(words) + filter;
        var total = await CountAsync(db, anywhere, cancellationToken);
        if (total == 0)
            return DirectoryFindings.None;
        var best = new List<FoundEntry>();
        foreach (var tier in new[] { SearchWords.InName(words, atStart: true) + filter, SearchWords.InName(words, atStart: false) + filter, anywhere })
        {
            if (best.Count >= Math.Min(Most, total))
                break;
            var known = best.Select(found => found.Entry.Id).ToHashSet();
            best.AddRange(Order((await TierAsync(db, tier, cancellationToken)).Where(found => !known.Contains(found.Entry.Id)), words));
        }

        return new([.. best.Take(Most)], total);
    }

    /// <summary>Adds entries to the index inside the caller's transaction.</summary>
    internal async Task AddAsync(DbConnection connection, DbTransaction transaction, IEnumerable<DirectoryEntry> entries, CancellationToken cancellationToken)
    {
        await using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"INSERT INTO \"{Table}\"(rowid, Name, Aliases, Place, Vendor, Host, Facets) VALUES ($id, $name, $aliases, $place, $vendor, $host, $facets)";
        var parameters = new[] { "$id", "$name", "$aliases", "$place", "$vendor", "$host", "$facets" }.Select(name => new SqliteParameter(name, "")).ToArray();
        insert.Parameters.AddRange(parameters);
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            parameters[0].Value = entry.Id;
            parameters[1].Value = entry.Name;
            parameters[2].Value = entry.Aliases;
            parameters[3].Value = string.Join(' ', entry.City, entry.State, UsStates.NameOf(entry.State), entry.PostalCode);
            parameters[4].Value = vendors.NameOf(entry.Vendor) ?? "";
            parameters[5].Value = PublishedAddress.Read(entry.Address, out _)?.Host ?? "";
            parameters[6].Value = $"{Token("dir", entry.DirectoryId.ToString("N"))} {Token("st", entry.State)} {Token("vendor", entry.Vendor)}";
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Takes a directory's entries out of the index; their rows must still be there.</summary>
    internal static Task RemoveAsync(OnboardingDb db, Guid directory, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"""DELETE FROM "DirectoryIndex" WHERE rowid IN (SELECT "Id" FROM "DirectoryEntries" WHERE "DirectoryId" = {directory})""", cancellationToken);

    // One word of letters and digits, which no person types and no name holds.
    private static string Token(string kind, string? value) =>
        value is null ? "" : $"facet{kind}{new string([.. value.Where(char.IsAsciiLetterOrDigit)]).ToLowerInvariant()}";

    private static string Facets(DirectoryQuery query) =>
        string.Concat(new[] { Token("st", query.State), Token("vendor", query.Vendor) }.Where(token => token.Length > 0).Select(token => $" AND (Facets : \"{token}\")"));

    private static async Task<string> RemovedAsync(OnboardingDb db, CancellationToken cancellationToken)
    {
        var removed = await db.Directories.Where(directory => directory.RemovedAt != null).Select(directory => directory.Id).ToListAsync(cancellationToken);
        return string.Concat(removed.Select(id => $" NOT (Facets : \"{Token("dir", id.ToString("N"))}\")"));
    }

    private static Task<int> CountAsync(OnboardingDb db, string match, CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<int>($"SELECT count(*) AS \"Value\" FROM \"{Table}\" WHERE \"{Table}\" MATCH {{0}}", match).SingleAsync(cancellationToken);

    // The index gives row numbers in their order, which is the order of DirectoryStore.IdOf: short names first. So it stops early.
    private static async Task<List<FoundEntry>> TierAsync(OnboardingDb db, string match, CancellationToken cancellationToken)
    {
        var rows = await db.DirectoryEntries.FromSqlRaw(
                $"SELECT e.* FROM (SELECT rowid AS Found FROM \"{Table}\" WHERE \"{Table}\" MATCH {{0}} ORDER BY rowid LIMIT {Tier}) JOIN \"DirectoryEntries\" AS e ON e.\"Id\" = Found", match)
            .AsNoTracking().Join(db.Directories, entry => entry.DirectoryId, directory => directory.Id, (entry, directory) => new { entry, directory.Name, directory.Environment })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new FoundEntry(row.entry, row.Name, row.Environment))];
    }

    // Whole words before beginnings, short names before long ones; what the publisher switched off comes last.
    private static IEnumerable<FoundEntry> Order(IEnumerable<FoundEntry> tier, IReadOnlyList<string> words) => tier
        .OrderBy(found => found.Entry.Status is "off" or "entered-in-error")
        .ThenByDescending(found => SearchWords.Of(found.Entry.Name).Intersect(words, StringComparer.OrdinalIgnoreCase).Count())
        .ThenBy(found => found.Entry.Id);
}
