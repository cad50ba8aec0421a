using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EhrSimulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Hosting;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A load test watched, stopped, passed, taken away as files and held against the one before; and one of a hospital's own system, which needs its consent and listens to its stop.</summary>
public sealed class LoadTestTests(World world) : IAsyncLifetime
{
    // Hospitals of their own: other journeys silence the shared ones for a while.
    private readonly WebApplication simulator = SimulatorHost.Build(new() { Urls = "http://127.0.0.1:0" });

    private string Hospitals => SimulatorHost.Address(simulator).TrimEnd('/');

    private Dictionary<string, string> Own => new() { ["Simulator__Url"] = Hospitals };

    public async ValueTask InitializeAsync() => await simulator.StartAsync();

    public ValueTask DisposeAsync() => simulator.DisposeAsync();

    [Fact]
    public async Task Test_of_a_simulated_hospital_is_watched_stopped_passed_exported_and_compared()
    {
        await using var portal = world.NewPortal(Own);
        var slug = await OnboardAsync(portal, "Foxglove Meadow", Hospitals, "simulator");
        await portal.StartAsync();
        await using var juno = await Person.SignInAsync(world, "Juno Marrow", portal);
        await juno.GoAsync($"/sites/{slug}/load-test");
        await juno.SeeButtonAsync("Start load test");
        await juno.SeeAsync("Nobody works on a simulated hospital.");
        await juno.JudgeEveryLookAsync("load-settings");

        await StartAsync(juno, hold: 240);
        await juno.SeeHeadingAsync("Ramping up to 15 requests per second.");
        await juno.PressAsync("Show as table");
        await Expect(juno.Page.GetByRole(AriaRole.Region, new() { NameRegex = new Regex("^Response time.* as a table$") }).GetByRole(AriaRole.Row)).Not.ToHaveCountAsync(1);
        await juno.PictureAsync("load-running-table");
        await juno.PressAsync("Hide table");
        await juno.PressAsync("Search");
        await Expect(juno.Page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("^Response time, search after") })).ToBeVisibleAsync();
        await juno.JudgeEveryLookAsync("load-running");
        await juno.PressAsync("Stop test");
        await juno.SeeAsync("The last test was stopped.");

        await StartAsync(juno, hold: 5);
        await PassAsync(juno);
        await juno.SeeAsync("Simulator result");
        await juno.PressAsync("Run the load test again");
        await Expect(juno.Link("Continue to go live")).ToHaveCountAsync(0);
        await PassAsync(juno);
        await juno.Page.GetByLabel("Held against").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Expect(juno.Page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("^p95 over time: run \\d+ ended") })).ToBeVisibleAsync();
        await juno.JudgeEveryLookAsync("load-passed");

        var json = JsonNode.Parse(await DownloadAsync(juno, "Download JSON"))!;
        Assert.Equal(("load-test/1", "simulator", false), ((string)json["schema"]!, (string)json["run"]!["environment"]!, (bool)json["run"]!["countsForProduction"]!));
        Assert.StartsWith("site,run,environment,part,kind,second,", await DownloadAsync(juno, "Download CSV"), StringComparison.Ordinal);
        await juno.SeeNoTraceAsync();
    }

    [Fact]
    public async Task Hospitals_own_system_is_tested_with_its_consent_only_and_stopped_by_its_link()
    {
        await using var door = TlsFront.Before(Hospitals);
        await using var portal = world.NewPortal(new Dictionary<string, string>(door.Settings.Concat(Own)));
        var slug = await OnboardAsync(portal, "Larkspur Valley", door.Address, "non-production");
        await portal.StartAsync();
        await using var juno = await Person.SignInAsync(world, "Juno Marrow", portal);
        await juno.GoAsync($"/sites/{slug}/load-test");
        await juno.SeeAsync("Nobody at the hospital has agreed to a load test of its non-production system.");
        await Expect(juno.Button("Start load test")).ToBeDisabledAsync();
        await juno.PressAsync("Note consent");
        await juno.SeeAsync("Say when the window opens.");
        await juno.JudgeAsync("load-consent-asked");

        await juno.FillAsync("Who agreed", "Interface analyst, by mail");
        var there = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"));
        await juno.FillAsync("Agreed on", there.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await juno.FillAsync("Window opens", there.AddHours(-1).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));
        await juno.FillAsync("Window closes", there.AddHours(3).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));
        await juno.FillAsync("Contact on call", "Integration desk, +1 555 0177");
        await juno.FillAsync("Most requests a minute", "900");
        await juno.PressAsync("Note consent");
        await juno.SeeAsync("Agreed, open now");
        var link = await juno.Page.GetByLabel("The hospital's link to stop the test").InputValueAsync();
        await juno.JudgeEveryLookAsync("load-consent-noted");
        await StartAsync(juno, hold: 300);
        await juno.SeeHeadingAsync("requests per second.");

        var window = await world.WindowAsync(portal: portal);
        await using var hospital = new Person(window, await window.NewPageAsync());
        await hospital.GoAsync(new Uri(link).PathAndQuery);
        await hospital.SeeAsync("A load test is running");
        await hospital.PictureAsync("load-hospital-link");
        await hospital.PressAsync("Stop the load test");
        await hospital.SeeHeadingAsync("The load test is stopped");

        await juno.SeeAsync("The hospital stopped the test by its own link.");
        await juno.SeeAsync("The hospital's consent was withdrawn");
        await Expect(juno.Button("Start load test")).ToBeDisabledAsync();
        await juno.JudgeAsync("load-hospital-stopped");
    }

    private static async Task StartAsync(Person juno, int hold)
    {
        await juno.FillAsync("Busiest minute", "600");
        await juno.FillAsync("Agreed cap", "1200");
        await juno.FillAsync("Hold, in seconds", hold.ToString(CultureInfo.InvariantCulture));
        await juno.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^(Start load test|Run the load test again)$") }).ClickAsync();
        await juno.SeeButtonAsync("Stop test");
    }

    // Where other journeys take the machine, our generator falls short and says so; a person would run the test again.
    private static async Task PassAsync(Person juno)
    {
        var (passed, late) = (juno.Link("Continue to go live"), juno.Page.GetByRole(AriaRole.Heading, new() { Name = "Our own generator could not keep up" }));
        for (var again = 0; again < 3; again++)
        {
            await Expect(passed.Or(late).First).ToBeVisibleAsync(new() { Timeout = Person.Patience });
            if (await passed.IsVisibleAsync())
                return;
            await juno.PressAsync("Run the load test again");
            await juno.SeeButtonAsync("Stop test");
        }

        await juno.SeeLinkAsync("Continue to go live");
    }

    private static async Task<string> DownloadAsync(Person person, string link)
    {
        var download = await person.Page.RunAndWaitForDownloadAsync(() => person.FollowAsync(link));
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    // Up to the load test by the onboard command: what comes before has journeys of its own.
    private async Task<string> OnboardAsync(PortalProcess portal, string name, string hospitals, string environment)
    {
        var site = JsonNode.Parse(await world.Http.GetStringAsync($"{Hospitals}/hospitals/open-meadow/site.json"))!;
        (site["name"], site["environment"]) = (name, environment);
        site["fhirBaseUrl"] = site["fhirBaseUrl"]!.GetValue<string>().Replace(Hospitals, hospitals, StringComparison.Ordinal);
        site["timeZone"] = "America/Chicago";
        if (environment is not "simulator")
            site["allowPrivateNetwork"] = new JsonArray("127.0.0.1");
        await portal.OnboardAsync(site.ToJsonString(), through: "validate-patients");
        return Onboarding.Sites.Slug.From(name);
    }
}
