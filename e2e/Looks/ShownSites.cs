using Portal.E2E.Browser;
using Portal.E2E.Journeys;

namespace Portal.E2E.Looks;

/// <summary>Two sites to look at, made once through the browser: one that waits for its go-live, one whose connection test failed.</summary>
public sealed record ShownSites(string Ready, string Failed)
{
    private static readonly SemaphoreSlim Once = new(1);
    private static ShownSites? made;

    public static async Task<ShownSites> MakeAsync(World world)
    {
        await Once.WaitAsync();
        try
        {
            return made ??= await ThroughTheBrowserAsync(world);
        }
        finally
        {
            Once.Release();
        }
    }

    private static async Task<ShownSites> ThroughTheBrowserAsync(World world)
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var failed = new Onboarder(juno);
        await failed.AddSiteAsync("Marrowgate University Hospital");
        await failed.ConfigureAsync("marrowgate", Answer.NotRegistered);
        await failed.TestConnectionAsync();
        await juno.SeeHeadingAsync("The EHR does not accept who we say we are.");

        var ready = new Onboarder(juno);
        await ready.AddSiteAsync("Ridgecrest Women's Health");
        await ready.ConfigureAsync("ridgecrest-womens");
        await ready.TestConnectionAsync();
        await juno.SeeLinkAsync("Continue to map fields");
        await ready.MapFieldsAsync();
        await ready.ValidateAsync();
        await ready.LoadTestAsync(hold: 16);
        await juno.SeeLinkAsync("Continue to go live");
        return new(ready.Slug, failed.Slug);
    }
}
