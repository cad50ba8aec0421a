using System.Net;
using EhrSimulator.Tests.Support;
using Xunit;

namespace EhrSimulator.Tests.Hospitals;

public sealed class DialsTests(RunningSimulator simulator) : DialTests(simulator)
{
    private const string Slug = "open-meadow";

    [Fact]
    public async Task Patch_changes_only_what_it_names_and_reset_takes_all_back()
    {
        await Simulator.PatchDialsAsync("marrowgate", new { retryAfterSeconds = 9 });
        var dials = await Simulator.PatchDialsAsync("marrowgate", new { errorRate = 0.5, faults = new[] { "smart-404" } });
        Assert.Equal(9, (int)dials["retryAfterSeconds"]!);
        Assert.Equal("smart-404", (string?)dials["faults"]![0]);

        using var reset = await Simulator.Http.PostAsync("/hospitals/marrowgate/reset", null, RunningSimulator.Cancel);
        Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
        Assert.Equal(0, (double)(await Simulator.JsonAsync("/hospitals/marrowgate/dials"))["errorRate"]!);
    }

    [Theory]
    [InlineData("""{"errorRate":2}""", "errorRate")]
    [InlineData("""{"faults":["no-such-fault"]}""", "no-such-fault")]
    [InlineData("""{"stallSeconds":5}""", "stallEverySeconds")]
    [InlineData("""{"stallSeconds":5,"stallEverySeconds":5}""", "stallEverySeconds")]
    [InlineData("""{"stallSeconds":-1}""", "stallSeconds")]
    [InlineData("""{"latency":5}""", "latency")]
    [InlineData("""{"latencyMs":"much"}""", "latencyMs")]
    [InlineData("[1]", "JSON object")]
    [InlineData("{", "JSON")]
    public async Task Impossible_dials_are_refused_with_the_reason(string json, string reason)
    {
        using var answer = await Simulator.Http.PatchAsync($"/hospitals/{Slug}/dials", new StringContent(json, null, "application/json"), RunningSimulator.Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patch_is_json_even_when_it_calls_itself_a_form()
    {
        using var content = new StringContent("{\"latencyMs\":3}", null, "application/x-www-form-urlencoded");
        using var answer = await Simulator.Http.PatchAsync("/hospitals/tern-island/dials", content, RunningSimulator.Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(3, (int)(await Simulator.JsonAsync("/hospitals/tern-island/dials"))["latencyMs"]!);
    }

    [Fact]
    public async Task Outage_is_503_below_the_hospital_while_the_dials_stay()
    {
        await Simulator.PatchDialsAsync("pelican-bay", new { outage = true, retryAfterSeconds = 7 });

        using var answer = await Simulator.Http.GetAsync("/pelican-bay/fhir/metadata", RunningSimulator.Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), answer.Headers.RetryAfter?.Delta);

        await Simulator.PatchDialsAsync("pelican-bay", new { outage = false });
        using var back = await Simulator.Http.GetAsync("/pelican-bay/fhir/metadata", RunningSimulator.Cancel);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
    }

    [Fact]
    public async Task Error_rate_of_a_quarter_fails_every_fourth_request()
    {
        await Simulator.PatchDialsAsync("stonebridge", new { errorRate = 0.25 });

        var failed = 0;
        for (var i = 0; i < 40; i++)
        {
            using var answer = await Simulator.Http.GetAsync("/stonebridge/fhir/metadata", RunningSimulator.Cancel);
            if (answer.StatusCode == HttpStatusCode.InternalServerError) failed++;
        }
        Assert.Equal(10, failed);
    }

    [Fact]
    public async Task Rate_limit_is_429_until_the_minute_ends()
    {
        await Simulator.PatchDialsAsync("lakemere", new { rateLimitPerMinute = 3, retryAfterSeconds = 11 });
        HttpStatusCode last = default;
        for (var i = 0; i < 4; i++)
        {
            using var answer = await Simulator.Http.GetAsync("/lakemere/fhir/r4/metadata", RunningSimulator.Cancel);
            last = answer.StatusCode;
            if (i == 3) Assert.Equal(TimeSpan.FromSeconds(11), answer.Headers.RetryAfter?.Delta);
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, last);

        Simulator.Time.Advance(TimeSpan.FromMinutes(1));
        using var later = await Simulator.Http.GetAsync("/lakemere/fhir/r4/metadata", RunningSimulator.Cancel);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task Latency_holds_the_answer_until_the_clock_has_moved()
    {
        await Simulator.PatchDialsAsync("brackenford", new { latencyMs = 60_000 });
        var waiting = Simulator.Time.NextTimer();
        var pending = Simulator.Http.GetAsync("/brackenford/v1/uscore/R4/metadata", RunningSimulator.Cancel);

        await waiting.WaitAsync(TimeSpan.FromSeconds(20), RunningSimulator.Cancel);
        Assert.False(pending.IsCompleted);
        Simulator.Time.Advance(TimeSpan.FromSeconds(60));

        using var answer = await pending;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Stall_holds_every_answer_until_it_ends_and_comes_again()
    {
        var dials = await Simulator.PatchDialsAsync("brackenford", new { stallSeconds = 2, stallEverySeconds = 10 });
        Assert.Equal(Simulator.Time.GetUtcNow(), (DateTimeOffset)dials["stallFrom"]!);

        foreach (var (into, held) in new[] { (0.5, 1.5), (11.0, 1.0) })
        {
            Simulator.Time.SetUtcNow((DateTimeOffset)dials["stallFrom"]! + TimeSpan.FromSeconds(into));
            var waiting = Simulator.Time.NextTimer();
            var pending = Simulator.Http.GetAsync("/brackenford/v1/uscore/R4/metadata", RunningSimulator.Cancel);
            await waiting.WaitAsync(TimeSpan.FromSeconds(20), RunningSimulator.Cancel);
            Simulator.Time.Advance(TimeSpan.FromSeconds(held - 0.01));
            Assert.False(pending.IsCompleted);
            Simulator.Time.Advance(TimeSpan.FromSeconds(0.01));
            using var answer = await pending;
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Between_two_stalls_nothing_waits()
    {
        await Simulator.PatchDialsAsync("brackenford", new { stallSeconds = 2, stallEverySeconds = 10 });
        Simulator.Time.Advance(TimeSpan.FromSeconds(2));

        using var answer = await Simulator.Http.GetAsync("/brackenford/v1/uscore/R4/metadata", RunningSimulator.Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Another_dial_does_not_start_the_stalls_anew()
    {
        var before = await Simulator.PatchDialsAsync("brackenford", new { stallSeconds = 2, stallEverySeconds = 10 });
        Simulator.Time.Advance(TimeSpan.FromSeconds(3));

        var after = await Simulator.PatchDialsAsync("brackenford", new { errorRate = 0.5 });

        Assert.Equal((string?)before["stallFrom"], (string?)after["stallFrom"]);
        Assert.Null((string?)(await Simulator.PatchDialsAsync("brackenford", new { stallSeconds = 0 }))["stallFrom"]);
    }

    [Fact]
    public async Task Clock_skew_shows_in_the_date_and_refuses_assertions_from_our_time()
    {
        await Simulator.PatchDialsAsync("quillhaven", new { clockSkewSeconds = -600 });

        using var metadata = await Simulator.Http.GetAsync("/quillhaven/FHIRProxy/api/FHIR/R4/metadata", RunningSimulator.Cancel);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => Simulator.ReadyAsync("quillhaven"));

        Assert.InRange(metadata.Headers.Date!.Value - Simulator.Time.GetUtcNow(), TimeSpan.FromMinutes(-12), TimeSpan.FromMinutes(-9));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Token_life_follows_the_dial()
    {
        await Simulator.PatchDialsAsync("harrow-valley", new { tokenLifetimeSeconds = 20 });
        var client = await Simulator.ReadyAsync("harrow-valley");

        Simulator.Time.Advance(TimeSpan.FromSeconds(21));

        using var answer = await client.SendAsync("Patient/1");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Reset_of_all_forgets_clients_and_tokens()
    {
        await using var own = new RunningSimulator();
        await own.InitializeAsync();
        var registered = await StaffDesk.RegisterAsync(own, "pelican-bay", null, null);
        using (await own.Http.PostAsync("/hospitals/reset", null, RunningSimulator.Cancel)) { }

        using var answer = await HospitalClient.PostTokenAsync(own, "/pelican-bay/oauth/token", new()
        {
            ["grant_type"] = "client_credentials", ["scope"] = "system/Patient.rs",
            ["client_id"] = (string)registered["clientId"]!, ["client_secret"] = (string)registered["clientSecret"]!,
        });
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Fifty_parallel_reads_all_answer()
    {
        var client = await Simulator.ReadyAsync(Slug);
        var id = (string)HospitalClient.Matches(await client.GetAsync($"Patient?identifier={client.Mrns[0]}")).Single()["id"]!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetAsync($"Patient/{id}")));

        Assert.All(answers, a => Assert.Equal(id, (string?)a["id"]));
    }
}
