using System.Text.RegularExpressions;
using EhrAdapters.SignIn;
using EhrAdapters.Vendors;

namespace EhrAdapters.Diagnosis;

/// <summary>Finds what is wrong with a connection's settings before any network call; fields in the order of the form.</summary>
public static class ConnectionLint
{
    /// <summary>Every fault, the address first. Warnings are guesses that a person may overrule; empty means nothing was found.</summary>
    public static IReadOnlyList<Finding> Check(Connection connection, ConnectionSecrets secrets, VendorProfile profile)
    {
        if (AddressLint.Shape(connection, profile) is { } shape)
            return [shape];
        return
        [
            .. new[] { AddressLint.Private(connection), AddressLint.Look(connection, profile), AddressLint.Environment(connection), Method(connection, profile), ClientId(connection, profile) }
                .Concat(Proof(connection, secrets, profile))
                .Concat(profile.Options.Select(option => Option(option, connection.Option(option.Key))))
                .Append(TokenUrl(connection))
                .Append(Scopes(connection))
                .Append(Heartbeat(connection))
                .OfType<Finding>(),
        ];
    }

    private static Finding? Method(Connection connection, VendorProfile profile) =>
        profile.SignInMethods.Contains(connection.SignIn.Method) ? null
            : Setting("The sign-in method", $"{profile.Name} is reached by {string.Join(" or ", profile.SignInMethods.Select(Words))}, not by {Words(connection.SignIn.Method)}");

    private static Finding? ClientId(Connection connection, VendorProfile profile)
    {
        if (connection.SignIn.Method is SignInMethod.None)
            return null;
        var clientId = connection.SignIn.ClientId;
        if (string.IsNullOrWhiteSpace(clientId))
            return Missing(profile.ClientId.Label);
        return clientId != clientId.Trim() || !Fits(profile.ClientId.Pattern, clientId)
            ? Setting(profile.ClientId.Label, "it holds spaces or characters that no client ID of this vendor has")
            : null;
    }

    private static IEnumerable<Finding?> Proof(Connection connection, ConnectionSecrets secrets, VendorProfile profile) => connection.SignIn.Method switch
    {
        SignInMethod.PrivateKeyJwt =>
        [
            profile.Algorithms.Contains(connection.SignIn.Algorithm) ? null
                : Setting("The signing algorithm", $"{profile.Name} accepts {string.Join(" or ", profile.Algorithms)}"),
            Untouched("The key ID", connection.SignIn.KeyId),
            Untouched("The audience", connection.SignIn.Audience),
            SigningKeys.Check(secrets.PrivateKeyPem, connection.SignIn.Algorithm),
        ],
        SignInMethod.ClientSecretBasic or SignInMethod.ClientSecretPost => [Secret(secrets.ClientSecret)],
        SignInMethod.None => [],
    };

    private static Finding? Secret(string? secret)
    {
        if (string.IsNullOrWhiteSpace(secret))
            return Missing("Client secret");
        return secret != secret.Trim() ? Setting("The client secret", "it begins or ends with a space, which pasting often adds") : null;
    }

    // Pasting adds spaces that nobody sees, and the EHR then knows no such key.
    private static Finding? Untouched(string setting, string? value) =>
        string.IsNullOrWhiteSpace(value) || !value.Any(char.IsWhiteSpace) ? null : Setting(setting, "it holds spaces, which pasting often adds");

    private static Finding? Option(ProfileField option, string? value)
    {
        if (value is null)
            return option.Required ? Missing(option.Label) : null;
        return Fits(option.Pattern, value) ? null
            : Setting(option.Label, option.Example is null ? "its form is not the one this vendor uses" : $"it should look like {option.Example}");
    }

    private static Finding? TokenUrl(Connection connection)
    {
        if (connection.SignIn.TokenUrl is not { } url || connection.SignIn.Method is SignInMethod.None)
            return null;
        var open = connection.Environment is EhrEnvironment.Simulator && url is { IsAbsoluteUri: true, Scheme: "http" };
        return url is { IsAbsoluteUri: true, Scheme: "https" } || open ? null : Setting("The token URL", "it must be a whole https address");
    }

    private static Finding? Scopes(Connection connection)
    {
        if (connection.SignIn.Method is SignInMethod.None)
            return null;
        if (connection.SignIn.Scopes.FirstOrDefault(scope => scope.Length == 0 || scope.Any(letter => char.IsWhiteSpace(letter) || letter is ',' or ';' or '"')) is { } joined)
            return Setting("The list of scopes", $"“{joined}” holds a comma, a space or a quotation mark; each scope stands alone");
        if (connection.SignIn.Scopes.FirstOrDefault(scope => scope.StartsWith("patient/", StringComparison.Ordinal) || scope.StartsWith("user/", StringComparison.Ordinal)) is not { } personal)
            return null;
        return Setting("The list of scopes", $"{personal} belongs to sign-in by a person; a program without a user asks for scopes that begin with system/") with { State = CheckState.Warning };
    }

    private static Finding? Heartbeat(Connection connection) =>
        connection.VpnHeartbeat is { } place && Ladder.VpnHeartbeat.Place(place) is null
            ? Setting("The VPN heartbeat", "it should be an address with a port, such as 10.20.0.1:443") : null;

    private static Finding Missing(string setting) =>
        FindingCatalog.Create(FindingCodes.CfgMissing, [new("Setting", setting)], new Dictionary<string, string> { ["setting"] = setting });

    private static Finding Setting(string setting, string problem) =>
        FindingCatalog.Create(FindingCodes.CfgOption, [new("Setting", setting)], new Dictionary<string, string> { ["setting"] = setting, ["problem"] = problem });

    internal static bool Fits(string? pattern, string value) =>
        pattern is null || Regex.IsMatch(value, pattern, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(200));

    private static string Words(SignInMethod method) => method switch
    {
        SignInMethod.None => "an open server without sign-in",
        SignInMethod.PrivateKeyJwt => "a key pair",
        SignInMethod.ClientSecretBasic => "a client secret in the header",
        SignInMethod.ClientSecretPost => "a client secret in the form",
    };
}
