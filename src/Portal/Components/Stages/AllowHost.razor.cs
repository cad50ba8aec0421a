using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Sites;

namespace Portal.Components.Stages;

/// <summary>Said where a site leads to a private host that is closed to us: whose move it is, and for administrators the way to make it.</summary>
public sealed partial class AllowHost
{
    [Parameter, EditorRequired]
    public required string Host { get; set; }

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [CascadingParameter]
    public required Actor Actor { get; set; }

    private bool MayAllow => Actor.Role == Roles.Administrator;
}
