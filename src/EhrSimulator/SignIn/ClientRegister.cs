using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using EhrSimulator.Hospitals;

namespace EhrSimulator.SignIn;

/// <summary>A client that the hospital's staff registered and enabled.</summary>
internal sealed record RegisteredClient(string ClientId, string? Secret, string? JwksUrl, string? StaticJwks);

/// <summary>The clients that one hospital knows. Nobody is in it until the staff acts, but the client of the ready site file.</summary>
internal sealed class ClientRegister(HospitalProfile profile, Func<ReadyClient> ready)
{
    private readonly ConcurrentDictionary<string, RegisteredClient> clients = new(StringComparer.Ordinal);

    public RegisteredClient? Find(string? clientId)
    {
        if (clientId is null) return null;
        if (clientId == ReadyClient.IdFor(profile)) return ready().Registration;
        return clients.GetValueOrDefault(clientId);
    }

    /// <summary>Pressing the button twice keeps the secret and takes the newer key address.</summary>
    public RegisteredClient Register(string? clientId, string? jwksUrl, string? wantedSecret = null)
    {
        var id = string.IsNullOrWhiteSpace(clientId) ? NewId() : clientId.Trim();
        var keys = string.IsNullOrWhiteSpace(jwksUrl) ? null : jwksUrl.Trim();
        var secret = profile.SignInMethods.Any(m => m is SignInMethod.SecretBasic or SignInMethod.SecretPost) ? wantedSecret ?? NewSecret() : null;
        return clients.AddOrUpdate(id, new RegisteredClient(id, secret, keys, null), (_, known) => known with { JwksUrl = keys ?? known.JwksUrl });
    }

    public void Clear() => clients.Clear();

    public static bool SameSecret(string? known, string given) => known is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(known), Encoding.UTF8.GetBytes(given));

    public static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)).Replace('+', '-').Replace('/', '_');

    private static string NewId() => Guid.CreateVersion7().ToString();
}
