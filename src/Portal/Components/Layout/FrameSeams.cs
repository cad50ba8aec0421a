using System.Security.Claims;

namespace Portal.Components.Layout;

/// <summary>Figures beside the navigation; null shows none.</summary>
public sealed record NavCounts(int? MySites = null, int? Pipeline = null, int? Review = null, int? OpenAlerts = null)
{
    public static NavCounts None { get; } = new();
}

/// <summary>Counts for the navigation, read when the frame opens, on navigation and when <see cref="Subscribe"/> calls back.</summary>
public interface INavCounts
{
    Task<NavCounts> ReadAsync(ClaimsPrincipal person, CancellationToken cancellation);

    /// <summary>Calls back when a count may have changed; dispose to stop.</summary>
    IDisposable Subscribe(Func<Task> changed);
}

/// <summary>One answer of the Find box.</summary>
public sealed record FoundSite(string Name, string Detail, string Href);

/// <summary>Finds sites and runs that the person may see; an empty text gives the most recent ones.</summary>
public interface ISiteFinder
{
    Task<IReadOnlyList<FoundSite>> FindAsync(string text, ClaimsPrincipal person, CancellationToken cancellation);
}

/// <summary>One open alert, a line under the bell.</summary>
public sealed record FrameAlert(string Title, string Detail, string Href, DateTimeOffset RaisedAt);

/// <summary>Open alerts for the bell, newest first.</summary>
public interface IAlertFeed
{
    Task<IReadOnlyList<FrameAlert>> ReadAsync(ClaimsPrincipal person, CancellationToken cancellation);
}
