using Onboarding.HospitalLinks;
using Onboarding.Notices;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive.Schedule;

/// <summary>What both sides are told about a scheduled go-live.</summary>
public enum WindowNews
{
    DayBefore,
    HourBefore,
    Started,

    /// <summary>Nothing was activated, and nothing will be.</summary>
    CalledOff,
}

/// <summary>Writes the mails about a change window to everybody whom the plan names with an address, in the hospital's time, with the way to stop it.</summary>
public sealed class WindowNotices(Outbox outbox)
{
    public const string Purpose = "go-live-window";

    /// <summary>Puts the mails into the outbox; the caller saves. Nobody is told where the plan names nobody, and the history says so.</summary>
    /// <param name="why">Why it was called off, and what to do next.</param>
    /// <param name="links">Where the hospital's people get their own way to stop it from; null where nothing is left to stop.</param>
    internal void Tell(OnboardingDb db, Site site, GoLiveSchedule schedule, PlanContent plan, WindowNews news, DateTimeOffset now, string? why = null, LinkDesk? links = null)
    {
        var reached = plan.Contacts.Where(contact => contact.Mail is { Length: > 0 }).ToList();
        foreach (var contact in reached)
        {
            var stop = contact.Role.IsHospital()
                ? links?.Make(db, site.Id, StopByHospital.Word, schedule.Id, $"{contact.Name}, {contact.Role.Word().ToLowerInvariant()}", schedule.BackBy).Value?.Address : null;
            outbox.Add(db, new(site.Id, Purpose, contact.Mail!, contact.Name, Subject(site, schedule, news, now), Body(site, schedule, plan, contact, news, why, stop is not null), stop, Until(schedule, news)));
        }

        db.Note(site.Id, Actor.Portal, reached.Count == 0 ? $"Nobody could be told: the plan names no mail address ({Said(news)})"
            : $"Told by mail {Said(news)}: {string.Join(", ", reached.Select(contact => contact.Name))}", now);
    }

    // A reminder of what has begun is none, and that something begins is no news once its window is over.
    private static DateTimeOffset? Until(GoLiveSchedule schedule, WindowNews news) => news switch
    {
        WindowNews.DayBefore or WindowNews.HourBefore => schedule.From,
        WindowNews.Started => schedule.To,
        WindowNews.CalledOff => null,
    };

    private static string Said(WindowNews news) => news switch
    {
        WindowNews.DayBefore => "a day before the window",
        WindowNews.HourBefore => "an hour before the window",
        WindowNews.Started => "that going live began",
        WindowNews.CalledOff => "that going live was called off",
    };

    internal static string Subject(Site site, GoLiveSchedule schedule, WindowNews news, DateTimeOffset now) => news switch
    {
        WindowNews.DayBefore => $"Tomorrow: {site.Name} goes live, {SiteClock.Words(schedule.From, site.TimeZone)}",
        WindowNews.HourBefore => $"In {Ago.Exact(schedule.From - now)}: {site.Name} goes live, {SiteClock.Hour(schedule.From, site.TimeZone)}",
        WindowNews.Started => $"Now: {site.Name} is going live",
        WindowNews.CalledOff => $"Called off: {site.Name} does not go live in this window",
    };

    internal static string Body(Site site, GoLiveSchedule schedule, PlanContent plan, PlanContact to, WindowNews news, string? why, bool link)
    {
        var zone = site.TimeZone;
        var first = plan.Units.Count > 0 ? plan.Units[0].Name : null;
        var begins = news switch
        {
            WindowNews.Started => $"going live of {site.Name} has begun: every gate was read once more, and the connection is being opened.",
            WindowNews.CalledOff => $"{site.Name} does not go live in the window below. Nothing was activated. {why}",
            _ => $"{site.Name} goes live by itself at the beginning of the window below{(first is null ? "" : $", with one unit first: {first}")}. One hour before, the portal tests the connection. When a gate is closed then, nothing is activated and you hear of it.",
        };
        return $"""
            Hello {to.Name},

            {begins}

            Window: {SiteClock.Words(schedule.From, schedule.To, zone)} ({zone})
            Last moment to go back: {SiteClock.Words(schedule.BackBy, zone)}
            {(plan.Window?.ChangeNumber is { Length: > 0 } change ? $"Change: {change}\n" : "")}
            In the window:
            {string.Join('\n', plan.Contacts.OrderBy(contact => contact.Role).Select(contact => $"- {contact.Role.Word()}: {contact.Name}{(contact.Phone is { Length: > 0 } phone ? $", {phone}" : "")}"))}

            {(news is WindowNews.CalledOff ? "Nothing has to be stopped." : Stop(plan, link))}

            This mail was written by the onboarding portal. It holds nothing about any patient.
            """.ReplaceLineEndings("\n") + "\n";
    }

    private static string Stop(PlanContent plan, bool link)
    {
        var call = plan.Contact(ContactRole.ChangeLead) is { } lead
            ? $"call {lead.Name}{(lead.Phone is { Length: > 0 } phone ? $", {phone}" : "")}, or any of the people above"
            : "call any of the people above";
        return link ? $"To stop it, open this page and press its button:\n{MailNotice.LinkMark}\nOr {call}." : $"To stop it, {call}.";
    }
}
