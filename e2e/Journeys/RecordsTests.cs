using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A hospital whose records point nowhere: said by element, its limits changed with a reason, its patients named by a table.</summary>
public sealed class RecordsTests(World world)
{
    private const string Hospital = "saltmarsh-childrens";

    [Fact]
    public async Task Records_that_lead_nowhere_are_said_and_patients_come_from_a_table()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var page = juno.Page;
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Whole charts");
        await steps.ConfigureAsync(Hospital);
        await steps.TestConnectionAsync();
        await juno.SeeLinkAsync("Continue to map fields");
        await steps.MapFieldsAsync();
        await world.FaultAsync(Hospital, "dangling-reference");
        try
        {
            await juno.FollowAsync("Continue to validate ten patients");
            await juno.PressAsync("Validate 10 patients");
            await Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("References resolve") }).First).ToBeVisibleAsync(new() { Timeout = Person.Patience });
        }
        finally
        {
            await world.FaultAsync(Hospital);
        }

        await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "Encounter", Exact = true })).ToBeVisibleAsync();
        await juno.JudgeAsync("validate-records");
        await page.GetByText("Which patients to ask for").ClickAsync();
        await juno.PressAsync("Write to the hospital");
        await juno.SeeAsync("Two people with an inpatient stay");
        await Expect(page.GetByRole(AriaRole.Article, new() { Name = "Letter to Interface analyst" })).ToBeVisibleAsync();
        await page.GetByText("Limits of this site").ClickAsync();
        await page.GetByLabel("Codes in their systems, %").FillAsync("97");
        await page.GetByLabel("Reason for the change").FillAsync("Agreed with the clinic");
        await juno.JudgeAsync("validate-limits");
        await juno.PressAsync("Save limits");
        await juno.SeeAsync("codes in their systems 97 % instead of 95 %");

        await juno.PressAsync("Change the list");
        await juno.PressAsync("CSV file");
        await juno.UploadAsync("Table from the hospital", new() { Name = "patients.csv", MimeType = "text/csv", Buffer = "note,MRN\na,9990017\nb,9990018\nc,9990017\n"u8.ToArray() },
            patience => Expect(page.GetByText("2 patients by medical record number, out of 3 lines; left out: 1 named before.").First).ToBeVisibleAsync(new() { Timeout = patience }));
        await Expect(page.GetByText("9990018")).ToHaveCountAsync(0);
        await juno.JudgeAsync("validate-table");

        await using var ember = await Person.SignInAsync(world, "Ember Quoin", width: 1024, height: 768, theme: ColorScheme.Dark);
        await ember.GoAsync($"/sites/{steps.Slug}/validate-patients");
        await ember.SeeHeadingAsync("Limits of this site");
        await ember.Page.GetByText("Which patients to ask for").ClickAsync();
        await ember.Page.GetByText("Limits of this site").ClickAsync();
        await ember.JudgeAsync("validate-records-1024-dark");
    }
}
