using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace EhrAdapters.SignIn;

/// <summary>A fingerprint of what a client proves itself with, to notice that it changed. Neither the key nor the secret can be told from it.</summary>
internal static class SignInProof
{
    // Slow on purpose: a fingerprint that is stored must not help to guess a secret.
    private const int Rounds = 100_000;
    private const int Bytes = 18;

    /// <summary>The fingerprint for a key: its thumbprint with whatever else the assertion says of us.</summary>
    public static string OfKey(string thumbprint, SignInSettings settings) =>
        Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', thumbprint, settings.KeyId, settings.Algorithm, settings.Audience)))[..Bytes]);

    /// <summary>The fingerprint for a secret, salted with the client ID and the way it is sent.</summary>
    public static string OfSecret(string secret, SignInSettings settings) =>
        Base64UrlEncoder.Encode(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{settings.Method}\n{settings.ClientId}"), Rounds, HashAlgorithmName.SHA256, Bytes));
}
