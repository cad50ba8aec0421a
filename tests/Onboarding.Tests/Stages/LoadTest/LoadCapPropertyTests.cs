using EhrAdapters;
using EhrAdapters.Vendors;
using EhrAdapters.Diagnosis;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Onboarding.Stages.LoadTest.Consents;
using Onboarding.Tests.Fakes;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest;

/// <summary>Whatever a person sets: no request of a test, whichever part of it sends it, breaks a cap.</summary>
public sealed class LoadCapPropertyTests
{
    private const int Profiles = 200;

    [Fact]
    public async Task No_window_of_any_profile_sees_more_requests_than_its_cap()
    {
        var random = new Random(20_261_125);
        var sent = 0;
        for (var profile = 0; profile < Profiles; profile++)
            sent += await CheckAsync(random, profile);

        // A test that sends nothing would hold every cap.
        Assert.True(sent > Profiles * 50, $"only {sent} requests");
    }

    [Fact]
    public void Schedule_of_any_profile_never_goes_back_and_keeps_the_cap_by_itself()
    {
        var random = new Random(7);
        for (var profile = 0; profile < Profiles; profile++)
        {
            var (load, cap) = (Settings(random), random.Next(1, 3_000));
            var schedule = LoadSchedule.Of(load, cap);
            var due = Enumerable.Range(0, (int)Math.Min(schedule.Total, 20_000)).Select(number => schedule.DueAt(number)).ToList();

            Assert.Equal(due.Order(), due);
            Assert.True(due.Count == 0 || due[^1] <= schedule.End);
            AssertNoWindowAbove(due, Math.Min(cap, load.CapRequestsPerMinute), slack: TimeSpan.FromMicroseconds(1), $"profile {profile}: {load}");
        }
    }

    private static async Task<int> CheckAsync(Random random, int profile)
    {
        var time = new SteppingTime();
        var start = time.GetUtcNow();
        var sent = new List<TimeSpan>();
        var (load, consent, vendor) = (Settings(random), Consent(random, start), random.Next(3) == 0 ? random.Next(1, 1_000) : (int?)null);
        var hospital = new FakeAdapterFactory { Patients = [.. Samples.Patients()] };
        hospital.Profile = hospital.Profile with
        {
            Limits = new() { RequestsPerMinute = vendor, SignInsPerMinute = random.Next(2) == 0 ? random.Next(1, 60) : null },
            Records = [.. new[] { "Encounter", "Condition", "Observation" }.Take(random.Next(4)).Select(type => new RecordSearch { Type = type, Parameters = new Dictionary<string, string>() })],
        };
        hospital.Sent = () => sent.Add(time.GetUtcNow() - start);
        var connection = Samples.Connection with
        {
            Environment = consent is null ? EhrEnvironment.Sandbox : EhrEnvironment.Production,
            SignIn = random.Next(2) == 0 ? new() : new() { Method = SignInMethod.ClientSecretBasic, ClientId = "c" },
        };
        var context = RunContext.Of(new() { Connection = connection, Load = load }, random.Next(2) == 0 ? Samples.Named : [new(TestPatientKind.FhirId, "p-1")]) with { Consent = consent };

        await time.RunAsync(new LoadTestRunner(hospital, [], time).RunAsync(context, TestContext.Current.CancellationToken), TimeSpan.FromMilliseconds(100), null, TestContext.Current.CancellationToken);

        var cap = new[] { load.CapRequestsPerMinute, vendor ?? int.MaxValue, consent?.CapRequestsPerMinute ?? int.MaxValue }.Min();
        AssertNoWindowAbove(sent, cap, TimeSpan.Zero, $"profile {profile}: {load}, vendor {vendor}, consent {consent?.CapRequestsPerMinute}");
        if (consent is not null)
            Assert.All(sent, at => Assert.True(consent.Covers(EhrEnvironment.Production, start + at)));
        return sent.Count;
    }

    // No stretch that is open at one end holds more than the cap; a second holds its share, rounded up, and the one at its edge.
    private static void AssertNoWindowAbove(List<TimeSpan> at, int capPerMinute, TimeSpan slack, string because)
    {
        AssertWindow(at, capPerMinute, TimeSpan.FromMinutes(1) - slack, because);
        AssertWindow(at, (int)Math.Ceiling(capPerMinute / 60.0) + 1, TimeSpan.FromSeconds(1) - slack, because);
    }

    private static void AssertWindow(List<TimeSpan> at, int most, TimeSpan window, string because)
    {
        for (var i = most; i < at.Count; i++)
            Assert.True(at[i] - at[i - most] >= window, $"{most + 1} requests within {window} from {at[i - most]}; {because}");
    }

    private static LoadSettings Settings(Random random) => new()
    {
        PeakRequestsPerMinute = random.Next(1, 900),
        CapRequestsPerMinute = random.Next(1, 1_200),
        HoldSeconds = random.Next(1, 90),
        Shape = (LoadShape)random.Next(4),
        Mix = random.Next(2) == 0 ? null : new(random.Next(100), random.Next(100), random.Next(100), random.Next(30)),
    };

    private static LoadConsent? Consent(Random random, DateTimeOffset now) => random.Next(2) == 0 ? null : new()
    {
        SiteId = SiteId.New(), Environment = EhrEnvironment.Production, AgreedBy = "Interface team", AgreedOn = new(2026, 11, 25), From = now,
        To = now + TimeSpan.FromSeconds(random.Next(5, 600)), OnCall = "desk", CapRequestsPerMinute = random.Next(1, 1_200), NotedBy = "Juno Marrow", NotedAt = now,
    };
}
