using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Portal.Accounts;

namespace Portal.Components.Layout;

/// <summary>Somebody not signed in goes to the sign-in page and comes back; somebody without the right reads why.</summary>
public sealed partial class ToSignIn
{
    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var signedIn = (await Authentication).User.Identity is { IsAuthenticated: true };
        var wanted = "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
        Navigation.NavigateTo(
            signedIn ? AccountPaths.Denied : $"{AccountPaths.SignIn}?{AccountPaths.ReturnUrl}={Uri.EscapeDataString(wanted)}",
            forceLoad: true);
    }
}
