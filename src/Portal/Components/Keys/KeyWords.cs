using EhrAdapters.Diagnosis;
using Onboarding.Secrets.Authorities;
using Onboarding.Secrets.Certificates;
using Onboarding.Secrets.Keys;

namespace Portal.Components.Keys;

/// <summary>The states of keys, certificates and authorities as people read them.</summary>
public static class KeyWords
{
    public static string Word(this KeyState state) => state switch
    {
        KeyState.Next => "Next, published",
        KeyState.Active => "Signs now",
        KeyState.Retiring => "Old, still published",
        KeyState.Retired => "Retired",
    };

    public static CheckState Sign(this KeyState state) => state switch
    {
        KeyState.Active => CheckState.Passed,
        KeyState.Next => CheckState.NotReached,
        KeyState.Retiring or KeyState.Retired => CheckState.NotApplicable,
    };

    public static string Word(this CertificateOrigin origin) => origin switch
    {
        CertificateOrigin.SelfSigned => "made here, signed by itself",
        CertificateOrigin.SignedRequest => "requested here, signed elsewhere",
        CertificateOrigin.Imported => "brought along",
    };

    public static string Word(this AuthorityState state) => state switch
    {
        AuthorityState.Proposed => "Waits for a second person",
        AuthorityState.Approved => "Trusted",
        AuthorityState.Expired => "Expired",
        AuthorityState.Revoked => "Revoked",
    };

    public static CheckState Sign(this AuthorityState state) => state switch
    {
        AuthorityState.Proposed => CheckState.CouldNotAssess,
        AuthorityState.Approved => CheckState.Passed,
        AuthorityState.Expired => CheckState.Failed,
        AuthorityState.Revoked => CheckState.NotApplicable,
    };

    /// <summary>The name in a distinguished name that people use; all of it where there is none.</summary>
    public static string CommonName(string distinguished) =>
        distinguished.Split(',').Select(part => part.Trim()).FirstOrDefault(part => part.StartsWith("CN=", StringComparison.Ordinal)) is { } name
            ? name["CN=".Length..].Trim('"')
            : distinguished;
}
