using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Onboarding.Sites;

namespace Portal.E2E.Journeys;

/// <summary>Fills a go-live plan as a customer success manager does: the first offered window, three units, four contacts, the hospital's part.</summary>
public sealed class Planner(Person person)
{
    private const string Zone = "America/Chicago";

    /// <summary>When the chosen window begins.</summary>
    public DateTimeOffset Window { get; private set; }

    public async Task FillAsync(string units = "CARD-2, Cardiology clinic\nENDO-1, Endocrinology\nORTHO-3, Orthopaedics")
    {
        var offer = person.Page.GetByRole(AriaRole.Group, new() { Name = "Usual change windows" }).GetByRole(AriaRole.Button).Nth(1);
        await offer.ClickAsync();
        var from = person.Page.GetByLabel("From", new() { Exact = true });
        await Assertions.Expect(from).Not.ToHaveValueAsync("");
        Window = SiteClock.Moment(DateTime.ParseExact(await from.InputValueAsync(), "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture), Zone);
        // Not all of it is offered.
        await person.FillAsync("Back by", (await from.InputValueAsync()).Replace("21:00", "22:45", StringComparison.Ordinal));
        await person.FillAsync("Change number", "HL-2208");
        await person.FillAsync("Units", units);
        await ContactAsync("Change lead", "Juno Marrow", "juno.marrow@portal.example", "+1 555 0101");
        await ContactAsync("On call", "Ember Quoin", "ember.quoin@portal.example", "+1 555 0102", alerts: true);
        await ContactAsync("Interface analyst", "Tamsin Rook", "tamsin.rook@quillhaven.example", "+1 555 0118", alerts: true);
        await ContactAsync("Clinical lead", "Orla Beck", "orla.beck@quillhaven.example", "+1 555 0119");
        await TaskAsync("Security review", "SEC-17");
        await TaskAsync("Agreement", "BAA of May");
        await TaskAsync("Change approval", "HL-2208");
        await Assertions.Expect(person.Button("Save plan")).ToBeEnabledAsync();
    }

    private async Task ContactAsync(string role, string name, string mail, string phone, bool alerts = false)
    {
        var group = Group(role);
        await FillAsync(group, "Name", name);
        await FillAsync(group, "Mail", mail);
        await FillAsync(group, "Phone", phone);
        if (alerts)
            await group.GetByRole(AriaRole.Checkbox).CheckAsync();
    }

    private async Task TaskAsync(string kind, string reference)
    {
        var group = Group(kind);
        await FillAsync(group, "Done on", TimeProvider.System.GetUtcNow().AddDays(-3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await FillAsync(group, "Reference", reference);
    }

    private ILocator Group(string name) => person.Page.GetByRole(AriaRole.Group, new() { Name = name, Exact = true });

    private async Task FillAsync(ILocator group, string label, string text)
    {
        await group.GetByLabel(new Regex($"^{label}")).FillAsync(text);
        await person.Page.Keyboard.PressAsync("Tab");
    }
}
