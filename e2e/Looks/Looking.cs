using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Portal.E2E.Journeys;

namespace Portal.E2E.Looks;

/// <summary>What every page has to bear: a picture for people, nothing serious for axe, no sideways scrolling.</summary>
public static class Looking
{
    /// <summary>Judges the page as it stands now.</summary>
    /// <param name="name">Of the picture, and of the page in what is said.</param>
    public static async Task JudgeAsync(this Person person, string name)
    {
        await person.PictureAsync(name);
        var overflow = await person.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{name} scrolls sideways by {overflow} px");
        var found = (await person.Page.RunAxe()).Violations.Where(violation => violation.Impact is "serious" or "critical").Select(Told).ToList();
        Assert.True(found.Count == 0, $"{name}: {string.Join("; ", found)}");
    }

    private static string Told(AxeResultItem violation) =>
        $"{violation.Id} ({violation.Impact}) at {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Target))}";
}
