using System.Net;
using System.Text.Json.Nodes;
using EhrAdapters.Diagnosis;
using LiveTraffic.Gateway;
using LiveTraffic.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Ramp;
using Xunit;

namespace LiveTraffic.Tests.Gateway;

/// <summary>Who gets in on a ramp, and what is counted of it, over real HTTP.</summary>
public sealed class AdmissionTests : IAsyncLifetime
{
    private LiveBench bench = null!;
    private GatewayHost gateway = null!;
    private Site site = null!;

    public async ValueTask InitializeAsync()
    {
        bench = await LiveBench.OpenAsync();
        gateway = await GatewayHost.StartAsync(bench.Get<PatientGateway>());
        site = await bench.RampAsync(["ED", "ICU", "LAB"]);
        await gateway.UnlockAsync(bench, site);
        bench.Hospital.Patients.Add(FakeHospital.Patient("p1", "M-100"));
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await bench.DisposeAsync();
    }

    [Fact]
    public async Task Site_with_a_plan_goes_live_with_its_first_unit()
    {
        Assert.Equal(SiteState.Ramp, site.State);
        Assert.Equal(HttpStatusCode.OK, (await gateway.ReadAsync("p1", "ED")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await gateway.LookUpAsync("M-100", " ed ")).StatusCode);
    }

    [Theory]
    [InlineData(null, "care-unit-missing")]
    [InlineData(" ", "care-unit-missing")]
    [InlineData("XRAY", "care-unit-unknown")]
    [InlineData("ICU", "care-unit-not-admitted")]
    public async Task Unit_that_is_not_in_is_refused_with_the_state_of_the_ramp_and_reaches_no_hospital(string? unit, string code)
    {
        var problem = await GatewayHost.RefusedAsync(await gateway.ReadAsync("p1", unit), HttpStatusCode.Conflict, code);

        var ramp = problem["ramp"]!.AsObject();
        Assert.Equal(["ED"], ramp["admitted"]!.AsArray().Select(admitted => admitted!.GetValue<string>()));
        Assert.Equal((1, 3, 0, 20, 0, 1), (Number(ramp, "step"), Number(ramp, "steps"), Number(ramp, "verified"), Number(ramp, "verifiedNeeded"), Number(ramp, "clinicDays"), Number(ramp, "clinicDaysNeeded")));
        Assert.Equal(0, bench.Hospital.Made);
    }

