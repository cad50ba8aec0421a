using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Portal.Accounts;

/// <summary>
/// <c>create-admin --email x --name "…"</c>: makes the first administrator where no demo accounts exist. Asks for the password
/// on standard input; an empty line makes one and prints it this once.
/// </summary>
public sealed class CreateAdmin(UserManager<PortalUser> users, TextReader input, TextWriter output)
{
    public const string Command = "create-admin";
    private const string Usage = "Usage: create-admin --email person@hospital.example --name \"First Last\"";

    public static async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        await using var scope = services.CreateAsyncScope();
        return await new CreateAdmin(scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>(), Console.In, Console.Out)
            .MakeAsync(args);
    }

    /// <summary>0 when made, 1 when an administrator exists or the account was refused, 2 for bad arguments.</summary>
    public async Task<int> MakeAsync(string[] args)
    {
        var email = ValueOf(args, "--email");
        var name = ValueOf(args, "--name");
        if (email is null || name is null) return await SayAsync(2, Usage);
        if ((await users.GetUsersInRoleAsync(PortalRoles.Administrator)).Count > 0)
            return await SayAsync(1, "An administrator exists already. Ask that person to add you.");

        await output.WriteAsync("Password (empty: one is made for you): ");
        var typed = await input.ReadLineAsync();
        var password = string.IsNullOrEmpty(typed) ? RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20) : typed;

        var person = new PortalUser { UserName = email, Email = email, EmailConfirmed = true, DisplayName = name };
        var made = await users.CreateAsync(person, password);
        if (made.Succeeded) made = await users.AddToRoleAsync(person, PortalRoles.Administrator);
        if (!made.Succeeded) return await SayAsync(1, string.Join(Environment.NewLine, made.Errors.Select(error => error.Description)));

        return await SayAsync(0, string.IsNullOrEmpty(typed)
            ? $"{name} is the administrator. Password, shown only now: {password}"
            : $"{name} is the administrator.");
    }

    private async Task<int> SayAsync(int exit, string message)
    {
        await output.WriteLineAsync(message);
        return exit;
    }

    private static string? ValueOf(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length && !string.IsNullOrWhiteSpace(args[at + 1]) ? args[at + 1].Trim() : null;
    }
}
