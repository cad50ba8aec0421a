using System.Text.Json.Nodes;
using Portal.E2E.Browser;
using Portal.E2E.Hosting;

namespace Portal.E2E.Journeys;

/// <summary>A portal of its own on which one hospital is live already, and a webhook that hears its alerts.</summary>
public sealed class LiveHospital : IAsyncDisposable
{
    private LiveHospital(PortalProcess portal, WebhookListener webhook) => (Portal, Webhook) = (portal, webhook);

    public PortalProcess Portal { get; }

    public WebhookListener Webhook { get; }

    public required string Name { get; init; }

    public required string Slug { get; init; }

    /// <summary>The numbers that the hospital's staff named.</summary>
    public required IReadOnlyList<string> Mrns { get; init; }

    /// <summary>What the onboard command wrote when it took the hospital live.</summary>
    public required string OnboardDocument { get; init; }

    public static async Task<LiveHospital> StartAsync(World world, string hospital)
    {
        var site = JsonNode.Parse(await world.Http.GetStringAsync($"{world.Hospitals}/hospitals/{hospital}/site.json"))!;
        site["load"]!["holdSeconds"] = 1;
        var webhook = await WebhookListener.StartAsync();
        var portal = world.NewPortal(new Dictionary<string, string>
        {
            ["LiveTraffic__WebhookUrl"] = webhook.Address,
            ["LiveTraffic__ResolveAfter"] = "00:00:03",
        });
        var document = await portal.OnboardAsync(site.ToJsonString());
        await portal.StartAsync();
        return new(portal, webhook)
        {
            Name = site["name"]!.GetValue<string>(),
            Slug = Onboarding.Sites.Slug.From(site["name"]!.GetValue<string>()),
            Mrns = [.. site["patients"]!["mrns"]!.AsArray().Select(mrn => mrn!.GetValue<string>())],
            OnboardDocument = document,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Webhook.DisposeAsync();
    }
}
