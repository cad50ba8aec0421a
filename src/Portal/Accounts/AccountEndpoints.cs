using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Portal.Accounts;

/// <summary>The forms of the sign-in page. Each carries an antiforgery token, checked by the framework for form data.</summary>
public static class AccountEndpoints
{
    public static void MapAccounts(this WebApplication app)
    {
        app.MapPost(AccountPaths.PasswordSignIn, SignInByPasswordAsync).AllowAnonymous();
        app.MapPost(AccountPaths.SignOut, SignOutAsync);
        if (app.Environment.IsDevelopment())
            app.MapPost(AccountPaths.DemoSignIn, SignInAsDemoAsync).AllowAnonymous();
    }

    private static async Task<RedirectHttpResult> SignInByPasswordAsync(
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? returnUrl, SignInManager<PortalUser> signIn)
    {
        var result = await signIn.PasswordSignInAsync(email ?? "", password ?? "", isPersistent: false, lockoutOnFailure: true);
        return result switch
        {
            { Succeeded: true } => TypedResults.LocalRedirect(AccountPaths.LocalOrHome(returnUrl)),
            { IsLockedOut: true } => BackToSignIn("locked", returnUrl),
            _ => BackToSignIn("refused", returnUrl),
        };
    }

    private static async Task<RedirectHttpResult> SignInAsDemoAsync(
        [FromForm] string? account, [FromForm] string? returnUrl, SignInManager<PortalUser> signIn, UserManager<PortalUser> users)
    {
        var demo = DemoAccounts.All.FirstOrDefault(candidate => candidate.Key == account);
        if (demo is null || await users.FindByEmailAsync(demo.Email) is not { } person)
            return BackToSignIn("refused", returnUrl);
        await signIn.SignInAsync(person, isPersistent: false);
        return TypedResults.LocalRedirect(AccountPaths.LocalOrHome(returnUrl));
    }

    // The unused form field is what makes the framework check the antiforgery token.
    private static async Task<RedirectHttpResult> SignOutAsync([FromForm] string? from, SignInManager<PortalUser> signIn)
    {
        _ = from;
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect(AccountPaths.SignIn);
    }

    private static RedirectHttpResult BackToSignIn(string problem, string? returnUrl) =>
        TypedResults.LocalRedirect(
            $"{AccountPaths.SignIn}?problem={problem}&{AccountPaths.ReturnUrl}={Uri.EscapeDataString(AccountPaths.LocalOrHome(returnUrl))}");
}
