using System.Net;
using System.Text.RegularExpressions;
using EhrSimulator.Tests.Support;
using Xunit;

namespace EhrSimulator.Tests.Staff;

public sealed partial class StaffPageTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    [Fact]
    public async Task Browser_gets_a_page_with_all_hospitals()
    {
        var page = await HtmlAsync("/hospitals");

        Assert.Contains("Quillhaven Regional", page, StringComparison.Ordinal);
        Assert.Equal(15, LinkToHospital().Count(page));
    }

    [Fact]
    public async Task Page_waits_until_the_staff_acts_and_then_shows_what_comes_back()
    {
        var before = await HtmlAsync("/hospitals/juniper-basin?clientId=our-client");
        Assert.Contains("value=\"our-client\"", before, StringComparison.Ordinal);
        Assert.Contains("has not registered this client yet", before, StringComparison.Ordinal);

        using var pressed = await simulator.Http.PostAsync("/hospitals/juniper-basin/staff",
            new FormUrlEncodedContent(new Dictionary<string, string> { ["clientId"] = "our-client", ["jwksUrl"] = "", ["keyId"] = "" }), RunningSimulator.Cancel);
        Assert.Equal(HttpStatusCode.Redirect, pressed.StatusCode);
        var after = await HtmlAsync(pressed.Headers.Location!.ToString());

        var secret = Field(after, "Client secret");
        Assert.Equal("our-client", Field(after, "Client ID"));
        Assert.Equal(10, Field(after, "Test patient MRNs").Split('\n').Length);
        Assert.Equal(10, Field(after, "Test patient FHIR IDs").Split('\n').Length);
        using var token = await HospitalClient.PostTokenAsync(simulator, await TokenUrlAsync("juniper-basin"),
            new() { ["grant_type"] = "client_credentials", ["scope"] = "system/Patient.rs" }, $"our-client:{secret}");
        Assert.Equal(HttpStatusCode.OK, token.StatusCode);
    }

    [Fact]
    public async Task Pressing_twice_keeps_the_secret()
    {
        var first = await StaffDesk.RegisterAsync(simulator, "lakemere", "twice", null);
        var second = await StaffDesk.RegisterAsync(simulator, "lakemere", "twice", null);

        Assert.Equal((string?)first["clientSecret"], (string?)second["clientSecret"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not an address")]
    [InlineData("ftp://keys.example/jwks")]
    public async Task Hospital_that_verifies_signatures_asks_for_the_key_address(string? jwksUrl)
    {
        var answer = await StaffDesk.RegisterAsync(simulator, "quillhaven", "ours", jwksUrl);

        Assert.Contains("JWKS URL", (string?)answer["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_is_shown_as_text()
    {
        var page = await HtmlAsync("/hospitals/quillhaven?clientId=" + Uri.EscapeDataString("\"><script>alert(1)</script>"));

        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dials_form_sets_and_resets()
    {
        using var set = await simulator.Http.PostAsync("/hospitals/copper-ridge/dials", new FormUrlEncodedContent(
        [
            new("latencyMs", "40"), new("stallSeconds", "2"), new("stallEverySeconds", "10"), new("errorRate", "0.1"), new("outage", "on"), new("faults", "smart-404"), new("faults", "token-503"),
        ]), RunningSimulator.Cancel);
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        var dials = await simulator.JsonAsync("/hospitals/copper-ridge/dials");
        Assert.Equal(40, (int)dials["latencyMs"]!);
        Assert.Equal((2, 10), ((int)dials["stallSeconds"]!, (int)dials["stallEverySeconds"]!));
        Assert.True((bool)dials["outage"]!);
        Assert.Equal(2, dials["faults"]!.AsArray().Count);
        Assert.Matches("value=\"smart-404\" checked", await HtmlAsync("/hospitals/copper-ridge"));

        using var bad = await simulator.Http.PostAsync("/hospitals/copper-ridge/dials", new FormUrlEncodedContent([new("errorRate", "much")]), RunningSimulator.Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);

        using var reset = await simulator.Http.PostAsync("/hospitals/copper-ridge/reset", new FormUrlEncodedContent([new("reset", "yes")]), RunningSimulator.Cancel);
        Assert.Equal(HttpStatusCode.Redirect, reset.StatusCode);
        Assert.False((bool)(await simulator.JsonAsync("/hospitals/copper-ridge/dials"))["outage"]!);
    }

    [Fact]
    public async Task Faults_are_grouped_by_the_level_at_which_they_show()
    {
        var page = await HtmlAsync("/hospitals/copper-ridge");

        Assert.Equal(
            ["The web server, before FHIR", "What the server says of itself", "Where to sign in", "Signing in", "Reading and searching", "What is in the records"],
            Legend().Matches(page).Select(match => match.Groups[1].Value));
        var signingIn = page[page.IndexOf("<legend>Signing in", StringComparison.Ordinal)..page.IndexOf("<legend>Reading", StringComparison.Ordinal)];
        Assert.Contains("value=\"invalid-client\"", signingIn, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"api-403\"", signingIn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_input_on_the_page_has_a_label()
    {
        var page = await HtmlAsync("/hospitals/pelican-bay");

        Assert.All(InputId().Matches(page), m => Assert.Contains($"for=\"{m.Groups[1].Value}\"", page, StringComparison.Ordinal));
    }

    private async Task<string> TokenUrlAsync(string slug)
    {
        var fhirBase = (string)(await simulator.JsonAsync($"/hospitals/{slug}"))["fhirBaseUrl"]!;
        return (string)(await simulator.JsonAsync($"{fhirBase}/.well-known/smart-configuration"))["token_endpoint"]!;
    }

    private async Task<string> HtmlAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml");
        using var answer = await simulator.Http.SendAsync(request, RunningSimulator.Cancel);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel);
    }

    private static string Field(string page, string label)
    {
        var id = Regex.Match(page, $"<label for=\"([^\"]+)\">{Regex.Escape(label)}</label>").Groups[1].Value;
        var input = Regex.Match(page, $"<input[^>]*id=\"{id}\"[^>]*value=\"([^\"]*)\"");
        return input.Success ? input.Groups[1].Value : Regex.Match(page, $"<textarea[^>]*id=\"{id}\"[^>]*>([^<]*)</textarea>").Groups[1].Value;
    }

    [GeneratedRegex("<legend>([^<]+)</legend>")]
    private static partial Regex Legend();

    [GeneratedRegex("<li><a href=\"/hospitals/")]
    private static partial Regex LinkToHospital();

    [GeneratedRegex("<(?:input|textarea)[^>]* id=\"([^\"]+)\"")]
    private static partial Regex InputId();
}
