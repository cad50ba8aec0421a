using System.Net;
using Xunit;

namespace Portal.Tests.Security;

public sealed class ForeignOriginTests(ProductionPortal portal)
{
    [Theory]
    [InlineData("https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:8080", HttpStatusCode.Forbidden)]
    [InlineData("https://localhost", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task Circuit_refuses_a_page_of_another_origin(string origin, HttpStatusCode expected)
    {
        Assert.Equal(expected, await NegotiateAsync(origin));
    }

    [Fact]
    public async Task Circuit_answers_a_page_of_its_own()
    {
        Assert.NotEqual(HttpStatusCode.Forbidden, await NegotiateAsync("http://localhost"));
    }

    private async Task<HttpStatusCode> NegotiateAsync(string origin)
    {
        using var browser = portal.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", origin);
        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
