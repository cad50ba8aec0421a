using Onboarding.Sites;

namespace LiveTraffic.Downtime;

/// <summary>One request of a caller that would rather wait than be refused: knows the site once the gateway has let it in.</summary>
public sealed class QueueTurn(Func<SiteId, bool> othersWait)
{
    /// <summary>Null while the caller was not let in; nothing of it is kept then.</summary>
    public SiteId? Site { get; private set; }

    /// <summary>True where others wait there already, so that this one goes behind them and does not knock.</summary>
    internal bool Enter(SiteId site)
    {
        Site = site;
        return othersWait(site);
    }
}
