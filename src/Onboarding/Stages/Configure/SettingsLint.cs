using System.Text.RegularExpressions;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using EhrAdapters.Vendors;

namespace Onboarding.Stages.Configure;

internal enum SettingsGroup
{
    Address,
    SignIn,
    VendorOptions,
}

internal sealed record SettingsFinding(SettingsGroup Group, Finding Finding);

/// <summary>What can be said of settings before any call, by the form's parts.</summary>
internal static class SettingsLint
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(200);

    internal static IReadOnlyList<SettingsFinding> Of(Connection connection, ConnectionSecrets secrets, VendorProfile? profile) =>
        profile is null
            ? [new(SettingsGroup.Address, Option("The EHR vendor", "no vendor of that name is known"))]
            :
            [
                .. Field(profile.FhirBaseUrl, connection.FhirBaseUrl.OriginalString).Select(finding => new SettingsFinding(SettingsGroup.Address, finding)),
                .. SignIn(connection.SignIn, secrets, profile).Select(finding => new SettingsFinding(SettingsGroup.SignIn, finding)),
                .. profile.Options.SelectMany(option => Field(option, connection.Option(option.Key))).Select(finding => new SettingsFinding(SettingsGroup.VendorOptions, finding)),
            ];

    private static IEnumerable<Finding> SignIn(SignInSettings signIn, ConnectionSecrets secrets, VendorProfile profile)
    {
        if (signIn.Method is SignInMethod.None)
            return [];
        IEnumerable<Finding> client = Field(profile.ClientId with { Required = true }, signIn.ClientId);
        return signIn.Method is SignInMethod.PrivateKeyJwt
            ? SigningKeys.Check(secrets.PrivateKeyPem, signIn.Algorithm) is { } weak ? client.Append(weak) : client
            : string.IsNullOrWhiteSpace(secrets.ClientSecret) ? client.Append(Missing("The client secret")) : client;
    }

    private static IEnumerable<Finding> Field(ProfileField field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return field.Required ? [Missing(field.Label)] : [];
        return field.Pattern is { } pattern && !Regex.IsMatch(value.Trim(), pattern, RegexOptions.None, PatternTimeout)
            ? [Option(field.Label, "it does not look like one; see the help beside the field")]
            : [];
    }

    private static Finding Missing(string setting) =>
        FindingCatalog.Create(FindingCodes.CfgMissing, words: new Dictionary<string, string> { ["setting"] = setting });

    private static Finding Option(string setting, string problem) =>
        FindingCatalog.Create(FindingCodes.CfgOption, words: new Dictionary<string, string> { ["setting"] = setting, ["problem"] = problem });
}
