using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>The steps of a customer success manager with a simulated hospital, each by what the page shows.</summary>
public sealed class Onboarder(Person person)
{
    private IPage Page => person.Page;

    /// <summary>The site's name in addresses.</summary>
    public string Slug { get; private set; } = "";

    public async Task AddSiteAsync(string name)
    {
        await person.GoAsync("/sites/new");
        await person.FillAsync("Name", name);
        await person.FillAsync("Time zone", "America/Chicago");
        await person.PressAsync("Create site");
        await Page.WaitForURLAsync(new Regex("/sites/[^/]+/configure"));
        Slug = Regex.Match(Page.Url, "/sites/([^/?#]+)/").Groups[1].Value;
        await person.SeeHeadingAsync(name);
    }

    /// <summary>Chooses the hospital, lets its staff do their part, and fills in what they send back.</summary>
    public async Task ConfigureAsync(string hospital, Answer change = Answer.AsSent)
    {
        await ChooseAsync(hospital);
        var sent = await AskTheStaffAsync(register: change is not Answer.NotRegistered);
        await FillAsync(sent, change);
        await person.PressAsync("Save and check");
        await person.SeeLinkAsync("Continue to test connection");
    }

    public async Task ChooseAsync(string hospital)
    {
        await Page.GetByLabel("Use a simulated hospital").SelectOptionAsync(hospital);
        await Expect(Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Open the page of") })).ToBeVisibleAsync();
        if (await person.Button("Make a key pair").CountAsync() > 0)
        {
            await person.PressAsync("Make a key pair");
            await person.SeeLinkAsync("Change or replace the key");
        }
    }

    /// <summary>On the simulated hospital's own page, in a tab of its own.</summary>
    public async Task<StaffAnswer> AskTheStaffAsync(bool register)
    {
        var opening = Page.Context.WaitForPageAsync();
        await Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Open the page of") }).ClickAsync();
        var hospital = await opening;
        await hospital.WaitForLoadStateAsync();
        if (!register)
        {
            await hospital.CloseAsync();
            return new("client-not-there", null, []);
        }

        await hospital.GetByRole(AriaRole.Button, new() { Name = "Register the client, enable it and name ten patients" }).ClickAsync();
        var mrns = hospital.GetByLabel("Test patient MRNs");
        await Expect(mrns).ToBeVisibleAsync();
        var secret = hospital.GetByLabel("Client secret");
        var answer = new StaffAnswer(
            await hospital.GetByLabel("Client ID").First.InputValueAsync(),
            await secret.CountAsync() > 0 ? await secret.InputValueAsync() : null,
            (await mrns.InputValueAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        await hospital.CloseAsync();
        return answer;
    }

    public async Task TestConnectionAsync()
    {
        await person.FollowAsync("Continue to test connection");
        await person.PressAsync("Test connection");
    }

    public async Task MapFieldsAsync()
    {
        await person.FollowAsync("Continue to map fields");
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Accept all \\d+ sure suggestions$") }).ClickAsync(new() { Timeout = Person.Patience });
        await person.PressAsync("Save mapping");
        await person.SeeLinkAsync("Continue to validate ten patients");
    }

    public async Task ValidateAsync()
    {
        await person.FollowAsync("Continue to validate ten patients");
        await person.PressAsync("Validate 10 patients");
        await person.SeeLinkAsync("Continue to load test");
    }

    public async Task LoadTestAsync(int hold = 14)
    {
        await person.FollowAsync("Continue to load test");
        await person.FillAsync("Busiest minute", "600");
        await person.FillAsync("Agreed cap", "1200");
        await person.FillAsync("Hold, in seconds", hold.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await person.PressAsync("Start load test");
    }

    private async Task FillAsync(StaffAnswer sent, Answer change)
    {
        if (await Page.GetByLabel(new Regex("^Client ID")).CountAsync() > 0)
            await person.FillAsync("Client ID", sent.ClientId);
        if (sent.ClientSecret is { } secret && await Page.GetByLabel(new Regex("^Client secret")).CountAsync() > 0)
            await person.FillAsync("Client secret", change is Answer.WrongSecret ? "not-the-secret" : secret);
        var mrns = change is Answer.UnknownPatients or Answer.NotRegistered ? Enumerable.Range(1, 10).Select(number => $"99900{number:00}") : sent.Mrns;
        await person.FillAsync("Patients", string.Join('\n', mrns));
    }
}

/// <summary>What the hospital's staff send back.</summary>
public sealed record StaffAnswer(string ClientId, string? ClientSecret, IReadOnlyList<string> Mrns);

/// <summary>How a journey bends what the staff sent.</summary>
public enum Answer
{
    AsSent,
    NotRegistered,
    WrongSecret,
    UnknownPatients,
}
