using System.ComponentModel;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest.Export;

/// <summary>A load test as a file for programs: figures and words about them, nothing of a patient.</summary>
public sealed record LoadDocument
{
    /// <summary>Grows with every change that a reader would notice.</summary>
    public const string Version = "load-test/1";

    [Description("The version of this format.")]
    public required string Schema { get; init; }

    [Description("The site's name.")]
    public required string Site { get; init; }

    [Description("Which test it was.")]
    public required LoadDocumentRun Run { get; init; }

    [Description("What the test asked for.")]
    public required LoadDocumentPlan Plan { get; init; }

    [Description("What all requests together came to.")]
    public required LoadDocumentTotals Totals { get; init; }

    [Description("Each limit with what was measured, as the page shows it.")]
    public required IReadOnlyList<LoadDocumentCheck> Checks { get; init; }

    [Description("Who was slow; nothing in tests from before it was judged.")]
    public LoadBlame? Blame { get; init; }

    [Description("What the hospital bears, as far as this test could see.")]
    public LoadCapacity? Capacity { get; init; }

    [Description("Whether the hospital came back to its idle speed.")]
    public LoadRecovery? Recovery { get; init; }

    [Description("Each kind of request by itself; latency in milliseconds, counted from when each was due and from when it was sent.")]
    public required IReadOnlyList<LoadKindFigures> Kinds { get; init; }

    [Description("How many answers took how long: each bucket reaches from the one before it of its kind up to so many milliseconds.")]
    public required IReadOnlyList<LatencyBucket> Histogram { get; init; }

    [Description("What happened when, in seconds since the start.")]
    public required IReadOnlyList<LoadMark> Marks { get; init; }

    [Description("The course of the test, second by second; latency in milliseconds.")]
    public required IReadOnlyList<LoadPoint> Timeline { get; init; }

    public static LoadDocument Of(string site, StageRun run, LoadReport report) => new()
    {
        Schema = Version,
        Site = site,
        Run = new()
        {
            Id = run.Id, Number = run.Number, StartedAt = run.StartedAt, FinishedAt = run.FinishedAt, Environment = run.Environment, Verdict = run.Verdict,
            CountsForProduction = run.Environment is EhrEnvironment.Production, Fingerprint = run.Fingerprint, AdapterVersion = run.AdapterVersion,
        },
        Plan = new()
        {
            Shape = report.Shape, TargetPerSecond = report.TargetPerSecond, CapPerSecond = report.CapPerSecond, RampSeconds = report.RampSeconds, HoldSeconds = report.HoldSeconds,
        },
        Totals = new()
        {
            ElapsedSeconds = report.ElapsedSeconds, Sent = report.Sent, Completed = report.Completed, Errors = report.Errors, Throttled = report.Throttled, NotSent = report.Dropped, StoppedBecause = report.StoppedBecause,
        },
        Checks = [.. run.Rows.Select(LoadDocumentCheck.Of)],
        Blame = report.Blame,
        Capacity = report.Capacity,
        Recovery = report.Recovery,
        Kinds = report.Kinds,
        Histogram = report.Histogram,
        Marks = report.Marks,
        Timeline = report.Points,
    };
}

public sealed record LoadDocumentRun
{
    [Description("The run's id in the portal.")]
    public required Guid Id { get; init; }

    [Description("Counts the load tests of this site, from 1.")]
    public required int Number { get; init; }

    [Description("When it started.")]
    public DateTimeOffset? StartedAt { get; init; }

    [Description("When it ended.")]
    public DateTimeOffset? FinishedAt { get; init; }

    [Description("Where it was measured; it counts for this environment and no other.")]
    public EhrEnvironment? Environment { get; init; }

    [Description("True only where it was measured on production.")]
    public required bool CountsForProduction { get; init; }

    [Description("The verdict over all checks.")]
    public CheckState? Verdict { get; init; }

    [Description("Of the settings it was born of; two tests with the same one asked for the same.")]
    public required string Fingerprint { get; init; }

    [Description("The version of the adapter library.")]
    public required string AdapterVersion { get; init; }
}

public sealed record LoadDocumentPlan
{
    [Description("How the rate moved.")]
    public required LoadShape Shape { get; init; }

    [Description("The highest rate that was asked for.")]
    public required double TargetPerSecond { get; init; }

    [Description("How fast it may have been at most: the lowest of the hospital's, the vendor's and the site's cap.")]
    public double? CapPerSecond { get; init; }

    [Description("How long the rate climbed.")]
    public required double RampSeconds { get; init; }

    [Description("How long the rest lasts.")]
    public required double HoldSeconds { get; init; }
}

public sealed record LoadDocumentTotals
{
    [Description("How long it ran.")]
    public required double ElapsedSeconds { get; init; }

    [Description("Requests sent.")]
    public required int Sent { get; init; }

    [Description("Answers, good and bad.")]
    public required int Completed { get; init; }

    [Description("Bad answers.")]
    public required int Errors { get; init; }

    [Description("Answers that refused us as too many.")]
    public required int Throttled { get; init; }

    [Description("Requests that were due and not sent.")]
    public required int NotSent { get; init; }

    [Description("Why it stopped early; nothing where it ran to its end.")]
    public string? StoppedBecause { get; init; }
}

public sealed record LoadDocumentCheck
{
    [Description("The check's code.")]
    public required string Code { get; init; }

    [Description("What was checked.")]
    public required string Check { get; init; }

    [Description("How it ended.")]
    public required CheckState State { get; init; }

    [Description("What was measured.")]
    public string? Measured { get; init; }

    [Description("The limit.")]
    public string? Limit { get; init; }

    [Description("How far the one is from the other.")]
    public string? Margin { get; init; }

    [Description("How many answers were judged.")]
    public int? Sample { get; init; }

    [Description("Who has to act.")]
    public FaultOwner? Owner { get; init; }

    [Description("The cause, or what would unlock the check.")]
    public string? Message { get; init; }

    public static LoadDocumentCheck Of(ResultRow row) => new()
    {
        Code = row.Code, Check = row.Check, State = row.State, Measured = row.Measured, Limit = row.Limit, Margin = row.Margin, Sample = row.Sample, Owner = row.Owner, Message = row.Message,
    };
}
