using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Components.Layout;
using Xunit;

namespace Portal.Tests.Layout;

public sealed class NavMenuTests : ControlContext
{
    private readonly FakeCounts _counts = new();
    private readonly BunitAuthorizationContext _authorization;

    public NavMenuTests()
    {
        Services.AddSingleton<INavCounts>(_counts);
        Services.AddSingleton<Microsoft.AspNetCore.Components.Forms.AntiforgeryStateProvider, NoToken>();
        _authorization = AddAuthorization();
    }

    [Fact]
    public void Entries_carry_their_counts_and_the_open_page_is_marked()
    {
        _counts.Now = new NavCounts(MySites: 6, Pipeline: 22);

        var menu = RenderFor("Juno Marrow", PortalRoles.CustomerSuccess);

        Assert.Equal("page", menu.One("link", "My sites 6").GetAttribute("aria-current"));
        Assert.Null(menu.One("link", "Pipeline 22").GetAttribute("aria-current"));
    }

    [Fact]
    public void Review_is_shown_only_to_those_who_may_review()
    {
        Assert.DoesNotContain(RenderFor("Juno Marrow", PortalRoles.CustomerSuccess).All("link"), link => link.GetAttribute("href") == "/review");
        Assert.Contains(RenderFor("Ember Quoin", PortalRoles.Engineer, PortalPolicies.Review).All("link"), link => link.GetAttribute("href") == "/review");
    }

    [Fact]
    public void Admin_is_shown_to_administrators_only()
    {
        Assert.DoesNotContain(RenderFor("Ember Quoin", PortalRoles.Engineer, PortalPolicies.Review).All("link"), link => link.GetAttribute("href")!.StartsWith("/admin", StringComparison.Ordinal));
        Assert.Equal("/admin/allowed-networks", RenderFor("Fable Orr", PortalRoles.Administrator, PortalPolicies.Administer).One("link", "Admin").GetAttribute("href"));
    }

    [Fact]
    public void Count_follows_what_happens_elsewhere()
    {
        _counts.Now = new NavCounts(MySites: 6);
        var menu = RenderFor("Juno Marrow", PortalRoles.CustomerSuccess);

        _counts.Now = new NavCounts(MySites: 7);
        menu.InvokeAsync(_counts.TellAsync);

        menu.WaitForAssertion(() => menu.One("link", "My sites 7"));
    }

    [Theory]
    [InlineData("/", "/", true)]
    [InlineData("/", "/sites/mercy-west/configure", true)]
    [InlineData("/", "/pipeline", false)]
    [InlineData("/pipeline", "/pipeline", true)]
    [InlineData("/pipeline", "/pipelines", false)]
    public void Place_covers_its_own_addresses(string place, string path, bool covered) =>
        Assert.Equal(covered, new NavPlace(place, "Place", "i-sites", Below: place == "/" ? "/sites" : null).IsAt(path));

    private IRenderedComponent<NavMenu> RenderFor(string name, string role, params string[] policies)
    {
        _authorization.SetAuthorized(name).SetRoles(role).SetPolicies(policies).SetClaims(new Claim(PortalPrincipal.DisplayNameClaim, name));
        return Render<NavMenu>();
    }

    private sealed class FakeCounts : INavCounts, IDisposable
    {
        private readonly List<Func<Task>> _listeners = [];

        public NavCounts Now { get; set; } = NavCounts.None;

        public Task<NavCounts> ReadAsync(ClaimsPrincipal person, CancellationToken cancellation) => Task.FromResult(Now);

        public IDisposable Subscribe(Func<Task> changed)
        {
            _listeners.Add(changed);
            return this;
        }

        public Task TellAsync() => Task.WhenAll(_listeners.Select(listener => listener()));

        public void Dispose() => _listeners.Clear();
    }

    private sealed class NoToken : Microsoft.AspNetCore.Components.Forms.AntiforgeryStateProvider
    {
        public override Microsoft.AspNetCore.Components.Forms.AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
