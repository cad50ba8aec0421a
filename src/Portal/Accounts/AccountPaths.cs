namespace Portal.Accounts;

/// <summary>Addresses of the sign-in pages and the forms behind them.</summary>
public static class AccountPaths
{
    public const string SignIn = "/sign-in";
    public const string SignOut = "/account/sign-out";
    public const string Denied = "/access-denied";
    public const string PasswordSignIn = "/account/sign-in";
    public const string DemoSignIn = "/account/demo-sign-in";
    public const string ReturnUrl = "returnUrl";

    /// <summary>Only a path of this portal; anything else (another host, "//host", "/\host") becomes the first page.</summary>
    public static string LocalOrHome(string? wanted) =>
        wanted is ['/', ..] && !wanted.StartsWith("//", StringComparison.Ordinal) && !wanted.StartsWith("/\\", StringComparison.Ordinal)
            && !wanted.Any(char.IsControl)
            ? wanted
            : "/";
}
