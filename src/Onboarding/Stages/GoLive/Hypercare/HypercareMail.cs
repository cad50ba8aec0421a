using System.Globalization;
using Onboarding.Notices;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive.Hypercare;

/// <summary>The daily note as a mail to one of the plan's contacts.</summary>
internal static class HypercareMail
{
    public static NoticeText Of(Site site, HypercareNote note, int days, PlanContact contact) => new(
        site.Id, "hypercare-note", contact.Mail!, contact.Name,
        string.Create(CultureInfo.InvariantCulture, $"{site.Name}, hypercare day {note.Number} of {days}: {Word(note)}"),
        string.Create(CultureInfo.InvariantCulture, $"""
            Hypercare of {site.Name}, day {note.Number} of {days}, {note.Day:ddd d MMM yyyy} ({site.TimeZone}).

            {note.Requests:N0} requests, {note.Judged:N0} of them judged, {note.Good:N0} of these good.
            p95 {(note.P95Milliseconds is { } p95 ? $"{p95:N0} ms" : "not measured")}. Incidents: {note.Incidents}.

            {(note.Worse.Count == 0 ? "Nothing is worse than at go-live." : string.Join('\n', note.Worse.Select(worse => $"- {worse}")))}

            Written by the onboarding portal. Answer to the person who leads the change; nobody reads this mailbox.
            """));

    private static string Word(HypercareNote note) => note.State switch
    {
        DayState.Clean => "a clean day",
        DayState.NotClean => "something to look at",
        DayState.NoTraffic => "no traffic",
    };
}
