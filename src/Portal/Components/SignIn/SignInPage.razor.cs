using Microsoft.AspNetCore.Components;
using Portal.Accounts;

namespace Portal.Components.SignIn;

/// <summary>The door. One-click accounts exist only in Development.</summary>
public sealed partial class SignInPage
{
    [Inject]
    public required IHostEnvironment Environment { get; init; }

    [SupplyParameterFromQuery(Name = AccountPaths.ReturnUrl)]
    public string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery(Name = "problem")]
    public string? Problem { get; set; }

    private bool Demo => Environment.IsDevelopment();

    private string Back => AccountPaths.LocalOrHome(ReturnUrl);

    // The same words whether the e-mail or the password is wrong: the page does not tell who has an account.
    private string? Message => Problem switch
    {
        "refused" => "E-mail and password do not match an account. Check both, or ask your administrator.",
        "locked" => "Too many tries. The account opens again in ten minutes.",
        _ => null,
    };
}
