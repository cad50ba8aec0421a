using System.Net;
using Portal.Accounts;
using Xunit;

namespace Portal.Tests.Security;

public sealed class ResponsesTests(ProductionPortal portal)
{
    [Fact]
    public async Task Page_allows_only_own_scripts_and_the_import_map_of_this_answer()
    {
        using var browser = portal.Browser();

        using var first = await browser.GetAsync(AccountPaths.SignIn, TestContext.Current.CancellationToken);
        using var second = await browser.GetAsync(AccountPaths.SignIn, TestContext.Current.CancellationToken);

        var policy = first.Headers.GetValues("Content-Security-Policy").Single();
        var nonce = policy.Split("'nonce-")[1].Split('\'')[0];
        var page = WebUtility.HtmlDecode(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("script-src 'self' 'nonce-", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains($"nonce=\"{nonce}\"", page, StringComparison.Ordinal);
        Assert.NotEqual(policy, second.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task Unknown_address_reads_as_a_page_for_people()
    {
        using var browser = portal.Browser();

        using var answer = await browser.GetAsync("/no/such/page", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is nothing at this address", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_api_address_stays_free_of_html()
    {
        using var browser = portal.Browser();

        using var answer = await browser.GetAsync("/api/v1/no-such-thing", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/access-denied", "not for your role")]
    [InlineData("/error", "Incident")]
    public async Task Status_page_answers_without_signing_in(string path, string words)
    {
        using var browser = portal.Browser();

        var page = await browser.GetStringAsync(path, TestContext.Current.CancellationToken);

        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.DoesNotContain("blazor.web", page.Split("</head>")[1], StringComparison.Ordinal);
    }
}
