using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Xunit;

namespace Portal.Tests.Accounts;

public sealed class DemoAccountsTests(ProductionPortal production, DevelopmentPortal development)
{
    [Fact]
    public async Task Production_has_no_demo_accounts_and_no_door_for_them()
    {
        using var browser = production.Browser();

        var page = await browser.GetStringAsync(AccountPaths.SignIn, TestContext.Current.CancellationToken);
        using var tried = await browser.SignInAsAsync("fable.orr");

        await using var scope = production.Services.CreateAsyncScope();
        var emails = DemoAccounts.All.Select(demo => demo.Email).ToList();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        Assert.False(await users.Users.AnyAsync(person => emails.Contains(person.Email!), TestContext.Current.CancellationToken));
        Assert.DoesNotContain("Fable Orr", page, StringComparison.Ordinal);
        Assert.True(tried.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, "no such form is mapped");
        Assert.DoesNotContain(tried.Headers, header => header.Key == "Set-Cookie");
    }

    [Theory]
    [InlineData("juno.marrow", PortalRoles.CustomerSuccess)]
    [InlineData("wren.tolland", PortalRoles.CustomerSuccess)]
    [InlineData("ember.quoin", PortalRoles.Engineer)]
    [InlineData("alder.crane", PortalRoles.Manager)]
    [InlineData("fable.orr", PortalRoles.Administrator)]
    public async Task Development_has_each_demo_account_in_its_role(string account, string role)
    {
        using var browser = development.Browser();

        using var signedIn = await browser.SignInAsAsync(account, "/styleguide");
        using var page = await browser.GetAsync("/styleguide", TestContext.Current.CancellationToken);

        await using var scope = development.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var person = await users.FindByEmailAsync($"{account}@portal.example");
        Assert.Equal([role], await users.GetRolesAsync(person!));
        Assert.Equal("/styleguide", signedIn.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Demo_account_has_no_password_to_guess()
    {
        using var browser = development.Browser();

        using var tried = await browser.PostFormAsync(AccountPaths.PasswordSignIn, "/", ("email", "juno.marrow@portal.example"), ("password", ""));

        Assert.Contains("problem=refused", tried.Headers.Location?.ToString(), StringComparison.Ordinal);
    }
}