    [Fact]
    public async Task Unit_of_a_later_step_is_told_when_to_try_again()
    {
        // Wednesday 09:00 in Chicago: the clinic has opened already, so the first whole day is Thursday, which closes at 18:00.
        var refused = await gateway.ReadAsync("p1", "LAB");
        var problem = await GatewayHost.RefusedAsync(refused, HttpStatusCode.Conflict, "care-unit-not-admitted");

        var closes = new DateTimeOffset(2026, 6, 4, 23, 0, 0, TimeSpan.Zero);
        Assert.Equal(closes, problem["ramp"]!["tryAgainAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal(closes - bench.Time.GetUtcNow(), refused.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task Good_answer_counts_as_verified_and_nothing_of_the_patient_is_stored()
    {
        await gateway.ReadAsync("p1", "ED");
        await gateway.LookUpAsync("M-100", "ED");

        var count = await CountAsync();
        Assert.Equal((2, 2, 2, 0, 0), (count.Judged, count.Good, count.Verified, count.IdentityErrors, count.NotJudged));
        Assert.Equal(("ED", 0, new DateOnly(2026, 6, 3), 2), (count.Unit, count.Step, count.Day, count.Latencies.Total));
    }

    [Fact]
    public async Task Callers_mistakes_and_our_own_shortage_are_counted_and_never_judged()
    {
        await gateway.ReadAsync("nobody", "ED");
        await gateway.LookUpAsync("M-999", "ED");
        await gateway.LookUpAsync(" ", "ED");
        bench.Hospital.Down = FindingCatalog.Create(FindingCodes.SelfBusy);
        await gateway.LookUpAsync("M-100", "ED");

        var count = await CountAsync();
        Assert.Equal((0, 4), (count.Judged, count.NotJudged));
    }

    [Fact]
    public async Task Hospital_that_is_down_fails()
    {
        bench.Hospital.Down = FindingCatalog.Create(FindingCodes.TcpRefused);
        await gateway.LookUpAsync("M-100", "ED");

        var count = await CountAsync();
        Assert.Equal((1, 0, 0), (count.Judged, count.Good, count.Verified));
    }

    [Fact]
    public async Task Answer_for_another_patient_is_not_passed_on_and_counts_as_an_identity_error()
    {
        bench.Hospital.Swapped = FakeHospital.Patient("p9", "Z-5");

        await GatewayHost.RefusedAsync(await gateway.ReadAsync("p1", "ED"), HttpStatusCode.BadGateway, "wrong-patient");
        await GatewayHost.RefusedAsync(await gateway.LookUpAsync("M-100", "ED"), HttpStatusCode.BadGateway, "wrong-patient");

        var count = await CountAsync();
        Assert.Equal((2, 0, 2), (count.Judged, count.Good, count.IdentityErrors));
    }

    [Fact]
    public async Task Patient_without_a_birth_date_is_served_and_not_verified()
    {
        bench.Hospital.Patients[0].BirthDate = null;

        Assert.Equal(HttpStatusCode.OK, (await gateway.ReadAsync("p1", "ED")).StatusCode);

        var count = await CountAsync();
        Assert.Equal((1, 0, 0, 0), (count.Judged, count.Good, count.Verified, count.IdentityErrors));
    }

    [Fact]
    public async Task Site_without_a_plan_goes_straight_to_live_and_asks_for_no_unit()
    {
        await using var plain = await LiveBench.OpenAsync();
        await using var open = await GatewayHost.StartAsync(plain.Get<PatientGateway>());
        await open.UnlockAsync(plain, await plain.SiteAsync());
        plain.Hospital.Patients.Add(FakeHospital.Patient("p1", "M-100"));

        Assert.Equal(HttpStatusCode.OK, (await open.ReadAsync("p1")).StatusCode);
    }

    [Fact]
    public async Task Counts_of_two_processes_add_up()
    {
        await gateway.ReadAsync("p1", "ED");
        await bench.Get<EncounterTally>().FlushAsync(LiveBench.Cancel);
        using var other = new EncounterTally(bench.Get<IDbContextFactory<OnboardingDb>>(), bench.Time);
        var place = new EncounterPlace((await RampAsync()).Id, 0, "ED", site.TimeZone, 3_000);
        other.Add(place, Encounter.Verified, TimeSpan.FromMilliseconds(40));
        other.Add(place, Encounter.Failed, TimeSpan.FromMilliseconds(40));
        await other.FlushAsync(LiveBench.Cancel);

        await using var db = await DbAsync();
        var seen = await db.FiguresAsync(await RampAsync(), site.TimeZone, bench.Time.GetUtcNow(), LiveBench.Cancel);
        Assert.Equal((3, 2, 2), (seen.Judged, seen.Good, seen.Verified));
    }

    [Fact]
    public async Task Writer_writes_what_is_left_when_the_portal_goes_down()
    {
        using var writer = new TallyWriter(bench.Get<EncounterTally>(), bench.Time, Microsoft.Extensions.Logging.Abstractions.NullLogger<TallyWriter>.Instance);
        await gateway.ReadAsync("p1", "ED");
        Assert.Empty(await CountsAsync());

        await writer.StopAsync(LiveBench.Cancel);

        Assert.Equal(1, Assert.Single(await CountsAsync()).Verified);
    }

    private static int Number(JsonObject ramp, string name) => ramp[name]!.GetValue<int>();

    private async Task<EncounterCount> CountAsync()
    {
        await bench.Get<EncounterTally>().FlushAsync(LiveBench.Cancel);
        return Assert.Single(await CountsAsync());
    }

    private async Task<List<EncounterCount>> CountsAsync()
    {
        await using var db = await DbAsync();
        return await db.EncounterCounts.AsNoTracking().ToListAsync(LiveBench.Cancel);
    }

    private async Task<SiteRamp> RampAsync()
    {
        await using var db = await DbAsync();
        return await db.RampOf(site.Id).AsNoTracking().SingleAsync(LiveBench.Cancel);
    }

    private Task<OnboardingDb> DbAsync() => bench.Get<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync(LiveBench.Cancel);
}
