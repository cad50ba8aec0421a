using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Outbound;

public sealed class StoredSignInAttemptsTests
{
    private static readonly SignInClient Client = new(new("https://ehr.mercy-west.example/oauth2/token"), "otter-client-7741");

    [Fact]
    public async Task Refusals_are_remembered_across_a_restart_and_by_every_process()
    {
        await using var bench = await Bench.OpenAsync();
        var first = bench.Time.GetUtcNow();
        await Attempts(bench).RefusedAsync(Client, new(FindingCodes.OauthInvalidClient, first), Bench.Cancel);
        bench.Time.Advance(TimeSpan.FromMinutes(2));
        await Attempts(bench).RefusedAsync(Client, new(FindingCodes.OauthInvalidClient, first.AddMinutes(2), "proof-2"), Bench.Cancel);

        // Another process over the same file, and the same one after a restart, are the same to it.
        await using var again = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(bench.Time).AddDataProtection().Services
            .AddOnboarding($"Data Source={bench.DatabaseFile};Pooling=False").BuildServiceProvider();

        Assert.Equal(
            [new(FindingCodes.OauthInvalidClient, first), new(FindingCodes.OauthInvalidClient, first.AddMinutes(2), "proof-2")],
            await again.GetRequiredService<ISignInAttempts>().RecentAsync(new(new("https://ehr.mercy-west.example/oauth2/token"), "otter-client-7741"), Bench.Cancel));
    }

    [Fact]
    public async Task Another_client_or_endpoint_has_a_memory_of_its_own()
    {
        await using var bench = await Bench.OpenAsync();
        await RefuseAsync(bench, Client);

        Assert.Empty(await RecentAsync(bench, Client with { ClientId = "another" }));
        Assert.Empty(await RecentAsync(bench, Client with { TokenEndpoint = new("https://ehr.mercy-west.example/tst/token") }));
        Assert.Single(await RecentAsync(bench, Client));
    }

    [Fact]
    public async Task Client_that_was_let_in_is_forgotten_and_no_other()
    {
        await using var bench = await Bench.OpenAsync();
        var other = Client with { ClientId = "another" };
        await RefuseAsync(bench, Client);
        await RefuseAsync(bench, other);

        await Attempts(bench).ForgetAsync(Client, Bench.Cancel);

        Assert.Empty(await RecentAsync(bench, Client));
        Assert.Single(await RecentAsync(bench, other));
    }

    [Fact]
    public async Task What_is_older_than_an_hour_is_neither_told_nor_kept()
    {
        await using var bench = await Bench.OpenAsync();
        await RefuseAsync(bench, Client);
        bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await RecentAsync(bench, Client));

        await RefuseAsync(bench, Client with { ClientId = "another" });

        await using var db = await bench.DbAsync();
        Assert.Single(await db.SignInAttempts.ToListAsync(Bench.Cancel));
    }

    [Fact]
    public async Task Neither_client_nor_endpoint_is_readable_in_the_database_file()
    {
        await using var bench = await Bench.OpenAsync();
        await RefuseAsync(bench, Client);
        await using (var db = await bench.DbAsync())
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", Bench.Cancel);
        using (var connection = new SqliteConnection($"Data Source={bench.DatabaseFile}"))
            SqliteConnection.ClearPool(connection);

        var bytes = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(bench.DatabaseFile, Bench.Cancel));

        Assert.Contains(FindingCodes.OauthInvalidClient, bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("otter-client", bytes, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ehr.mercy-west", bytes, StringComparison.OrdinalIgnoreCase);
    }

    private static ISignInAttempts Attempts(Bench bench) => Assert.IsType<Onboarding.Outbound.StoredSignInAttempts>(bench.Get<ISignInAttempts>());

    private static ValueTask RefuseAsync(Bench bench, SignInClient client) =>
        Attempts(bench).RefusedAsync(client, new(FindingCodes.OauthInvalidClient, bench.Time.GetUtcNow()), Bench.Cancel);

    private static ValueTask<IReadOnlyList<SignInRefusal>> RecentAsync(Bench bench, SignInClient client) => Attempts(bench).RecentAsync(client, Bench.Cancel);
}
