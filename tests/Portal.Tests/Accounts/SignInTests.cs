using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Xunit;

namespace Portal.Tests.Accounts;

public sealed class SignInTests(ProductionPortal portal) : IAsyncLifetime
{
    private const string Password = "quiet harbour 27";
    // A person for each test: one locks the account.
    private readonly string _email = $"pike.{Guid.CreateVersion7():N}@hospital.example";

    public async ValueTask InitializeAsync()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var person = new PortalUser { UserName = _email, Email = _email, EmailConfirmed = true, DisplayName = "Pike Rowan" };
        Assert.True((await users.CreateAsync(person, Password)).Succeeded);
        Assert.True((await users.AddToRoleAsync(person, PortalRoles.Engineer)).Succeeded);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Right_password_leads_to_the_wanted_page()
    {
        using var browser = portal.Browser();

        using var answer = await SignInAsync(browser, Password, "/sites/mercy-west");

        Assert.Equal("/sites/mercy-west", answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    public async Task Foreign_return_address_becomes_the_first_page(string wanted)
    {
        using var browser = portal.Browser();

        using var answer = await SignInAsync(browser, Password, wanted);

        Assert.Equal("/", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_even_the_right_one_out()
    {
        using var browser = portal.Browser();
        for (var attempt = 0; attempt < 5; attempt++) (await SignInAsync(browser, "wrong password", "/")).Dispose();

        using var answer = await SignInAsync(browser, Password, "/");

        Assert.Contains("problem=locked", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_person_and_wrong_password_read_the_same()
    {
        using var browser = portal.Browser();

        using var unknown = await browser.PostFormAsync(AccountPaths.PasswordSignIn, "/", ("email", "nobody@hospital.example"), ("password", Password));
        using var wrong = await SignInAsync(browser, "wrong password", "/");

        Assert.Equal(wrong.Headers.Location, unknown.Headers.Location);
    }

    [Fact]
    public async Task Form_without_its_token_is_refused()
    {
        using var browser = portal.Browser();
        using var form = new FormUrlEncodedContent([new("email", _email), new("password", Password)]);

        using var answer = await browser.PostAsync(AccountPaths.PasswordSignIn, form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Sign_out_ends_the_session()
    {
        using var browser = portal.Browser();
        (await SignInAsync(browser, Password, "/")).Dispose();
        using var before = await browser.GetAsync("/styleguide", TestContext.Current.CancellationToken);

        (await browser.PostFormAsync(AccountPaths.SignOut, null, ("from", "menu"))).Dispose();
        using var after = await browser.GetAsync("/styleguide", TestContext.Current.CancellationToken);

        Assert.NotEqual(HttpStatusCode.Redirect, before.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        Assert.StartsWith("/sign-in?returnUrl=", after.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> SignInAsync(HttpClient browser, string password, string returnUrl) =>
        browser.PostFormAsync(AccountPaths.PasswordSignIn, returnUrl, ("email", _email), ("password", password));
}
