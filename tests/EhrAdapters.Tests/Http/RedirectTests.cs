using EhrAdapters.Diagnosis;
using Xunit;

namespace EhrAdapters.Tests.Http;

public sealed class RedirectTests
{
    private const string Patient = """{"resourceType":"Patient","id":"p2"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Redirect_on_the_same_host_is_followed()
    {
        var stub = new StubHandler((request, _) => request.RequestUri!.AbsolutePath.EndsWith("p1", StringComparison.Ordinal)
            ? StubHandler.Answer(301, "", headers: ("Location", "https://fhir.hillcrest.example:443/r4/Patient/p2"))
            : StubHandler.Answer(200, Patient));
        using var adapter = TestConnections.Adapter(stub);

        Assert.Equal("p2", (await adapter.ReadPatientAsync("p1", Token)).Value?.Id);
    }

    [Theory]
    [InlineData("https://login.elsewhere.example/oauth2/authorize", FindingCodes.HttpRedirectLogin)]
    [InlineData("https://elsewhere.example/r4/Patient/p1", FindingCodes.HttpRedirect)]
    [InlineData("http://fhir.hillcrest.example/r4/Patient/p1", FindingCodes.HttpRedirect)]
    [InlineData("https://fhir.hillcrest.example:8443/r4/Patient/p1", FindingCodes.HttpRedirect)]
    public async Task Redirect_elsewhere_is_told_and_not_followed(string location, string code)
    {
        var stub = StubHandler.Always(302, "", headers: ("Location", location));
        using var adapter = TestConnections.Adapter(stub);

        var finding = (await adapter.ReadPatientAsync("p1", Token)).Finding!;

        Assert.Equal(code, finding.Code);
        Assert.Single(stub.Asked);
        Assert.Contains(finding.Evidence, fact => fact.Name == "Redirected to");
    }

    [Fact]
    public async Task Redirect_loop_ends()
    {
        var stub = StubHandler.Always(302, "", headers: ("Location", "https://fhir.hillcrest.example/r4/Patient/p1"));
        using var adapter = TestConnections.Adapter(stub);

        Assert.Equal(FindingCodes.HttpRedirect, (await adapter.ReadPatientAsync("p1", Token)).Finding?.Code);
        Assert.Equal(4, stub.Asked.Count);
    }
}
