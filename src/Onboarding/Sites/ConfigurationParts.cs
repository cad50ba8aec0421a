using System.Security.Cryptography;
using System.Text;
using EhrAdapters;
using EhrAdapters.Mapping;
using Onboarding.Lifecycle;

namespace Onboarding.Sites;

/// <summary>The parts of a site's configuration that can be edited on their own.</summary>
[Flags]
public enum ConfigurationParts
{
    None = 0,
    Connection = 1,
    Secrets = 2,
    Mapping = 4,
    Patients = 8,
    Load = 16,
    Thresholds = 32,
}

/// <summary>Which parts each stage's evidence was born of. From this alone follows what an edit kills.</summary>
public static class Fingerprints
{
    public static readonly string AdapterVersion =
        typeof(IEhrAdapter).Assembly.GetName().Version?.ToString(3) ?? "0";

    public static ConfigurationParts ReadBy(Stage stage) => stage switch
    {
        Stage.Configure => ConfigurationParts.Connection | ConfigurationParts.Secrets,
        Stage.TestConnection => ConfigurationParts.Connection | ConfigurationParts.Secrets,
        Stage.MapFields => ConfigurationParts.Connection | ConfigurationParts.Mapping,
        Stage.ValidatePatients => ConfigurationParts.Connection | ConfigurationParts.Mapping | ConfigurationParts.Patients | ConfigurationParts.Thresholds,
        Stage.LoadTest => ConfigurationParts.Connection | ConfigurationParts.Load | ConfigurationParts.Thresholds,
        Stage.GoLive => ConfigurationParts.Connection | ConfigurationParts.Mapping | ConfigurationParts.Patients | ConfigurationParts.Load,
    };

    /// <summary>The fingerprint that evidence of this stage is bound to, for the site as it is now.</summary>
    public static string Of(Stage stage, Site site)
    {
        var read = ReadBy(stage);
        var text = new StringBuilder(AdapterVersion);
        foreach (var part in Enum.GetValues<ConfigurationParts>().Where(part => part is not ConfigurationParts.None && read.HasFlag(part)))
            text.Append('\n').Append(part).Append('=').Append(Part(part, site));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    /// <summary>The parts in which two configurations of a site differ.</summary>
    public static ConfigurationParts Difference(SiteConfiguration before, SiteConfiguration after) =>
        (Text(before.Connection) == Text(after.Connection) ? 0 : ConfigurationParts.Connection)
        | (Key(before.Connection) == Key(after.Connection) ? 0 : ConfigurationParts.Secrets)
        | (Text(before.Mapping) == Text(after.Mapping) ? 0 : ConfigurationParts.Mapping)
        | (before.Load == after.Load ? 0 : ConfigurationParts.Load)
        | (before.Thresholds == after.Thresholds ? 0 : ConfigurationParts.Thresholds);

    private static string Part(ConfigurationParts part, Site site) => part switch
    {
        ConfigurationParts.Connection => Text(site.Configuration.Connection),
        ConfigurationParts.Secrets => $"{site.SecretsFingerprint} {Key(site.Connection)}",
        ConfigurationParts.Mapping => Text(site.Configuration.Mapping) + site.ContractMark,
        ConfigurationParts.Patients => site.PatientsFingerprint ?? "",
        ConfigurationParts.Load => Json.Write(site.Configuration.Load),
        ConfigurationParts.Thresholds => Json.Write(site.Configuration.Thresholds),
        ConfigurationParts.None => "",
    };

    // Which line of a form stands first changes nothing of what was proven, nor does which private place is open to us. Which key signs belongs to the secrets.
    private static string Text(Connection? connection) => connection is null ? "" : Json.Write(connection with
    {
        VendorOptions = Sorted(connection.VendorOptions),
        AllowPrivateNetwork = [],
        SignIn = connection.SignIn with { KeyId = null, Algorithm = "" },
    });

    private static string Key(Connection? connection) =>
        connection?.SignIn is { Method: SignInMethod.PrivateKeyJwt } signIn ? $"{signIn.KeyId} {signIn.Algorithm}" : "";

    private static string Text(FieldMap mapping) => Json.Write(mapping with
    {
        Fields = [.. mapping.Fields.OrderBy(field => field.FieldId, StringComparer.Ordinal).Select(field => field with { CodeMap = Sorted(field.CodeMap) })],
        CustomFields = [.. mapping.CustomFields.OrderBy(field => field.Id, StringComparer.Ordinal)],
    });

    private static SortedDictionary<string, string> Sorted(IReadOnlyDictionary<string, string> entries) =>
        new(entries.ToDictionary(), StringComparer.Ordinal);
}
