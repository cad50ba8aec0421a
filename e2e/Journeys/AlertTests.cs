using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A live hospital goes down and comes back: the Live page, the bell and the webhook say the same.</summary>
public sealed class AlertTests(World world)
{
    private const string Hospital = "copper-ridge";

    private static readonly string[] Told = ["kind", "site", "code", "cause", "owner", "since", "resolvedAt", "nextStep"];

    [Fact]
    public async Task Outage_of_a_live_hospital_is_shown_counted_posted_and_resolved()
    {
        await using var live = await LiveHospital.StartAsync(world, Hospital);
        await using var juno = await Person.SignInAsync(world, "Juno Marrow", live.Portal);
        await juno.GoAsync("/live");
        await juno.SeeAsync("1 site: 1 up, 0 down");
        await SeeBellAsync(juno, "Alerts, none open");

        await world.OutageAsync(Hospital, true);
        JsonObject raised;
        try
        {
            raised = JsonNode.Parse(await live.Webhook.NextAsync())!.AsObject();
            await juno.SeeAsync("1 site: 0 up, 1 down");
            await juno.SeeHeadingAsync($"{live.Name}: {raised["cause"]}");
            await juno.SeeAsync("Who has to act");
            await juno.SeeAsync(raised["nextStep"]!.GetValue<string>());
            await SeeBellAsync(juno, "Alerts, 1 open");
            await juno.PictureAsync("alert-down");
        }
        finally
        {
            await world.OutageAsync(Hospital, false);
        }

        var resolved = JsonNode.Parse(await live.Webhook.NextAsync())!.AsObject();
        await juno.SeeAsync("1 site: 1 up, 0 down");
        await SeeBellAsync(juno, "Alerts, none open");
        await juno.SeeNoTraceAsync();

        Assert.Equal(("raised", "resolved"), (raised["kind"]!.GetValue<string>(), resolved["kind"]!.GetValue<string>()));
        Assert.Equal(live.Name, raised["site"]!.GetValue<string>());
        Assert.Equal("hospital", raised["owner"]!.GetValue<string>());
        Assert.Equal(raised["code"]!.GetValue<string>(), resolved["code"]!.GetValue<string>());
        Assert.NotNull(resolved["resolvedAt"]);
        Assert.All(raised.Concat(resolved), member => Assert.Contains(member.Key, Told));
    }

    private static Task SeeBellAsync(Person person, string label) =>
        Expect(person.Page.GetByRole(AriaRole.Button, new() { Name = label })).ToBeVisibleAsync(new() { Timeout = Person.Patience });
}
