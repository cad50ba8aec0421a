using System.Security.Cryptography;
using EhrAdapters.Diagnosis.Ladder;
using EhrAdapters.SignIn;

namespace EhrAdapters.Diagnosis.Ourselves;

/// <summary>Our private key: readable, long enough, fit for the algorithm, and the other half of what we publish.</summary>
internal static class KeyPairCheck
{
    internal static SelfCheck Run(Climb climb, PublishedKeys published)
    {
        var signIn = climb.Connection.SignIn;
        if (SigningKeys.Check(climb.Secrets.PrivateKeyPem, signIn.Algorithm) is { } fault)
            return new() { Kind = SelfCheckKind.KeyPair, State = CheckState.Failed, Finding = fault, Evidence = fault.Evidence };
        using var key = SigningKeys.Read(climb.Secrets.PrivateKeyPem!)!;
        var own = PublicJwk.From(key, string.IsNullOrWhiteSpace(signIn.KeyId) ? null : signIn.KeyId);
        var measured = key is RSA ? $"RSA, {key.KeySize} bits" : "elliptic curve, P-384";
        List<EvidenceItem> evidence = [new("Key", measured), new("Key ID", own.KeyId), new("Algorithm", signIn.Algorithm), new("Public key thumbprint", own.Thumbprint)];
        if (published.Contradicts(own))
            return new()
            {
                Kind = SelfCheckKind.KeyPair,
                State = CheckState.Failed,
                Measured = measured,
                Finding = climb.Find(FindingCodes.SelfKeyMismatch, evidence, ("jwksUrl", published.Shown), ("keyId", own.KeyId)),
                Evidence = evidence,
            };
        return new()
        {
            Kind = SelfCheckKind.KeyPair,
            State = CheckState.Passed,
            Measured = measured,
            Evidence = evidence,
            Note = string.IsNullOrWhiteSpace(signIn.KeyId) ? "No key ID is set, so the thumbprint of the public key is used." : null,
        };
    }
}
