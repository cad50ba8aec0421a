using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest;

/// <summary>
/// Which kind of request comes next: by share, evenly interleaved and the same in every run. Asked in order. Sign-ins keep
/// their distance; a turn that comes too early for one goes to another kind.
/// </summary>
public sealed class TrafficOrder
{
    private readonly LoadKind[] kinds;
    private readonly int[] shares;
    private readonly int[] owed;
    private readonly int total;
    private readonly TimeSpan betweenSignIns;
    private TimeSpan nextSignIn;
    private bool signInsEnded;

    /// <param name="mix">The expected clinic day.</param>
    /// <param name="served">The kinds that the site can serve; the shares of the others go to these.</param>
    /// <param name="signInsPerMinute">The most that may be asked for.</param>
    /// <param name="firstSignIn">From when on: those of the preparation count as well.</param>
    public TrafficOrder(TrafficMix mix, IReadOnlyCollection<LoadKind> served, int signInsPerMinute, TimeSpan firstSignIn)
    {
        kinds = [.. served.Where(kind => ShareOf(mix, kind) > 0).Order()];
        if (!kinds.Any(kind => kind is not LoadKind.Token))
            kinds = [LoadKind.Read, .. kinds];
        shares = [.. kinds.Select(kind => Math.Max(1, ShareOf(mix, kind)))];
        owed = new int[kinds.Length];
        total = shares.Sum();
        betweenSignIns = TimeSpan.FromMinutes(1.0 / Math.Max(1, signInsPerMinute));
        nextSignIn = firstSignIn;
    }

    public static int ShareOf(TrafficMix mix, LoadKind kind) => kind switch
    {
        LoadKind.Read => mix.Reads,
        LoadKind.Search => mix.Searches,
        LoadKind.Records => mix.Records,
        LoadKind.Token => mix.Tokens,
    };

    /// <summary>The share that a kind really has, from 0 to 1, sign-ins at most.</summary>
    public double Share(LoadKind kind) => Array.IndexOf(kinds, kind) is >= 0 and var at ? shares[at] / (double)total : 0;

    /// <summary>No sign-in from now on: one was refused, and more could lock our client out.</summary>
    public void EndSignIns() => Volatile.Write(ref signInsEnded, true);

    public LoadKind Next(TimeSpan due)
    {
        for (var i = 0; i < kinds.Length; i++)
            owed[i] += shares[i];
        var next = Most(except: null);
        owed[next] -= total;
        if (kinds[next] is not LoadKind.Token)
            return kinds[next];
        if (due < nextSignIn || Volatile.Read(ref signInsEnded))
            return kinds[Most(except: LoadKind.Token)];
        nextSignIn = due + betweenSignIns;
        return LoadKind.Token;
    }

    private int Most(LoadKind? except)
    {
        var most = -1;
        for (var i = 0; i < kinds.Length; i++)
            if (kinds[i] != except && (most < 0 || owed[i] > owed[most]))
                most = i;
        return most;
    }
}
