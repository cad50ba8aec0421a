using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Portal.E2E.Journeys;

namespace Portal.E2E.Looks;

/// <summary>What every page has to bear: a picture for people, nothing serious for axe, no sideways scrolling.</summary>
public static class Looking
{
    private static readonly (int Width, int Height, string Theme)[] Looks = [(1440, 900, "dark"), (1024, 768, "dark"), (1024, 768, "light"), (1440, 900, "light")];

    // Only what is violated is described; every rule runs all the same.
    private static readonly AxeRunOptions Violations = new() { ResultTypes = [ResultType.Violations] };

    // MudBlazor's palette comes with the next render from the server; a page without a circuit keeps the one it was written with.
    private const string Painted = """
        theme => document.documentElement.dataset.theme === theme
          && (!document.querySelector('script[src*="blazor.web"]')
            || getComputedStyle(document.documentElement).getPropertyValue('--mud-palette-background').replaceAll(' ', '').startsWith(theme === 'dark' ? 'rgba(14,20,21' : 'rgba(243,242,237'))
        """;

    // Where a sentence of a result row lies over a figure beside it.
    private const string Overlapping = """
        () => {
          const boxes = element => {
            const range = document.createRange();
            range.selectNodeContents(element);
            return [...range.getClientRects()].filter(box => box.width > 2 && box.height > 2);
          };
          const meet = (one, other) => one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1;
          return [...document.querySelectorAll('.rr small')]
            .filter(said => boxes(said).some(box => [...said.closest('.rr').children].filter(cell => !cell.contains(said)).flatMap(boxes).some(other => meet(box, other))))
            .map(said => said.textContent.trim());
        }
        """;

    /// <summary>Judges the page as it stands now, wide and narrow, light and dark; leaves it wide and light.</summary>
    public static async Task JudgeEveryLookAsync(this Person person, string name)
    {
        foreach (var (width, height, theme) in Looks)
        {
            await person.Page.SetViewportSizeAsync(width, height);
            await person.Page.EmulateMediaAsync(new() { ColorScheme = theme is "dark" ? ColorScheme.Dark : ColorScheme.Light });
            await person.Page.WaitForFunctionAsync(Painted, theme);
            await person.JudgeAsync($"{name}-{width}-{theme}");
        }
    }

    /// <summary>Judges the page as it stands now.</summary>
    /// <param name="name">Of the picture, and of the page in what is said.</param>
    public static async Task JudgeAsync(this Person person, string name)
    {
        await person.PictureAsync(name);
        var overflow = await person.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{name} scrolls sideways by {overflow} px");
        var overlapping = await person.Page.EvaluateAsync<string[]>(Overlapping);
        Assert.True(overlapping.Length == 0, $"{name} writes over figures: {string.Join("; ", overlapping)}");
        // In the page itself: the other way opens a blank page for every look to gather frames, and our pages have none.
#pragma warning disable CS0618
        var result = await person.Page.Locator("html").RunAxeLegacy(Violations);
#pragma warning restore CS0618
        var found = result.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(Told).ToList();
        Assert.True(found.Count == 0, $"{name}: {string.Join("; ", found)}");
    }

    private static string Told(AxeResultItem violation) =>
        $"{violation.Id} ({violation.Impact}) at {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Target))}";
}
