using EhrAdapters;
using Onboarding;
using Onboarding.Secrets.Authorities;
using Onboarding.Secrets.Certificates;
using Onboarding.Secrets.Keys;
using Onboarding.Sites;

namespace Portal.Components.Keys;

/// <summary>Which part of the page holds the one next step for the person who looks.</summary>
public enum KeysStep
{
    None,
    KeyPairs,
    Certificate,
    Authorities,
}

public static class KeysSteps
{
    public static KeysStep Of(Site site, Actor me, KeyRing ring, CertificateView certificate, IReadOnlyList<TrustedAuthority> authorities, DateTimeOffset now)
    {
        var signsWithKeys = site.Connection?.SignIn.Method is null or SignInMethod.PrivateKeyJwt;
        return authorities.Any(row => row.State(now) is AuthorityState.Proposed && TrustedAuthorities.NotApprover(row, me) is null) ? KeysStep.Authorities
            : ring is { Active: null, Next: null } && signsWithKeys ? KeysStep.KeyPairs
            : ring.Next is not null && ring.NextReadyAt <= now ? KeysStep.KeyPairs
            : certificate.Requested is not null ? KeysStep.Certificate
            : ring is { Next: null, Active: { } active } && active.IsOld(now) ? KeysStep.KeyPairs
            : KeysStep.None;
    }
}
