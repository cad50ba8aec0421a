using Microsoft.AspNetCore.Components;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest.Consents;
using Portal.Components.Controls;

namespace Portal.Components.Stages.LoadTest;

/// <summary>The hospital's own way to stop a load test, to copy or to mail.</summary>
public sealed partial class StopLink
{
    [Parameter, EditorRequired]
    public required LoadConsent Consent { get; set; }

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    /// <summary>Known only at the moment it was made.</summary>
    [Parameter]
    public Uri? Address { get; set; }

    [Parameter]
    public bool MayWork { get; set; }

    [Parameter]
    public EventCallback OnMake { get; set; }

    private string Mail => MailLink.Of("", $"{Site.Name}: how to stop our load test", $"""
        Hello,

        you agreed to a load test, {SiteClock.Words(Consent.From, Consent.To, Site.TimeZone)}, at most {Consent.CapRequestsPerMinute} requests a minute, reads and searches only.

        If it disturbs anything, stop it at any moment with the button behind this link:
        {Address}

        It needs no account and ends the test within a second.
        """).Href;
}
