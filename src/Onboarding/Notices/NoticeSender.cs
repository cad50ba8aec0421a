using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Onboarding.Persistence;

namespace Onboarding.Notices;

/// <summary>
/// Works off the outbox, a few tries per mail. A mail is claimed before it is sent, so that of two processes one sends it; one that
/// dies in between leaves it to be sent after the claim has run out, rather twice than never.
/// </summary>
public sealed partial class NoticeSender(
    IDbContextFactory<OnboardingDb> factory, Outbox outbox, IOptions<MailOptions> options, SiteHub hub, TimeProvider time, ILogger<NoticeSender> logger) : BackgroundService
{
    internal static readonly TimeSpan Tick = TimeSpan.FromSeconds(30);

    /// <summary>The waits after each failed try; after the last one it is given up.</summary>
    internal static readonly IReadOnlyList<TimeSpan> Waits = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)];

    private const int AtOnce = 50;

    private readonly MailPost post = new(options, time);

    /// <summary>One look: sends what is due, each once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        List<Guid> due;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            var now = time.GetUtcNow();
            due = await db.Notices.AsNoTracking().Where(notice => notice.State == NoticeState.Waiting && notice.NextTryAt <= now)
                .OrderBy(notice => notice.CreatedAt).Select(notice => notice.Id).Take(AtOnce).ToListAsync(cancellationToken);
        }

        foreach (var id in due)
            await SendAsync(id, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        await using var timer = time.CreateTimer(_ => wake.Writer.TryWrite(true), null, TimeSpan.Zero, Tick);
        using var news = hub.Subscribe(null, happened =>
        {
            if (happened.Progress is null)
                wake.Writer.TryWrite(true);
        });
        try
        {
            await foreach (var _ in wake.Reader.ReadAllAsync(stoppingToken))
                await GuardAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal goes down; the rows stay.
        }
    }

    private async Task SendAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var notice = await db.Notices.SingleAsync(row => row.Id == id, cancellationToken);
        if (notice.State is not NoticeState.Waiting || notice.NextTryAt > time.GetUtcNow())
            return;
        if (!options.Value.IsSet || notice.IsOver(time.GetUtcNow()))
        {
            if (notice.IsOver(time.GetUtcNow()))
                notice.CameTooLate();
            else
                notice.NothingToSendBy();
            await TrySaveAsync(db, cancellationToken);
            hub.Publish(new(notice.SiteId));
            return;
        }

        notice.Claim(time.GetUtcNow() + (2 * options.Value.Timeout));
        if (!await TrySaveAsync(db, cancellationToken))
            return;
        var answer = await post.SendAsync(notice.To, notice.ToName, notice.Subject, outbox.FullBody(notice), cancellationToken);
        if (answer.Problem is not { } problem)
        {
            notice.Left(time.GetUtcNow());
        }
        else
        {
            LogStayed(logger, id, notice.Tries, problem);
            notice.Stayed(problem, answer.ForGood || notice.Tries > Waits.Count ? null : time.GetUtcNow() + Waits[notice.Tries - 1]);
        }

        await TrySaveAsync(db, cancellationToken);
        hub.Publish(new(notice.SiteId));
    }

    // False where another process was faster; it goes on with the notice.
    private static async Task<bool> TrySaveAsync(OnboardingDb db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private async Task GuardAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LookAsync(stoppingToken);
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            // The next tick tries again; one broken look must not end all mail.
            LogFault(logger, fault.GetType().Name, fault.StackTrace);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notice {NoticeId} has not left after try {Try}: {Problem}")]
    private static partial void LogStayed(ILogger logger, Guid noticeId, int @try, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A look at the outbox broke with {Fault} at {Trace}")]
    private static partial void LogFault(ILogger logger, string fault, string? trace);
}
