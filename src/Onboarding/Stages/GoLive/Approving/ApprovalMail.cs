using Onboarding.Lifecycle;
using Onboarding.Notices;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive.Approving;

/// <summary>Somebody of ours with the address that mail reaches them at.</summary>
public sealed record ApproverAddress(Actor Person, string Mail);

/// <summary>The mail that reminds of an approval.</summary>
internal static class ApprovalMail
{
    public const string Purpose = "approval-reminder";

    public static NoticeText Reminder(Site site, ApprovalStatus status, ChangeWindow? window, ApproverAddress to, string publicAddress)
    {
        var page = publicAddress.Length > 0 ? $"{publicAddress.TrimEnd('/')}/sites/{site.Slug}/{Json.Word(Stage.GoLive)}" : "the page “Go live” of the site";
        return new(site.Id, Purpose, to.Mail, to.Person.Name, $"{site.Name} waits for your approval to go live", $"""
            Hello {to.Person.Name},

            {status.Request!.ActorName} asked for the approval to go live with {site.Name}{(window is null ? "" : $" in the window {window.Words(site.TimeZone)}")}. {status.Given} of {status.Needed} {(status.Needed == 1 ? "approval is" : "approvals are")} there.

            Look at the gates, then approve, ask back or decline: {page}

            This mail was written by the onboarding portal. It holds nothing about any patient.
            """.ReplaceLineEndings("\n") + "\n");
    }
}
