using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using EhrAdapters.Tests.Contract;
using EhrAdapters.Tests.Http;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis;

/// <summary>How much one climb asks of a hospital, counted: no retry storm, whatever the hospital does.</summary>
public sealed class PolitenessTests(SimulatedHospitals hospitals) : IClassFixture<SimulatedHospitals>
{
    private readonly List<string> asked = [];

    [Theory]
    [InlineData(503, FindingCodes.Http503)]
    [InlineData(429, FindingCodes.Http429)]
    [InlineData(500, FindingCodes.Http500)]
    public async Task Hospital_that_is_in_trouble_is_asked_once(int status, string code)
    {
        var report = await ClimbAsync(await hospitals.SiteAsync("quillhaven"), StubHandler.Always(status, "", headers: ("Retry-After", "1")));

        Assert.Equal(code, report.FirstFailure?.Finding?.Code);
        Assert.Equal("metadata 1, smart 0, token 0, patients 0", Counted());
    }

    [Fact]
    public async Task Hospital_that_never_answers_is_asked_once()
    {
        await using var silent = RawServer.Silent();
        var site = (await hospitals.SiteAsync("quillhaven")).With(connection => connection with { FhirBaseUrl = new($"http://127.0.0.1:{silent.Port}/r4") });

        var report = await ClimbAsync(site, limits: new() { RequestTimeout = TimeSpan.FromMilliseconds(300) });

        Assert.Equal(FindingCodes.HttpTimeout, report.FirstFailure?.Finding?.Code);
        Assert.Equal("metadata 1, smart 0, token 0, patients 0", Counted());
    }

    private string Counted() =>
        $"metadata {Count("/metadata")}, smart {Count("smart-configuration")}, token {Count("/token")}, patients {asked.Count - Count("/metadata") - Count("smart-configuration") - Count("/token")}";

    private int Count(string part) => asked.Count(path => path.Contains(part, StringComparison.Ordinal));

    private Task<ConnectionReport> ClimbAsync(SimulatedSite site, HttpMessageHandler? answers = null, EhrAdapterOptions? limits = null)
    {
        var factory = new EhrAdapterFactory(TimeProvider.System, (connection, secrets, options) =>
            new Counting(asked) { InnerHandler = answers ?? HandlerFactory.Create(connection, secrets, options, TimeProvider.System, Network.System) });
        return new ConnectionLadder(factory, TimeProvider.System, limits)
            .ClimbAsync(new(site.Connection, site.Secrets) { TestPatient = new(TestPatientKind.Mrn, site.Mrns[0]) }, null, TestContext.Current.CancellationToken);
    }

    private sealed class Counting(List<string> asked) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (asked)
                asked.Add(request.RequestUri!.AbsolutePath);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
