using EhrAdapters.Diagnosis;
using EhrAdapters.Diagnosis.Ladder;
using EhrAdapters.SignIn;
using EhrAdapters.Vendors;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis;

/// <summary>What the look for clinical records says of refused, empty and ungranted kinds.</summary>
public sealed class DataRungTests
{
    private static readonly string[] Kinds = ["Encounter", "Condition", "Observation", "MedicationRequest", "AllergyIntolerance"];

    private readonly FakeAdapter adapter = new()
    {
        Profile = FakeAdapterFactory.Profile() with
        {
            Records = [.. Kinds.Select(kind => new RecordSearch { Type = kind, Parameters = new Dictionary<string, string> { ["patient"] = "{patient}" } })],
            ParallelSearches = 2,
        },
        Token = Granted([.. Kinds.Select(kind => $"system/{kind}.rs")]),
    };

    [Fact]
    public async Task Each_kind_is_looked_for_once()
    {
        var step = await ClimbAsync();

        Assert.Equal(CheckState.Passed, step.State);
        Assert.StartsWith("5 of 5 kinds visible", step.Measured, StringComparison.Ordinal);
        Assert.Equal(Kinds.Order(), adapter.Probed.Order());
    }

    [Fact]
    public async Task Refused_kinds_are_named_and_the_others_go_on()
    {
        adapter.Records["Condition"] = FindingCatalog.Create(FindingCodes.Api403, [new("HTTP status", "403"), new("Request id", "r-1")]);
        adapter.Records["Observation"] = FindingCatalog.Create(FindingCodes.Api403, [new("HTTP status", "403")]);
        adapter.Records["Encounter"] = FindingCatalog.Create(FindingCodes.Api404Resource);

        var step = await ClimbAsync();

        Assert.Equal((CheckState.Warning, FindingCodes.Api403), (step.State, step.Finding!.Code));
        Assert.Contains("Condition and Observation", step.Finding.Cause, StringComparison.Ordinal);
        Assert.Contains("Encounter", step.Finding.Explanation, StringComparison.Ordinal);
        Assert.Contains(step.Finding.Requests, request => request.Contains("enable Encounter", StringComparison.Ordinal));
        Assert.Contains(new EvidenceItem("Condition", "refused, API-403, HTTP 403"), step.Evidence);
        Assert.Contains(new EvidenceItem("MedicationRequest", "visible"), step.Evidence);
        Assert.Equal(5, adapter.Probed.Count);
    }

    [Fact]
    public async Task All_refused_is_a_warning()
    {
        foreach (var kind in Kinds)
            adapter.Records[kind] = FindingCatalog.Create(FindingCodes.Api403);

        Assert.Equal((CheckState.Warning, FindingCodes.Api403), ((await ClimbAsync()).State, (await ClimbAsync()).Finding!.Code));
    }

    [Fact]
    public async Task Connected_but_empty_is_no_pass()
    {
        foreach (var kind in Kinds)
            adapter.Records[kind] = new ResourceSample(kind, 0, false);

        var step = await ClimbAsync();

        Assert.Equal((CheckState.Warning, FindingCodes.ApiEmpty), (step.State, step.Finding!.Code));
        Assert.Contains("records of the test patient", step.Finding.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_kind_without_records_passes_with_a_note()
    {
        adapter.Records["AllergyIntolerance"] = new ResourceSample("AllergyIntolerance", 0, false);

        var step = await ClimbAsync();

        Assert.Equal(CheckState.Passed, step.State);
        Assert.Contains("AllergyIntolerance", step.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kinds_that_were_not_granted_are_named_and_not_tried()
    {
        adapter.Token = Granted("system/Patient.rs", "system/Encounter.r?category=x", "system/Observation.read");

        var step = await ClimbAsync();

        Assert.Equal(CheckState.Passed, step.State);
        Assert.Equal(["Encounter", "Observation"], adapter.Probed.Order());
        Assert.Contains("Not granted, so not tried: Condition, MedicationRequest and AllergyIntolerance.", step.Note, StringComparison.Ordinal);
        Assert.Contains(new EvidenceItem("Condition", "not granted, system/Condition.rs"), step.Evidence);
    }

    [Fact]
    public async Task Nothing_granted_of_what_was_asked_warns_and_names_the_scopes()
    {
        adapter.Token = Granted("system/Patient.rs");

        var step = await ClimbAsync();

        Assert.Equal((CheckState.Warning, FindingCodes.OauthScopeShort), (step.State, step.Finding!.Code));
        Assert.Contains("system/Condition.rs", step.Finding.Requests[0], StringComparison.Ordinal);
        Assert.Empty(adapter.Probed);
    }

    [Fact]
    public async Task Site_that_asks_for_patients_alone_is_judged_by_patients_alone()
    {
        adapter.Token = new AccessTokenFacts(new("https://fhir.example/token"), TimeSpan.FromMinutes(5), ["system/Patient.rs"], ["system/Patient.rs"]);

        Assert.Equal(CheckState.NotApplicable, (await ClimbAsync()).State);
        Assert.Empty(adapter.Probed);
    }

    [Theory]
    [InlineData("Patient.read Patient.search")]
    [InlineData("system/*.rs")]
    [InlineData("")]
    public async Task Scopes_that_say_nothing_or_everything_leave_all_kinds_to_be_tried(string scopes)
    {
        adapter.Token = Granted(scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(CheckState.Passed, (await ClimbAsync()).State);
        Assert.Equal(5, adapter.Probed.Count);
    }

    [Fact]
    public async Task No_more_run_at_once_than_the_vendor_allows()
    {
        var running = 0;
        var most = 0;
        var hold = new TaskCompletionSource();
        adapter.DuringProbe = async () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await hold.Task;
            Interlocked.Decrement(ref running);
        };

        var climbing = ClimbAsync();
        Assert.Equal(2, adapter.Probed.Count);
        hold.SetResult();
        await climbing;

        Assert.Equal(2, most);
        Assert.Equal(5, adapter.Probed.Count);
    }

    [Fact]
    public async Task Without_a_patient_it_says_what_would_unlock_it() =>
        Assert.Equal(CheckState.CouldNotAssess, (await ClimbAsync(patient: null)).State);

    private static EhrResult<AccessTokenFacts> Granted(params string[] scopes) =>
        new AccessTokenFacts(new("https://fhir.example/token"), TimeSpan.FromMinutes(5), scopes, [.. Kinds.Select(kind => $"system/{kind}.rs")]);

    private Task<LadderStep> ClimbAsync(string? patient = "p1") => DataRung.ClimbAsync(
        new Climb(TestConnections.Open(), ConnectionSecrets.None, null, new EhrAdapterOptions(), TimeProvider.System) { PatientId = patient },
        adapter, TestContext.Current.CancellationToken);
}
