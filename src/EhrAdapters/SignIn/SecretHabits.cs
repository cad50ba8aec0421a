using System.Collections.Concurrent;

namespace EhrAdapters.SignIn;

/// <summary>
/// Remembers which servers compare the raw secret, so that each new adapter does not begin with a refused request: servers count
/// those towards a lock.
/// </summary>
internal sealed class SecretHabits
{
    private readonly ConcurrentDictionary<SignInClient, bool> raw = new();

    public bool WantsRaw(SignInClient client) => raw.GetValueOrDefault(client);

    public void Learn(SignInClient client, bool wantsRaw) => raw[client] = wantsRaw;
}
