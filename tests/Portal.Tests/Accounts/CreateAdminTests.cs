using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Xunit;

namespace Portal.Tests.Accounts;

public sealed class CreateAdminTests : IAsyncLifetime
{
    private static readonly string[] Arguments = ["create-admin", "--email", "ada.finch@hospital.example", "--name", "Ada Finch"];
    private readonly ProductionPortal _portal = new();
    private AsyncServiceScope _scope;

    private UserManager<PortalUser> Users => _scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();

    public ValueTask InitializeAsync()
    {
        _scope = _portal.Services.CreateAsyncScope();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Typed_password_makes_the_first_administrator()
    {
        var (exit, said) = await RunAsync("quiet harbour 27\n", Arguments);

        var person = await Users.FindByEmailAsync("ada.finch@hospital.example");
        Assert.Equal(0, exit);
        Assert.Equal([PortalRoles.Administrator], await Users.GetRolesAsync(person!));
        Assert.True(await Users.CheckPasswordAsync(person!, "quiet harbour 27"));
        Assert.DoesNotContain("quiet harbour", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_password_is_made_and_printed_once()
    {
        var (exit, said) = await RunAsync("\n", Arguments);

        var printed = said.Trim().Split(' ')[^1];
        var person = await Users.FindByEmailAsync("ada.finch@hospital.example");
        Assert.Equal(0, exit);
        Assert.True(await Users.CheckPasswordAsync(person!, printed));
    }

    [Fact]
    public async Task Second_administrator_is_refused()
    {
        await RunAsync("quiet harbour 27\n", Arguments);

        var (exit, said) = await RunAsync("quiet harbour 28\n", ["create-admin", "--email", "b@hospital.example", "--name", "B"]);

        Assert.Equal(1, exit);
        Assert.Contains("exists already", said, StringComparison.Ordinal);
        Assert.Null(await Users.FindByEmailAsync("b@hospital.example"));
    }

    [Fact]
    public async Task Short_password_is_refused_with_its_reason()
    {
        var (exit, said) = await RunAsync("short\n", Arguments);

        Assert.Equal(1, exit);
        Assert.Contains("12 characters", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create-admin")]
    [InlineData("create-admin", "--email", "a@hospital.example")]
    [InlineData("create-admin", "--email", "a@hospital.example", "--name")]
    public async Task Missing_argument_shows_the_usage(params string[] arguments)
    {
        var (exit, said) = await RunAsync("", arguments);

        Assert.Equal(2, exit);
        Assert.Contains("Usage", said, StringComparison.Ordinal);
    }

    private async Task<(int Exit, string Said)> RunAsync(string typed, string[] arguments)
    {
        using var output = new StringWriter();
        using var input = new StringReader(typed);
        return (await new CreateAdmin(Users, input, output).MakeAsync(arguments), output.ToString());
    }
}
