using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.HospitalLinks;
using Onboarding.Persistence;
using Onboarding.Sites;
using Xunit;

namespace Portal.Tests.HospitalLinks;

public sealed class LinkPageTests(LinkPortal portal) : IClassFixture<LinkPortal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Opening_shows_what_it_is_about_keeps_the_address_private_and_does_nothing()
    {
        var (path, subject) = await portal.LinkAsync();
        using var browser = portal.Browser();

        using var answer = await browser.GetAsync(path, Stop);
        var page = await answer.Content.ReadAsStringAsync(Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("This is a test of the alert", page, StringComparison.Ordinal);
        Assert.Contains("Ida Fenn, interface analyst", page, StringComparison.Ordinal);
        Assert.DoesNotContain("blazor.web", page.Split("</head>")[1], StringComparison.Ordinal);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, portal.Action.DoneFor(subject));
    }

    [Fact]
    public async Task Button_acts_and_shows_what_happened()
    {
        var (path, subject) = await portal.LinkAsync();
        using var browser = portal.Browser();

        using var answer = await PressAsync(browser, path);
        var page = await browser.GetStringAsync(answer.Headers.Location!.ToString(), Stop);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(1, portal.Action.DoneFor(subject));
        Assert.Contains("Acknowledged at 14:05", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_without_our_pages_token_does_nothing()
    {
        var (path, subject) = await portal.LinkAsync();
        using var browser = portal.Browser();
        using var form = new FormUrlEncodedContent([]);

        using var answer = await browser.PostAsync($"{path}/do", form, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, portal.Action.DoneFor(subject));
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Post_from_a_foreign_page_does_nothing(string header, string value)
    {
        var (path, subject) = await portal.LinkAsync();
        using var browser = portal.Browser();

        using var answer = await PressAsync(browser, path, (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(0, portal.Action.DoneFor(subject));
    }

    [Fact]
    public async Task Browser_that_hides_our_origin_because_of_our_own_policy_may_post()
    {
        var (path, subject) = await portal.LinkAsync();
        using var browser = portal.Browser();

        using var answer = await PressAsync(browser, path, ("Origin", "null"), ("Sec-Fetch-Site", "same-origin"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(1, portal.Action.DoneFor(subject));
    }

    [Fact]
    public async Task Wrong_link_says_so_without_a_button()
    {
        using var browser = portal.Browser();

        using var answer = await browser.GetAsync(LinkDesk.PathOf(new string('A', 43)), Stop);
        var page = await answer.Content.ReadAsStringAsync(Stop);

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Contains("This link does not work", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lapsed_link_says_so_and_its_post_does_nothing()
    {
        var (path, subject) = await portal.LinkAsync(lapsed: true);
        var (living, _) = await portal.LinkAsync();
        using var browser = portal.Browser();

        using var opened = await browser.GetAsync(path, Stop);
        using var pressed = await PressAsync(browser, path, tokenOf: living);

        Assert.Equal(HttpStatusCode.Gone, opened.StatusCode);
        Assert.Contains("This link has lapsed", await opened.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.EndsWith("?problem=link-lapsed", pressed.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, portal.Action.DoneFor(subject));
    }

    private static Task<HttpResponseMessage> PressAsync(HttpClient browser, string path, params (string Name, string Value)[] headers) => PressAsync(browser, path, path, headers);

    private static async Task<HttpResponseMessage> PressAsync(HttpClient browser, string path, string tokenOf, params (string Name, string Value)[] headers)
    {
        var page = await browser.GetStringAsync(tokenOf, Stop);
        var token = new HtmlParser().ParseDocument(page).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}/do") { Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]) };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await browser.SendAsync(request, Stop);
    }
}

/// <summary>Asks more often than a person does, so it has a portal of its own.</summary>
public sealed class LinkLimitTests(LinkPortal portal) : IClassFixture<LinkPortal>
{
    [Fact]
    public async Task Somebody_who_tries_many_links_is_slowed_down_in_words()
    {
        using var browser = portal.Browser();
        var answers = new List<HttpStatusCode>();
        var last = "";
        for (var tried = 0; tried < 61; tried++)
        {
            using var answer = await browser.GetAsync(LinkDesk.PathOf($"guess-{tried}"), TestContext.Current.CancellationToken);
            answers.Add(answer.StatusCode);
            last = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(HttpStatusCode.Gone, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.StartsWith("Too many requests", last, StringComparison.Ordinal);
    }
}

/// <summary>A portal with one more thing that a hospital may do.</summary>
public sealed class LinkPortal() : PortalHost("Production")
{
    public CountingAction Action { get; } = new();

    public async Task<(string Path, Guid Subject)> LinkAsync(bool lapsed = false)
    {
        var site = await Services.GetRequiredService<SiteService>().CreateAsync(
            $"Mercy {Guid.NewGuid():N}", "America/Chicago", null, new("u1", "Juno Marrow", Roles.CustomerSuccess), TestContext.Current.CancellationToken);
        await using var db = await Services.GetRequiredService<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync();
        var (subject, now) = (Guid.NewGuid(), Services.GetRequiredService<TimeProvider>().GetUtcNow());
        var made = Services.GetRequiredService<LinkDesk>().Make(db, site.Value!.Id, CountingAction.Word, subject, "Ida Fenn, interface analyst", lapsed ? now : now.AddHours(1)).Value!;
        await db.SaveChangesAsync();
        return (made.Address.AbsolutePath, subject);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Onboarding:PublicBaseUrl", "http://localhost");
        builder.ConfigureServices(services => services.AddSingleton<IHospitalAction>(Action));
    }
}

public sealed class CountingAction : IHospitalAction
{
    public const string Word = "count";

    private readonly System.Collections.Concurrent.ConcurrentDictionary<Guid, int> done = [];

    public string Purpose => Word;

    public bool Once => true;

    public int DoneFor(Guid subject) => done.GetValueOrDefault(subject);

    public Task<HospitalPage?> ShowAsync(HospitalLink link, CancellationToken cancellationToken) => Task.FromResult<HospitalPage?>(DoneFor(link.SubjectId) > 0
        ? new("Test alert", "This is a test of the alert.", [], null, "Acknowledged at 14:05.")
        : new("Test alert", "This is a test of the alert.", [new("Sent", "14:00")], "Acknowledge the test alert"));

    public Task<Result<string>> DoAsync(HospitalLink link, CancellationToken cancellationToken)
    {
        done.AddOrUpdate(link.SubjectId, 1, (_, before) => before + 1);
        return Task.FromResult<Result<string>>("Acknowledged at 14:05.");
    }
}
