using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>Somebody at a browser: sees roles and names, clicks and types.</summary>
public sealed class Person(IBrowserContext window, IPage page) : IAsyncDisposable
{
    // Runs work in the background of a shared machine; a web-first assertion waits for them.
    public const float Patience = 60_000;

    public IPage Page => page;

    public IBrowserContext Window => window;

    public static async Task<Person> SignInAsync(World world, string name, PortalProcess? portal = null, int width = 1440, int height = 900, ColorScheme theme = ColorScheme.Light)
    {
        var window = await world.WindowAsync(width, height, theme, portal);
        window.SetDefaultTimeout(30_000);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
        // The sign-in page has a heading as well.
        await page.WaitForURLAsync(address => !address.Contains("/sign-in", StringComparison.Ordinal));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync(new() { Timeout = Patience });
        return new(window, page);
    }

    public Task GoAsync(string path) => page.GotoAsync(path);

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Link(string name) => page.GetByRole(AriaRole.Link, new() { Name = name });

    public ILocator Field(string label) => page.GetByLabel(label, new() { Exact = true });

    public Task PressAsync(string button) => Button(button).First.ClickAsync();

    public Task FollowAsync(string link) => Link(link).First.ClickAsync();

    /// <summary>Types and leaves the field, as a person does.</summary>
    public async Task FillAsync(string label, string text)
    {
        await page.GetByLabel(new Regex($"^{Regex.Escape(label)}( \\(optional\\))?(\\s|$)")).FillAsync(text);
        await page.Keyboard.PressAsync("Tab");
    }

    /// <summary>Types into a dialog, which takes the focus a moment after it is seen: what is typed before that would end up elsewhere.</summary>
    public async Task FillDialogAsync(string label, string text)
    {
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.Locator("input:focus, textarea:focus")).ToBeVisibleAsync();
        await dialog.GetByLabel(new Regex($"^{Regex.Escape(label)}")).FillAsync(text);
    }

    public Task PressInDialogAsync(string button) => page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Gives a file to a page until the page shows it: one chosen before the page's script listens is lost, and a person would choose again.</summary>
    public async Task UploadAsync(string label, FilePayload file, Func<float, Task> seen)
    {
        for (var again = 4; ; again--)
        {
            await page.GetByLabel(label, new() { Exact = true }).SetInputFilesAsync(file);
            try
            {
                await seen(again > 0 ? 3_000 : 30_000);
                return;
            }
            catch (PlaywrightException) when (again > 0)
            {
            }
        }
    }

    public Task SeeAsync(string text) => Expect(page.GetByText(text).First).ToBeVisibleAsync(new() { Timeout = Patience });

    public Task SeeHeadingAsync(string text) => Expect(page.GetByRole(AriaRole.Heading, new() { Name = text }).First).ToBeVisibleAsync(new() { Timeout = Patience });

    public Task SeeButtonAsync(string name) => Expect(Button(name).First).ToBeEnabledAsync(new() { Timeout = Patience });

    public Task SeeLinkAsync(string name) => Expect(Link(name).First).ToBeVisibleAsync(new() { Timeout = Patience });

    /// <summary>No stack trace, no raw JSON, no empty braces: what must never reach a page.</summary>
    public async Task SeeNoTraceAsync()
    {
        var text = await page.Locator("body").InnerTextAsync();
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{}", text, StringComparison.Ordinal);
    }

    public async Task PictureAsync(string name)
    {
        Directory.CreateDirectory(World.Artifacts);
        // What is fixed to the window would lie across a page that is scrolled.
        await page.EvaluateAsync("() => scrollTo(0, 0)");
        await page.ScreenshotAsync(new() { Path = Path.Combine(World.Artifacts, $"{name}.png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await window.CloseAsync();
}
