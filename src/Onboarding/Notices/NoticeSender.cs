using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Onboarding.Persistence;

namespace Onboarding.Notices;

/// <summary>
/// Works off the outbox, a few tries per mail. A mail is claimed before it is sent, so that of two processes one sends it; one that
/// dies in between leaves it to be sent after the claim has run out, rather twice than never.
/// </summary>
public sealed partial class NoticeSender(
    IDbContextFactory<OnboardingDb> factory, Outbox outbox, IOptions<MailOptions> options, SiteHub hub, TimeProvider time, ILogger<NoticeSender> logger)
    : RepeatedWork(Tick, hub, time, logger)
{
    internal static readonly TimeSpan Tick = TimeSpan.FromSeconds(30);

    /// <summary>The waits after each failed try; after the last one it is given up.</summary>
    internal static readonly IReadOnlyList<TimeSpan> Waits = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)];

    private const int AtOnce = 50;

    private readonly SiteHub hub = hub;
    private readonly TimeProvider time = time;
    private readonly ILogger logger = logger;
    private readonly MailPost post = new(options, time);

    /// <summary>One look: sends what is due, each once.</summary>
    public override async Task LookAsync(CancellationToken cancellationToken)
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notice {NoticeId} has not left after try {Try}: {Problem}")]
    private static partial void LogStayed(ILogger logger, Guid noticeId, int @try, string problem);
}
