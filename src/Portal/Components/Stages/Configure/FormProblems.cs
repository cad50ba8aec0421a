using System.Text.RegularExpressions;
using EhrAdapters;
using EhrAdapters.Vendors;

namespace Portal.Components.Stages.Configure;

/// <summary>What can be said about the entries without asking anybody: empty, or not of the shape the vendor's profile gives.</summary>
public static class FormProblems
{
    public const string Vendor = "vendor", BaseUrl = "fhirBaseUrl", ClientId = "clientId", TokenUrl = "tokenUrl";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <summary>Field to sentence, only for fields where something is wrong.</summary>
    public static IReadOnlyDictionary<string, string> Of(ConnectionForm form, VendorProfile? profile)
    {
        var problems = new Dictionary<string, string>();
        if (profile is null)
        {
            problems[Vendor] = "Choose the hospital's EHR.";
            return problems;
        }

        Judge(profile.FhirBaseUrl, BaseUrl, form.BaseUrl);
        if (!problems.ContainsKey(BaseUrl) && ConnectionForm.Address(form.BaseUrl) is null)
            problems[BaseUrl] = "This is not a whole address. It starts with https:// and names the host.";
        if (form.Method is not SignInMethod.None)
            Judge(profile.ClientId, ClientId, form.ClientId);
        foreach (var option in profile.Options)
            Judge(option, option.Key, form.Options.GetValueOrDefault(option.Key) ?? "");
        if (form.TokenUrl.Length > 0 && ConnectionForm.Address(form.TokenUrl) is null)
            problems[TokenUrl] = "This is not a whole address. Leave it empty to use what the server publishes.";
        return problems;

        void Judge(ProfileField field, string key, string value)
        {
            value = value.Trim();
            if (value.Length == 0)
            {
                if (field.Required) problems[key] = $"{field.Label} is needed.";
            }
            else if (field.Pattern is { } pattern && !Regex.IsMatch(value, pattern, RegexOptions.None, Patience))
            {
                problems[key] = field.Example is { } example ? $"This does not look like one. Example: {example}" : "This does not look like one.";
            }
        }
    }

    /// <summary>The fields in which two states of the form differ.</summary>
    public static IEnumerable<string> Touched(ConnectionForm before, ConnectionForm after)
    {
        if (before.BaseUrl != after.BaseUrl) yield return BaseUrl;
        if (before.ClientId != after.ClientId) yield return ClientId;
        if (before.TokenUrl != after.TokenUrl) yield return TokenUrl;
        foreach (var key in after.Options.Keys.Where(key => before.Options.GetValueOrDefault(key) != after.Options[key]))
            yield return key;
    }
}
