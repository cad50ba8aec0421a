namespace Onboarding.Secrets.Certificates;

/// <summary>Every way a client certificate is refused: what happened and what to do.</summary>
public static class CertificateRefusals
{
    public static readonly Refusal Unreadable = new(
        "certificate-unreadable", "That is not a certificate in PEM form. It begins with -----BEGIN CERTIFICATE-----; ask for that form or bring a PKCS#12 file.");

    public static readonly Refusal NoKey = new(
        "certificate-no-key", "The private key is missing. Bring the certificate together with its key, or let the portal make a request that the hospital signs.");

    public static readonly Refusal LockedKey = new("certificate-locked", "The private key is locked with another password. Type the password that the file was made with.");

    public static readonly Refusal LockedFile = new("certificate-file-locked", "The file cannot be opened: the password is not right, or it is not a PKCS#12 file (.p12 or .pfx).");

    public static readonly Refusal OtherKey = new("certificate-other-key", "The certificate and the private key do not belong together. Bring the pair that was made together.");

    public static readonly Refusal NotRequested = new(
        "certificate-not-requested", "There is no request that this certificate could answer. Make a request first, or bring the certificate with its key.");

    public static readonly Refusal OtherRequest = new(
        "certificate-other-request", "The certificate was not signed for this request: it holds another public key. Send the request that is shown here once more.");

    public static readonly Refusal NoClientAuth = new(
        "certificate-no-client-auth", "The certificate is not for clients: its extended key usage leaves out client authentication. Ask for one with clientAuth.");

    public static readonly Refusal KeyInside = new(
        "certificate-key-inside", "The text holds a private key, and the key of this request never leaves the portal. Paste only the signed certificate.");

    public static readonly Refusal None = new("certificate-none", "There is no client certificate to remove. Load the page again to see how things stand.");

    public static Refusal Weak(int bits) => new("certificate-weak", $"The certificate's key has only {bits} bits. Ask for one of at least 2048 bits.");

    public static Refusal Expired(DateTimeOffset on) => new("certificate-expired", $"The certificate expired on {on:d MMM yyyy}. Ask for a new one.");

    public static Refusal NotYetValid(DateTimeOffset from) => new("certificate-not-yet", $"The certificate is valid only from {from:d MMM yyyy} on. Bring it then, or ask for one that is valid now.");
}
