using System.Security.Claims;

namespace Portal.Components.Layout;

/// <summary>The frame's seams where no page fills them: no counts, nothing found, no alerts.</summary>
public sealed class QuietFrame : INavCounts, ISiteFinder, IAlertFeed
{
    public Task<NavCounts> ReadAsync(ClaimsPrincipal person, CancellationToken cancellation) => Task.FromResult(NavCounts.None);

    public IDisposable Subscribe(Func<Task> changed) => Silence.Instance;

    public Task<IReadOnlyList<FoundSite>> FindAsync(string text, ClaimsPrincipal person, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<FoundSite>>([]);

    Task<IReadOnlyList<FrameAlert>> IAlertFeed.ReadAsync(ClaimsPrincipal person, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<FrameAlert>>([]);

    private sealed class Silence : IDisposable
    {
        public static readonly Silence Instance = new();

        public void Dispose()
        {
        }
    }
}
