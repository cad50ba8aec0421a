using EhrAdapters.Diagnosis;
using EhrAdapters.Tests.Contract;
using EhrAdapters.Tests.Diagnosis.Codes;
using Xunit;

namespace EhrAdapters.Tests.SignIn;

/// <summary>No storm at a token endpoint: its requests are counted at the simulated hospital.</summary>
public sealed class TokenRequestCountTests(SimulatedHospitals hospitals) : IClassFixture<SimulatedHospitals>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("invalid-client", FindingCodes.OauthInvalidClient)]
    [InlineData("token-429", FindingCodes.Oauth429)]
    [InlineData("token-503", FindingCodes.Oauth5xx)]
    [InlineData("token-never-answers", FindingCodes.HttpTimeout)]
    public async Task Run_of_the_ladder_asks_once(string fault, string code)
    {
        await using var dials = await hospitals.WithDialsAsync("quillhaven", new { faults = new[] { fault } });
        var run = new LadderRun(hospitals, "quillhaven") { Limits = new() { Retries = 2, RequestTimeout = TimeSpan.FromSeconds(1) } };

        var failure = (await run.ClimbAsync()).FirstFailure!;

        Assert.Equal((LadderRung.Token, code), (failure.Rung, failure.Finding!.Code));
        Assert.Equal(1, await hospitals.TokenRequestsAsync("quillhaven"));
    }

    [Theory]
    [InlineData("invalid-client")]
    [InlineData("token-429")]
    [InlineData("token-503")]
    [InlineData("token-never-answers")]
    public async Task Crowd_that_waits_for_one_token_asks_once(string fault)
    {
        await using var dials = await hospitals.WithDialsAsync("stonebridge", new { faults = new[] { fault } });
        var site = await hospitals.SiteAsync("stonebridge");
        using var adapter = site.Adapter(new EhrAdapterOptions { Retries = 2, RequestTimeout = TimeSpan.FromSeconds(1) });

        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => adapter.FindPatientsByMrnAsync(site.Mrns[0], Token), Token)));

        Assert.All(results, result => Assert.NotNull(result.Finding));
        Assert.Equal(1, await hospitals.TokenRequestsAsync("stonebridge"));
    }

    [Fact]
    public async Task Second_run_while_the_refusal_stands_sends_nothing_and_says_so()
    {
        await using var dials = await hospitals.WithDialsAsync("lakemere", new { faults = new[] { "invalid-client" } });
        var run = new LadderRun(hospitals, "lakemere");
        await run.ClimbAsync();

        var finding = (await run.ClimbAsync()).FirstFailure!.Finding!;

        Assert.Equal(FindingCodes.OauthInvalidClient, finding.Code);
        Assert.Contains(finding.Evidence, item => item.Name == "Next try");
        Assert.InRange(finding.Retry.After!.Value, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
        Assert.Equal(1, await hospitals.TokenRequestsAsync("lakemere"));
    }

    [Fact]
    public async Task Healthy_run_asks_once()
    {
        await using var dials = await hospitals.WithDialsAsync("copper-ridge", new { faults = Array.Empty<string>() });

        Assert.Null((await new LadderRun(hospitals, "copper-ridge").ClimbAsync()).FirstFailure);
        Assert.Equal(1, await hospitals.TokenRequestsAsync("copper-ridge"));
    }
}
