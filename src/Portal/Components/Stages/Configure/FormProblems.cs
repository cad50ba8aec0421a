using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Vendors;

namespace Portal.Components.Stages.Configure;

/// <summary>What is said below one field.</summary>
/// <param name="Blocks">False for a guess that the person may overrule.</param>
/// <param name="Code">The finding's code; null where no finding says it.</param>
public sealed record FieldProblem(string Text, bool Blocks, string? Code = null);

/// <summary>The adapter library's lint, sorted to the fields of the form. No network call is made.</summary>
public static class FormProblems
{
    public const string Vendor = "vendor", BaseUrl = "fhirBaseUrl", ClientId = "clientId", TokenUrl = "tokenUrl", Scopes = "scopes", VpnHeartbeat = "vpnHeartbeat";

    /// <summary>Field to problem, only for fields where something is wrong.</summary>
    /// <param name="allowed">The private places that the site may reach now, in this form's environment.</param>
    public static IReadOnlyDictionary<string, FieldProblem> Of(ConnectionForm form, VendorProfile? profile, IReadOnlyList<string> allowed)
    {
        if (profile is null)
            return new Dictionary<string, FieldProblem> { [Vendor] = new("Choose the hospital's EHR.", true) };
        if (form.ToConnection() is not { } connection)
        {
            return new Dictionary<string, FieldProblem>
            {
                [BaseUrl] = new(form.BaseUrl.Length == 0 ? $"{profile.FhirBaseUrl.Label} is needed." : "This is not a whole address. It starts with https:// and names the host.", true),
            };
        }

        connection = connection with { AllowPrivateNetwork = allowed };
        var problems = new Dictionary<string, FieldProblem>();
        if (form.TokenUrl.Length > 0 && connection.SignIn.TokenUrl is null)
            problems[TokenUrl] = new("This is not a whole address. Leave it empty to use what the server publishes.", true);
        foreach (var finding in ConnectionLint.Check(connection, ConnectionSecrets.None, profile))
        {
            // A private address may be saved: the check then writes the letter, and an administrator sees which site asks.
            // Findings about the secret itself have no field here: what is stored cannot be read back.
            if (FieldOf(finding, profile) is { } field)
                problems.TryAdd(field, new(finding.Cause, finding.State is CheckState.Failed && finding.Code is not FindingCodes.CfgPrivateAddr, finding.Code));
        }

        return problems;
    }

    /// <summary>The fields in which two states of the form differ.</summary>
    public static IEnumerable<string> Touched(ConnectionForm before, ConnectionForm after)
    {
        if (before.BaseUrl != after.BaseUrl) yield return BaseUrl;
        if (before.ClientId != after.ClientId) yield return ClientId;
        if (before.TokenUrl != after.TokenUrl) yield return TokenUrl;
        if (before.Scopes != after.Scopes) yield return Scopes;
        if (before.VpnHeartbeat != after.VpnHeartbeat) yield return VpnHeartbeat;
        foreach (var key in after.Options.Keys.Where(key => before.Options.GetValueOrDefault(key) != after.Options[key]))
            yield return key;
    }

    private static string? FieldOf(Finding finding, VendorProfile profile)
    {
        if (finding.Code is FindingCodes.CfgUrlShape or FindingCodes.CfgPrivateAddr or FindingCodes.CfgEnvMix)
            return BaseUrl;
        var setting = finding.Evidence.FirstOrDefault(item => item.Name == "Setting")?.Value;
        return setting switch
        {
            null => null,
            "The token URL" => TokenUrl,
            "The list of scopes" => Scopes,
            "The VPN heartbeat" => VpnHeartbeat,
            _ when setting == profile.ClientId.Label => ClientId,
            _ => profile.Options.FirstOrDefault(option => option.Label == setting)?.Key,
        };
    }
}
