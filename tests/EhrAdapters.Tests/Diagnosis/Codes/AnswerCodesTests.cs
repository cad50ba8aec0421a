using EhrAdapters.Diagnosis;
using EhrAdapters.Diagnosis.Ladder;
using EhrAdapters.Tests.Contract;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis.Codes;

/// <summary>Every code of levels 4, 5, 8 and 9, produced by a dial of a simulated hospital of every vendor and met by the whole ladder.</summary>
public sealed class AnswerCodesTests(SimulatedHospitals hospitals) : IClassFixture<SimulatedHospitals>
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["quillhaven"] = "Quillhaven Regional", ["juniper-basin"] = "Juniper Basin Medical Center", ["brackenford"] = "Brackenford Community Hospital",
        ["lakemere"] = "Lakemere Family Practice", ["stonebridge"] = "Stonebridge Memorial",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, int, string, string> Matrix()
    {
        var cases = new TheoryData<string, int, string, string>();
        for (var index = 0; index < AnswerCode.All.Count; index++)
        {
            foreach (var slug in Names.Keys)
                cases.Add(slug, index, AnswerCode.All[index].Code, AnswerCode.All[index].Dial);
        }

        return cases;
    }

    [Theory, MemberData(nameof(Matrix))]
    public async Task Code_has_its_rung_owner_and_state_and_a_letter_that_gives_nothing_away(string slug, int index, string code, string dial)
    {
        var expected = AnswerCode.All[index];
        var site = (await hospitals.SiteAsync(slug)).With(connection => connection with { Organization = Names[slug] });
        var secrets = await HospitalSecrets.OfAsync(site);
        await using var dials = await hospitals.WithDialsAsync(slug, Dials(dial));

        var report = await ClimbAsync(site, expected, secrets.FhirId);

        var step = report.Steps.Single(one => one.Rung == expected.Rung);
        Assert.Equal((code, expected.Owner, expected.State, expected.State), (step.Finding?.Code, step.Finding?.Owner, step.Finding?.State, step.State));
        Assert.Equal(expected.State is CheckState.Failed ? step : null, report.FirstFailure);
        Assert.All(report.Steps, one => Assert.Equal(expected.State is CheckState.Failed && one.Rung > expected.Rung, one.State is CheckState.NotReached));
        var letter = secrets.Letter(step.Finding!, new("the vendor"));
        Assert.Equal(step.Finding!.Owner is FaultOwner.OurConfiguration or FaultOwner.OurService, letter is null);
        secrets.AssertAbsentFrom(step.Finding, step, letter);
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task First_published_r4_passes_with_a_note(string slug)
    {
        var site = await hospitals.SiteAsync(slug);
        await using var dials = await hospitals.WithDialsAsync(slug, Dials("r4-400"));
        using var adapter = site.Adapter();

        var warning = Assert.Single((await adapter.ReadCapabilityStatementAsync(Token)).Warnings);
        var step = (await ClimbAsync(site, AnswerCode.All[0], "")).Steps.Single(one => one.Rung is LadderRung.Fhir);

        Assert.Equal((FindingCodes.FhirR4400, CheckState.Warning, FaultOwner.EhrVendor), (warning.Code, warning.State, warning.Owner));
        Assert.Equal(CheckState.Passed, step.State);
        Assert.Contains("treated as R4", step.Note, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Limit_of_the_server_is_waited_for_as_it_says(string slug)
    {
        var site = await hospitals.SiteAsync(slug);
        await using var dials = await hospitals.WithDialsAsync(slug, new { faults = new[] { "api-429" }, retryAfterSeconds = 47 });

        var finding = (await ClimbAsync(site, AnswerCode.All[0], "")).FirstFailure!.Finding!;

        Assert.Equal((true, TimeSpan.FromSeconds(47)), (finding.Retry.Helps, finding.Retry.After));
        Assert.Contains(new EvidenceItem("Retry-After", "47 s"), finding.Evidence);
        Assert.Equal(slug is "stonebridge" or "juniper-basin", finding.Evidence.Any(fact => fact is { Name: "Issue codes", Value: "error throttled" }));
    }

    // The ladder itself refuses plain http outside of simulated hospitals, so its rungs are climbed here one by one.
    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Real_looking_data_where_test_data_was_meant_stops_the_climb(string slug)
    {
        var site = await hospitals.SiteAsync(slug);
        var secrets = await HospitalSecrets.OfAsync(site);
        Assert.NotEqual(FindingCodes.ApiProdDataInTest, (await ReadAsync(site)).Finding?.Code);
        await using var dials = await hospitals.WithDialsAsync(slug, Dials("production-data"));

        var step = await ReadAsync(site);

        Assert.Equal((FindingCodes.ApiProdDataInTest, CheckState.Failed, FaultOwner.Hospital, Confidence.Guess), (step.Finding?.Code, step.State, step.Finding?.Owner, step.Finding?.Confidence));
        Assert.Contains(step.Finding!.Evidence, fact => fact.Name == "Signs of real patients" && fact.Value.EndsWith(" of 6", StringComparison.Ordinal));
        var letter = secrets.Letter(step.Finding, new("the vendor"));
        secrets.AssertAbsentFrom(step.Finding, step, letter);
        Assert.DoesNotMatch("290-414|riverbank|219-09", letter!.Body);
        Assert.False(step.Finding.Retry.Helps);
    }

    public static TheoryData<string> Slugs => [.. Names.Keys];

    private static async Task<LadderStep> ReadAsync(SimulatedSite site)
    {
        var factory = new EhrAdapterFactory(TimeProvider.System);
        var connection = site.Connection with { Environment = EhrEnvironment.NonProduction };
        using var adapter = factory.Create(connection, site.Secrets);
        var climb = new Climb(connection, site.Secrets, new(TestPatientKind.Mrn, site.Mrns[0]), new EhrAdapterOptions(), TimeProvider.System);
        await FhirRungs.HttpAsync(climb, adapter, Token);
        return await PatientRung.ClimbAsync(climb, adapter, factory.Profiles, Token);
    }

    private static Task<ConnectionReport> ClimbAsync(SimulatedSite site, AnswerCode code, string fhirId)
    {
        var limits = new EhrAdapterOptions
        {
            Retries = 0,
            MaxBodyBytes = 1024 * 1024,
            RequestTimeout = TimeSpan.FromSeconds(code.Dial == "never-answers" ? 0.3 : 10),
            SlowAfter = TimeSpan.FromMilliseconds(code.Dial == "latency" ? 20 : 5000),
        };
        return new ConnectionLadder(new EhrAdapterFactory(TimeProvider.System), TimeProvider.System, limits).ClimbAsync(
            new(site.Connection, site.Secrets) { TestPatient = code.ById ? new(TestPatientKind.FhirId, fhirId) : new(TestPatientKind.Mrn, site.Mrns[0]) }, null, Token);
    }

    private static object Dials(string dial) => dial switch
    {
        "outage" => new { outage = true },
        "latency" => new { latencyMs = 40 },
        _ => new { faults = new[] { dial } },
    };
}
