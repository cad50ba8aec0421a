using Bunit;
using Bunit.TestDoubles;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Tests.Support;
using Portal.Components.Pages;
using Portal.Components.Stages.ValidatePatients;
using Portal.Tests.Stages;
using Xunit;

namespace Portal.Tests.Pages;

/// <summary>A real run over planted patients, and the pages that show it.</summary>
public sealed class ValidationReportCanaryTests : PanelContext
{
    public ValidationReportCanaryTests() => this.AddAuthorization().SetAuthorized("juno@portal.example");

    [Fact]
    public async Task No_page_of_a_validation_holds_a_planted_value()
    {
        for (var index = 0; index < Hospital.Patients.Count; index++)
        {
            var patient = Hospital.Patients[index];
            (patient.Name[0].Family, patient.Name[0].Given) = ($"Zyxqueen{index}", [$"Qortavian{index}"]);
            (patient.Address[0].City, patient.Telecom[0].Value, patient.Telecom[1].Value) = ($"Vexholm{index}", $"402-867-53{10 + index}", $"zyx{index}@canary.example");
            if (index > 6) patient.BirthDate = null;
        }

        await SiteAtAsync(Stage.ValidatePatients);
        var started = await Get<RunService>().StartAsync((await ViewAsync()).Site.Id, Stage.ValidatePatients, Guid.NewGuid(), Csm, Cancel);
        await Get<RunExecutor>().ExecuteAsync(started.Value!.Id, Cancel);

        var report = Render<ValidationReport>(with => with.Add(one => one.Slug, "mercy-west"));
        report.WaitForElement("article");
        var panel = await PanelAsync<ValidatePatientsPanel>();
        await panel.All("button").First(cell => cell.Name().StartsWith("Name, patient 04", StringComparison.Ordinal)).ClickAsync();

        Assert.Contains("Birth date", report.Markup, StringComparison.Ordinal);
        Assert.Contains("•••", panel.Find("aside").TextContent, StringComparison.Ordinal);
        var canaries = Samples.Named.Select(named => named.Value).Concat(Hospital.Patients.SelectMany(patient => new[]
        {
            patient.Name[0].Family, patient.Name[0].Given.First(), patient.Address[0].City, patient.Telecom[0].Value, patient.Telecom[1].Value, patient.BirthDate, patient.Id,
        })).OfType<string>();
        foreach (var canary in canaries)
        {
            Assert.DoesNotContain(canary, report.Markup, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(canary, panel.Markup, StringComparison.OrdinalIgnoreCase);
        }
    }
}
