using EhrAdapters.Diagnosis;
using LiveTraffic.Alerting;
using LiveTraffic.Gateway;
using LiveTraffic.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Onboarding.Evidence;
using Onboarding.Persistence;
using Onboarding.Secrets;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Drill;

namespace LiveTraffic.Drill;

/// <summary>What machines do in a fire drill: post the test alert, rehearse the outage, then the roll back. Each result is stored at once, so a restart goes on where it was.</summary>
public sealed partial class DrillWork(
    IDbContextFactory<OnboardingDb> factory, FireDrills drills, PatientGateway gateway, PatientVault vault, WebhookPost webhook, TimeProvider time, ILogger<DrillWork> logger)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    /// <summary>Takes up every drill that has something left to measure or whose time is over.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var due = await db.FireDrills.AsNoTracking().Where(drill => drill.State == DrillState.Running && drill.WorkedUntil <= now).ToListAsync(cancellationToken);
        foreach (var drill in due)
        {
            if (drill.PartsLeft)
                await WorkAsync(drill, cancellationToken);
            else if (now >= drill.DueAt)
                await drills.ChangeAsync(drill.Id, (_, _, _) => null, cancellationToken);
        }
    }

    private async Task WorkAsync(FireDrill drill, CancellationToken cancellationToken)
    {
        if (!await ClaimAsync(drill, cancellationToken))
            return;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var site = await db.Sites.AsNoTracking().SingleAsync(row => row.Id == drill.SiteId, cancellationToken);
        var posted = drill.WebhookRow is null ? PostAsync(site, drill, cancellationToken) : Task.CompletedTask;
        try
        {
            var patients = DrillCalls.Of(vault.Open(site));
            var calls = new DrillCalls(gateway, site, drill.Id, patients);
            if (drill.QueueRow is null)
            {
                await OpenAsync(drill.Id, cancellationToken);
                var row = patients.Count == 0 ? NoPatients(DrillRows.QueueCode, DrillRows.QueueCheck) : await SafelyAsync(DrillRows.QueueCode, DrillRows.QueueCheck, new OutageRehearsal(calls, time).RunAsync, cancellationToken);
                await drills.ChangeAsync(drill.Id, (_, running, _) => Measured(running, queue: row), cancellationToken);
            }

            if (drill.RollBackRow is null)
            {
                await OpenAsync(drill.Id, cancellationToken);
                var row = patients.Count == 0
                    ? NoPatients(DrillRows.RollBackCode, DrillRows.RollBackCheck)
                    : await SafelyAsync(DrillRows.RollBackCode, DrillRows.RollBackCheck, new RollBackRehearsal(calls, token => CloseAsync(drill.Id, token), time).RunAsync, cancellationToken);
                await drills.ChangeAsync(drill.Id, (_, running, _) => Measured(running, rollBack: row), cancellationToken);
            }
        }
        finally
        {
            await posted;
            await drills.ChangeAsync(drill.Id, (_, running, now) =>
            {
                running.Open(false);
                running.Claim(now);
                return null;
            }, CancellationToken.None);
        }
    }

    private async Task<bool> ClaimAsync(FireDrill seen, CancellationToken cancellationToken)
    {
        var mine = false;
        await drills.ChangeAsync(seen.Id, (_, drill, now) =>
        {
            mine = drill.WorkedUntil <= now;
            if (mine)
                drill.Claim(now + Lease);
            return null;
        }, cancellationToken);
        return mine;
    }

    // The test alert is marked as one: it stands in no table of alerts, and a reader of the webhook cannot take it for an outage.
    private async Task PostAsync(Site site, FireDrill drill, CancellationToken cancellationToken)
    {
        var row = new ResultRow { Code = DrillRows.WebhookCode, Check = DrillRows.WebhookCheck, State = CheckState.NotApplicable, Message = "No webhook is set; alerts go by mail and stand in the portal." };
        if (webhook.IsSet)
        {
            var began = time.GetTimestamp();
            var (state, note) = await webhook.SendAsync(
                new { Kind = "test", Test = true, site = site.Name, Code = "TEST-ALERT", Cause = $"This is a test of the alerts for {site.Name}. Nothing is down.", Since = drill.StartedAt, AcknowledgeBy = drill.DueAt }, cancellationToken);
            row = state is WebhookState.Delivered
                ? row with { State = CheckState.Passed, Measured = $"in {OutageRehearsal.Seconds(time.GetElapsedTime(began))}", Message = "The webhook took it." }
                : row with { State = CheckState.Failed, Measured = "not delivered", Message = note, Owner = FaultOwner.OurService, NextStep = "An administrator corrects LiveTraffic:WebhookUrl or what listens there; then hold the drill again." };
        }

        await drills.ChangeAsync(drill.Id, (_, running, _) => Measured(running, webhook: row), cancellationToken);
    }

    private Task OpenAsync(Guid drill, CancellationToken cancellationToken) => SwitchAsync(drill, open: true, cancellationToken);

    private Task CloseAsync(Guid drill, CancellationToken cancellationToken) => SwitchAsync(drill, open: false, cancellationToken);

    private Task SwitchAsync(Guid id, bool open, CancellationToken cancellationToken) => drills.ChangeAsync(id, (_, drill, _) =>
    {
        drill.Open(open);
        return null;
    }, cancellationToken);

    private async Task<ResultRow> SafelyAsync(string code, string check, Func<CancellationToken, Task<ResultRow>> rehearse, CancellationToken cancellationToken)
    {
        try
        {
            return await rehearse(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // What a hospital does is a row; an exception is a bug of ours and is said to be ours.
            LogFault(logger, code, fault.GetType().Name, fault.StackTrace);
            return new() { Code = code, Check = check, State = CheckState.CouldNotAssess, Owner = FaultOwner.OurService, Message = "Something on our side broke in this part.", NextStep = "Hold the drill again; if it breaks again, tell an engineer." };
        }
    }

    private static Onboarding.Refusal? Measured(FireDrill drill, ResultRow? webhook = null, ResultRow? queue = null, ResultRow? rollBack = null)
    {
        drill.Measured(webhook, queue, rollBack);
        return null;
    }

    private static ResultRow NoPatients(string code, string check) => new()
    {
        Code = code, Check = check, State = CheckState.CouldNotAssess, Measured = "no test patients", Owner = FaultOwner.OurConfiguration,
        Message = "The site names no test patient that can be looked up.", NextStep = "Name test patients by number or FHIR ID under validate ten patients, then hold the drill again.",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Part {Part} of a fire drill broke with {Fault} at {Trace}")]
    private static partial void LogFault(ILogger logger, string part, string fault, string? trace);
}
