using EhrAdapters;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Onboarding.Sites;

namespace Onboarding.Stages.GoLive.Schedule;

/// <summary>How a scheduled go-live ended.</summary>
public enum ScheduleEnd
{
    /// <summary>The go-live run passed.</summary>
    WentLive,

    /// <summary>A gate closed, or the run did not pass; nothing was activated.</summary>
    Aborted,

    /// <summary>The portal was down, or busy with the site, until it was too late.</summary>
    Missed,

    /// <summary>A person took it back.</summary>
    Cancelled,

    /// <summary>The plan's window was changed.</summary>
    Replanned,
}

/// <summary>A go-live that begins by itself at the start of the change window. A row, so that it outlives a restart.</summary>
public sealed class GoLiveSchedule
{
    private GoLiveSchedule()
    {
    }

    public Guid Id { get; private set; }

    public SiteId SiteId { get; private set; }

    public EhrEnvironment Environment { get; private set; }

    public DateTimeOffset From { get; private set; }

    public DateTimeOffset To { get; private set; }

    /// <summary>The last moment to go back; nothing is activated from then on.</summary>
    public DateTimeOffset BackBy { get; private set; }

    public string ScheduledById { get; private set; } = "";

    public string ScheduledBy { get; private set; } = "";

    public DateTimeOffset ScheduledAt { get; private set; }

    /// <summary>The request of the connection test that runs an hour before; the same one after a crash.</summary>
    public Guid TestRequest { get; private set; }

    /// <summary>The request of the go-live run; the same one after a crash, so that nobody goes live twice.</summary>
    public Guid LiveRequest { get; private set; }

    public DateTimeOffset? DayToldAt { get; private set; }

    public DateTimeOffset? HourToldAt { get; private set; }

    public DateTimeOffset? TestedAt { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public ScheduleEnd? End { get; private set; }

    /// <summary>How it ended, as people read it.</summary>
    public string? EndedWhy { get; private set; }

    /// <summary>Decides between two processes that find the same thing due.</summary>
    public int Version { get; private set; }

    /// <summary>The connection test that makes the connection's gate fresh.</summary>
    public DateTimeOffset TestAt => From - Before;

    public static readonly TimeSpan Before = TimeSpan.FromHours(1);

    /// <summary>The portal, in the name of whoever scheduled.</summary>
    public Actor Activator => Actor.Portal with { Name = $"The portal, for {ScheduledBy}" };

    public static GoLiveSchedule Create(SiteId site, EhrEnvironment environment, Plan.ChangeWindow window, Actor by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        SiteId = site,
        Environment = environment,
        From = window.From,
        To = window.To,
        BackBy = window.BackBy,
        ScheduledById = by.Id,
        ScheduledBy = by.Name,
        ScheduledAt = now,
        TestRequest = Guid.CreateVersion7(now),
        LiveRequest = Guid.CreateVersion7(now),
    };

    internal void ToldDay(DateTimeOffset now) => (DayToldAt, Version) = (now, Version + 1);

    internal void ToldHour(DateTimeOffset now) => (HourToldAt, Version) = (now, Version + 1);

    internal void Tested(DateTimeOffset now) => (TestedAt, Version) = (now, Version + 1);

    internal void Started(DateTimeOffset now) => (StartedAt, Version) = (now, Version + 1);

    internal void Finish(ScheduleEnd end, string why, DateTimeOffset now) => (EndedAt, End, EndedWhy, Version) = (now, end, why, Version + 1);

    internal static void Configure(EntityTypeBuilder<GoLiveSchedule> schedule)
    {
        schedule.Property(s => s.Version).IsConcurrencyToken();
        schedule.Ignore(s => s.Activator);
        schedule.HasIndex(s => new { s.SiteId, s.ScheduledAt });
        // One at a time per site, whoever clicks when.
        schedule.HasIndex(s => s.SiteId, "OneSchedule").IsUnique().HasFilter("\"EndedAt\" IS NULL");
    }
}
