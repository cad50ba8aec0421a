using Onboarding.HospitalLinks;
using Onboarding.Lifecycle;
using Onboarding.Notices;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive.Drill;

/// <summary>The mails of a drill: the labelled test alert to each side, and its reminders.</summary>
public sealed class DrillMail(Outbox outbox, LinkDesk links, Microsoft.Extensions.Options.IOptions<OnboardingOptions> options)
{
    public const string Purpose = "test-alert";

    // A link that outlives the drill tells a late reader how it ended.
    private static readonly TimeSpan LinkLife = TimeSpan.FromDays(1);

    /// <summary>Puts the mail to one side into the outbox; the caller saves. Refuses where the portal knows no address for the hospital's link.</summary>
    internal Result<Done> Send(OnboardingDb db, Site site, FireDrill drill, DrillSide side, bool again)
    {
        var contact = drill.ContactOf(side);
        Uri link;
        if (side is DrillSide.Hospital)
        {
            var made = links.Make(db, site.Id, AcknowledgeByHospital.Word, drill.Id, $"{contact.Name}, {contact.Role.Word().ToLowerInvariant()}", drill.DueAt + LinkLife);
            if (made.Refusal is { } refusal)
                return refusal;
            link = made.Value!.Address;
        }
        else if (options.Value.PublicBaseUrl is { Length: > 0 } address)
        {
            link = new($"{address.TrimEnd('/')}/sites/{site.Slug}/{Json.Word(Stage.GoLive)}");
        }
        else
        {
            return LinkDesk.NoAddress;
        }

        outbox.Add(db, new(
            site.Id, Purpose, contact.Mail!, contact.Name, $"{(again ? "Reminder: " : "")}[Test] Alert for {site.Name}: please acknowledge by {SiteClock.Hour(drill.DueAt, site.TimeZone)}", Body(site, drill, side), link, drill.DueAt));
        return new Done();
    }

    private static string Body(Site site, FireDrill drill, DrillSide side) =>
        $"""
        Hello {drill.ContactOf(side).Name},

        this is a test of the alerts for {site.Name}. Nothing is down, and no patient is concerned.

        Before the first real traffic both sides make sure that an alert reaches a person. Please acknowledge it by {SiteClock.Words(drill.DueAt, site.TimeZone)}:

        {MailNotice.LinkMark}

        {(side is DrillSide.Hospital ? "The page has one button and asks for no password. Opening it alone does nothing." : "Sign in, and press “Acknowledge for our side” under “Fire drill”.")}

        {drill.StartedBy} started this drill.

        """;
}
