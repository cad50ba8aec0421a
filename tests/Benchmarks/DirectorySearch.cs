using System.Diagnostics;
using System.Text.Json;
using EhrAdapters;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Directories;
using Onboarding.Persistence;

namespace Benchmarks;

/// <summary>Directory search as somebody types, over invented hospitals, beside a plain LIKE scan of the same table.</summary>
internal static class DirectorySearch
{
    private const int Entries = 50_000;
    private const int Targets = 40;

    public static async Task<object> MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("directory-search-");
        var database = Path.Combine(folder.FullName, "portal.db");
        var list = Path.Combine(folder.FullName, "brands.json");
        var random = new Random(50_000);
        var hospitals = InventedHospitals.Make(Entries, random);
        await File.WriteAllBytesAsync(list, InventedHospitals.Bundle(hospitals));
        await using var services = Services(database);
        var watch = Stopwatch.StartNew();
        await ImportAsync(services, list);
        var import = watch.Elapsed.TotalSeconds;
        var queries = Enumerable.Range(0, Targets).Select(_ => hospitals[random.Next(hospitals.Count)]).SelectMany(hospital => Typed(hospital, random)).ToList();
        var index = services.GetRequiredService<DirectoryIndex>();
        foreach (var query in queries.Take(50))
            await index.FindAsync(new(query), CancellationToken.None);
        var (search, scan) = (new List<double>(), new List<double>());
        foreach (var query in queries)
        {
            watch.Restart();
            await index.FindAsync(new(query), CancellationToken.None);
            search.Add(watch.Elapsed.TotalMilliseconds);
        }

        await using var connection = new SqliteConnection($"Data Source={database}");
        await connection.OpenAsync();
        foreach (var query in queries)
        {
            watch.Restart();
            Scan(connection, query);
            scan.Add(watch.Elapsed.TotalMilliseconds);
        }

        await connection.CloseAsync();
        SqliteConnection.ClearAllPools();
        var size = new FileInfo(database).Length;
        folder.Delete(recursive: true);
        search.Sort();
        scan.Sort();
        return new
        {
            measure = "directory-search",
            entries = Entries,
            queries = queries.Count,
            medianMilliseconds = Round(search[search.Count / 2]),
            p95Milliseconds = Round(search[(int)(search.Count * 0.95)]),
            likeMedianMilliseconds = Round(scan[scan.Count / 2]),
            likeP95Milliseconds = Round(scan[(int)(scan.Count * 0.95)]),
            timesFasterThanLike = Math.Round(scan[scan.Count / 2] / search[search.Count / 2], 1),
            importSeconds = Math.Round(import, 2),
            databaseMegabytes = Math.Round(size / 1024.0 / 1024.0, 1),
        };
    }

    // The beginnings of "mercy west dubuque", letter by letter, as somebody types who knows a word or two and the place.
    private static IEnumerable<string> Typed(InventedHospital hospital, Random random)
    {
        var words = hospital.Name.Split(' ');
        var first = words[0][..Math.Min(words[0].Length, 3 + random.Next(6))];
        var text = string.Join(' ', new[] { first, random.Next(2) == 0 ? words[^1] : null, random.Next(3) == 0 ? hospital.State : random.Next(2) == 0 ? hospital.City : null }.OfType<string>()).ToLowerInvariant();
        return Enumerable.Range(2, Math.Max(0, text.Length - 1)).Select(length => text[..length]).Where(typed => !typed.EndsWith(' '));
    }

    private static void Scan(SqliteConnection connection, string query)
    {
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        using var command = connection.CreateCommand();
        var where = string.Join(" AND ", words.Select((_, at) => $"(\"Name\" || ' ' || \"Aliases\" || ' ' || coalesce(\"City\", '') || ' ' || coalesce(\"State\", '') || ' ' || \"Address\") LIKE $w{at}"));
        for (var at = 0; at < words.Length; at++)
            command.Parameters.AddWithValue($"$w{at}", $"%{words[at]}%");
        foreach (var text in new[] { $"SELECT count(*) FROM \"DirectoryEntries\" WHERE {where}", $"SELECT * FROM \"DirectoryEntries\" WHERE {where} ORDER BY length(\"Name\") LIMIT 20" })
        {
            command.CommandText = text;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                // The rows are what a page would show.
            }
        }
    }

    private static ServiceProvider Services(string database)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddEhrAdapters();
        services.AddOnboarding($"Data Source={database}");
        return services.BuildServiceProvider();
    }

    private static async Task ImportAsync(ServiceProvider services, string list)
    {
        await using (var db = await services.GetRequiredService<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync())
            await db.Database.MigrateAsync();
        var imports = services.GetRequiredService<DirectoryImports>();
        var started = await imports.StartAsync(new() { Name = "Invented", Source = "brands.json", File = list }, Actor.Portal, CancellationToken.None);
        await imports.EndAsync(started.Value!.Id);
        var import = (await imports.LatestAsync(1, CancellationToken.None))[0];
        if (import.Report is not { Entries: Entries })
            throw new InvalidOperationException($"The invented list was not imported whole: {JsonSerializer.Serialize(import)}");
    }

    private static double Round(double value) => Math.Round(value, 2);
}
