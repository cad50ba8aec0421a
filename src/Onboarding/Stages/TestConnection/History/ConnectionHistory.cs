using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Stages.TestConnection.History;

/// <summary>What a site's connection tests tell together.</summary>
public sealed record ConnectionPast
{
    /// <summary>The newest first.</summary>
    public required IReadOnlyList<StageRun> Runs { get; init; }

    /// <summary>The newest good run of today's environment.</summary>
    public required StageRun? LastGood { get; init; }

    /// <summary>When this site was first tested; null before.</summary>
    public DateTimeOffset? FirstTest { get; init; }

    /// <summary>When it first passed; null before.</summary>
    public DateTimeOffset? FirstPass { get; init; }

    /// <summary>Tests up to and with the first that passed; all of them before that.</summary>
    public int TestsUntilFirstPass { get; init; }

    /// <summary>Edits of the settings since the last good run, the newest first.</summary>
    public IReadOnlyList<AuditEntry> Edits { get; init; } = [];

    /// <summary>Time to first success in words.</summary>
    public string? ToFirstSuccess(DateTimeOffset now) => (FirstTest, FirstPass) switch
    {
        (null, _) => null,
        (_, null) => $"Not passed yet: {Tests} in {Ago.Exact(now - FirstTest.Value)}.",
        ({ }, { }) when TestsUntilFirstPass == 1 => "Passed at the first test.",
        ({ } first, { } pass) => $"First passed after {Tests} and {Ago.Exact(pass - first)}.",
    };

    private string Tests => $"{TestsUntilFirstPass} {(TestsUntilFirstPass == 1 ? "test" : "tests")}";
}

/// <summary>Reads the past of a site's connection out of its runs and its history.</summary>
public sealed class ConnectionHistory(IDbContextFactory<OnboardingDb> factory)
{
    private static readonly string[] Edits = ["Connection saved", "Secret replaced", "New key pair made", "Test patients named"];

    /// <param name="before">Compare with the good run before this one; the newest good one where null.</param>
    public async Task<ConnectionPast> ReadAsync(Site site, int most, StageRun? before, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var tests = db.Runs.AsNoTracking().Where(run => run.SiteId == site.Id && run.Stage == Stage.TestConnection);
        var brief = await tests.OrderBy(run => run.QueuedAt)
            .Select(run => new { run.Id, run.Status, run.Verdict, run.Environment, run.QueuedAt, run.FinishedAt }).ToListAsync(cancellationToken);
        var passed = brief.Where(run => run.Status is RunStatus.Finished && run.Verdict is CheckState.Passed or CheckState.Warning).ToList();
        var good = passed.LastOrDefault(run => run.Environment == site.Connection?.Environment && (before is null || (run.Id != before.Id && run.QueuedAt < before.QueuedAt)));
        var since = good?.FinishedAt;
        return new()
        {
            Runs = await tests.OrderByDescending(run => run.QueuedAt).Take(most).ToListAsync(cancellationToken),
            LastGood = good is null ? null : await tests.SingleAsync(run => run.Id == good.Id, cancellationToken),
            FirstTest = brief.Count > 0 ? brief[0].QueuedAt : null,
            FirstPass = passed.Count > 0 ? passed[0].FinishedAt : null,
            TestsUntilFirstPass = passed.Count > 0 ? brief.FindIndex(run => run.Id == passed[0].Id) + 1 : brief.Count,
            Edits = since is null ? [] : [.. (await db.Audit.AsNoTracking().Where(entry => entry.SiteId == site.Id && entry.At > since).OrderByDescending(entry => entry.At).ToListAsync(cancellationToken))
                .Where(entry => Edits.Any(edit => entry.What.StartsWith(edit, StringComparison.Ordinal)))],
        };
    }
}
