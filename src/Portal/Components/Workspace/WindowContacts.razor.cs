using Microsoft.AspNetCore.Components;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Portal.Components.Workspace;

/// <summary>Who is there in the change window, and how to reach them.</summary>
public sealed partial class WindowContacts
{
    private IReadOnlyList<PlanContact> _contacts = [];
    private SiteView? _read;

    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    [Inject]
    public required Plans Plans { get; init; }

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_read, View)) return;
        _read = View;
        _contacts = [.. ((await Plans.ReadAsync(View.Site.Id, CancellationToken.None)).Plan?.Content.Contacts ?? []).OrderBy(contact => contact.Role)];
    }

    private static string Reach(PlanContact contact) => (contact.Phone ?? contact.Mail ?? "no way to reach them yet") + (contact.Role.IsHospital() ? ", the hospital" : "");
}
