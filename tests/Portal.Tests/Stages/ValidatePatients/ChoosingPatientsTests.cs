using Bunit;
using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components.Forms;
using Onboarding.Lifecycle;
using Onboarding.Stages.ValidatePatients;
using Onboarding.Stages.ValidatePatients.Choosing;
using Portal.Components.Stages.ValidatePatients;
using Xunit;

namespace Portal.Tests.Stages.ValidatePatients;

/// <summary>Patients by a table, by a look-up, and which ones to ask for.</summary>
public sealed class ChoosingPatientsTests : PanelContext
{
    [Fact]
    public async Task Table_is_counted_saved_and_never_shown()
    {
        await SiteAtAsync(Stage.ValidatePatients, named: false);
        var panel = await PanelAsync<ValidatePatientsPanel>();
        await panel.One("button", "CSV file").ClickAsync(new());

        panel.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("name,MRN\nWren,MW4001\nIda,MW4002\nWren,MW4001\nMae,", "patients.csv"));
        panel.WaitForState(() => panel.All("status").Any(status => status.TextContent.Contains("2 patients", StringComparison.Ordinal)));

        Assert.Contains("2 patients by medical record number, out of 4 lines; left out: 1 without a number, 1 named before.", panel.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("MW40", panel.Markup, StringComparison.Ordinal);
        await panel.One("button", "Save and validate").ClickAsync(new());
        Assert.Equal(2, (await ViewAsync()).Site.PatientCount);
        Assert.Single(Queue.Queued);
        Assert.DoesNotContain("Wren", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_without_the_column_says_what_is_missing_and_saves_nothing()
    {
        await SiteAtAsync(Stage.ValidatePatients, named: false);
        var panel = await PanelAsync<ValidatePatientsPanel>();
        await panel.One("button", "CSV file").ClickAsync(new());

        panel.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("MW4001\nMW4002", "patients.csv"));
        panel.WaitForState(() => panel.All("alert").Count > 0);

        Assert.StartsWith("The first line must name a column", panel.All("alert").Single().TextContent, StringComparison.Ordinal);
        Assert.True(panel.One("button", "Save and validate").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Patients_that_were_looked_up_are_masked_and_those_ticked_are_saved()
    {
        await SiteAtAsync(Stage.ValidatePatients, named: false);
        var panel = await PanelAsync<ValidatePatientsPanel>();
        await panel.One("button", "Look up").ClickAsync(new());

        panel.Find("form[aria-label='Look patients up'] input").Input("family=Oak");
        await panel.All("button").Last(button => button.Name() == "Look up").ClickAsync(new());

        var boxes = panel.FindAll("fieldset input[type=checkbox]");
        Assert.Equal(10, boxes.Count);
        Assert.DoesNotContain("Oak1", panel.Markup, StringComparison.Ordinal);
        panel.FindAll("fieldset input[type=checkbox]")[0].Change(true);
        panel.FindAll("fieldset input[type=checkbox]")[2].Change(true);
        Assert.Contains("10 found, 2 chosen", panel.Find("fieldset legend").TextContent, StringComparison.Ordinal);
        await panel.One("button", "Save and validate").ClickAsync(new());

        Assert.Equal(["p-1", "p-3"], (await Get<Onboarding.Sites.SiteQueries>().PatientsAsync((await ViewAsync()).Site.Id, Cancel)).Select(patient => patient.Value));
    }

    [Fact]
    public async Task Kinds_of_patient_say_what_is_covered_and_write_the_letter_for_the_rest()
    {
        var site = await SiteAtAsync(Stage.ValidatePatients);
        await EndAsync(site, Stage.ValidatePatients, [Row(CheckState.Passed)], new ValidationMatrix(
            [.. Enumerable.Range(1, 3).Select(number => new MatrixPatient(number, "adult"))], [Field("birthDate", "110"), Field("phone", "011")], [])
        {
            Cover = new() { Minor = 1, Over89 = 1, Merged = 1, NearlyEmpty = 1, Encounters = new Dictionary<string, int> { ["AMB"] = 3, ["IMP"] = 1 } },
        });

        var panel = await PanelAsync<ValidatePatientsPanel>();

        Assert.Contains("5 of 7 kinds are among the patients", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("Patient 02 alone shows all 2 fields that the product needs, and no smaller choice does.", panel.Markup, StringComparison.Ordinal);
        await panel.One("button", "Write to the hospital").ClickAsync(new());
        var letter = panel.Find("article[aria-label='Letter to Interface analyst']").TextContent;
        Assert.Contains("Two people with an inpatient stay", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("over 89", letter, StringComparison.Ordinal);
    }

    private static MatrixField Field(string id, string shows) => new(
        id, id, EhrAdapters.Mapping.FieldRequirement.Required, CheckState.Passed, 2, 3, null,
        [.. shows.Select(digit => new MatrixCell(digit == '1' ? CheckState.Passed : CheckState.Failed, null, null, null))]);
}
