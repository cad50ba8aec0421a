using EhrAdapters.SignIn;

namespace Onboarding.Secrets.Keys;

/// <summary>Which algorithm a key that somebody brings is for; the key itself decides.</summary>
public static class KeyAlgorithm
{
    /// <summary>The algorithm that the key fits, or the one whose refusal says most.</summary>
    public static string Of(string pem) =>
        SigningKeys.Check(pem, SigningKeys.Es384) is { } curve && (SigningKeys.Check(pem, SigningKeys.Rs384) is null || IsRsa(curve.Evidence))
            ? SigningKeys.Rs384
            : SigningKeys.Es384;

    private static bool IsRsa(IReadOnlyList<EhrAdapters.Diagnosis.EvidenceItem> evidence) =>
        evidence.Any(item => item.Value.StartsWith("RSA", StringComparison.Ordinal));
}
