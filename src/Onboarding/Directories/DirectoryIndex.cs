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
        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var anywhere = SearchWords.Anywhere(words) + filter;
        var total = Count(connection, anywhere);
        if (total == 0)
            return DirectoryFindings.None;
        var ids = new List<long>();
        foreach (var tier in new[] { SearchWords.InName(words, atStart: true) + filter, SearchWords.InName(words, atStart: false) + filter, anywhere })
        {
            if (ids.Count >= Math.Min(Most, total))
                break;
            ids.AddRange(Order(await EntriesAsync(db, [.. Ids(connection, tier).Except(ids)], cancellationToken), words).Select(entry => entry.Id));
        }

        var best = ids.Take(Most).ToList();
        var found = (await db.DirectoryEntries.AsNoTracking().Where(entry => best.Contains(entry.Id))
            .Join(db.Directories, entry => entry.DirectoryId, directory => directory.Id, (entry, directory) => new { entry, directory.Name, directory.Environment })
            .ToListAsync(cancellationToken)).ToDictionary(row => row.entry.Id, row => new FoundEntry(row.entry, row.Name, row.Environment));
        return new([.. best.Where(found.ContainsKey).Select(id => found[id])], total);
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

    private static int Count(SqliteConnection connection, string match)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM \"{Table}\" WHERE \"{Table}\" MATCH $match";
        command.Parameters.AddWithValue("$match", match);
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static List<long> Ids(SqliteConnection connection, string match)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT rowid FROM \"{Table}\" WHERE \"{Table}\" MATCH $match ORDER BY rank LIMIT {Tier}";
        command.Parameters.AddWithValue("$match", match);
        using var reader = command.ExecuteReader();
        var ids = new List<long>();
        while (reader.Read())
            ids.Add(reader.GetInt64(0));
        return ids;
    }

    private static async Task<List<Named>> EntriesAsync(OnboardingDb db, IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        await db.DirectoryEntries.AsNoTracking().Where(entry => ids.Contains(entry.Id)).Select(entry => new Named(entry.Id, entry.Name, entry.Status)).ToListAsync(cancellationToken);

    // Whole words before beginnings, short names before long ones; what the publisher switched off comes last.
    private static IEnumerable<Named> Order(IEnumerable<Named> tier, IReadOnlyList<string> words) => tier
        .OrderBy(entry => entry.Status is "off" or "entered-in-error")
        .ThenByDescending(entry => SearchWords.Of(entry.Name).Intersect(words, StringComparer.OrdinalIgnoreCase).Count())
        .ThenBy(entry => entry.Name.Length).ThenBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase).ThenBy(entry => entry.Id);

    private sealed record Named(long Id, string Name, string? Status);
}
