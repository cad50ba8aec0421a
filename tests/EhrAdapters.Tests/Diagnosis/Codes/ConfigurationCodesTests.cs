using EhrAdapters.Diagnosis;
using EhrAdapters.Vendors;
using Xunit;
using static EhrAdapters.Tests.Diagnosis.Codes.Climbing;

namespace EhrAdapters.Tests.Diagnosis.Codes;

/// <summary>Every code of level 0 that settings cause: found by the whole ladder before any call is made.</summary>
public sealed class ConfigurationCodesTests
{
    private static readonly Connection Right = Open("https://fhir.lakeside.example/r4");

    private static readonly Dictionary<string, (Connection Connection, FaultOwner Owner)> Wrong = new()
    {
        [FindingCodes.CfgUrlShape] = (Right with { FhirBaseUrl = new("https://fhir.lakeside.example/r4/metadata") }, FaultOwner.OurConfiguration),
        [FindingCodes.CfgPrivateAddr] = (Right with { FhirBaseUrl = new("https://ehr.lakeside.internal/r4") }, FaultOwner.Hospital),
        [FindingCodes.CfgMissing] = (Right with { SignIn = Right.SignIn with { ClientId = null } }, FaultOwner.OurConfiguration),
        [FindingCodes.CfgOption] = (Right with { VpnHeartbeat = "10.20.0.1" }, FaultOwner.OurConfiguration),
    };

    public static TheoryData<string> Codes => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Codes))]
    public async Task Setting_that_cannot_work_stops_before_any_call(string code)
    {
        var report = await ClimbAsync(Wrong[code].Connection, new FakeNetwork());

        Proven(report, code, Wrong[code].Owner);
        Assert.Equal(LadderRung.Settings, report.FirstFailure!.Rung);
        Assert.All(report.Steps.Skip(1), step => Assert.Equal(CheckState.NotReached, step.State));
    }

    [Fact]
    public void Environments_that_are_mixed_are_a_doubt_of_ours()
    {
        var profile = new EhrAdapterFactory(TimeProvider.System).FindProfile("fhir-r4")!;

        var finding = Assert.Single(ConnectionLint.Check(
            Right with { Environment = EhrEnvironment.Production, FhirBaseUrl = new("https://fhir-test.lakeside.example/r4") }, new ConnectionSecrets { PrivateKeyPem = Key }, profile));

        Assert.Equal((FindingCodes.CfgEnvMix, CheckState.Warning, FaultOwner.OurConfiguration), (finding.Code, finding.State, finding.Owner));
    }

    [Fact]
    public async Task Bug_of_ours_reads_as_ours()
    {
        var adapters = new FakeAdapterFactory(FakeAdapterFactory.Profile());
        // Neither a value nor a finding: what no adapter may ever answer.
        adapters.Adapter.Statement = new();
        await using var server = RawServer.Silent();
        var connection = Right with { Environment = EhrEnvironment.Simulator, FhirBaseUrl = new($"http://127.0.0.1:{server.Port}/r4"), AllowPrivateNetwork = ["127.0.0.1"] };

        var report = await new ConnectionLadder(adapters, TimeProvider.System).ClimbAsync(
            new(connection, new ConnectionSecrets { PrivateKeyPem = Key }), null, TestContext.Current.CancellationToken);

        Proven(report, FindingCodes.SelfError, FaultOwner.OurService);
    }
}
