using AngleSharp.Dom;
using Bunit;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Onboarding.Lifecycle;
using Onboarding.Stages.ValidatePatients;
using Portal.Components.Stages.ValidatePatients;
using Xunit;

namespace Portal.Tests.Stages.ValidatePatients;

public sealed class ShowValueTests : PanelContext
{
    private const string Value = "1954-03-04";

    private static readonly ValidationMatrix Matrix = new(
        [.. Enumerable.Range(1, 10).Select(number => new MatrixPatient(number, "adult"))],
        [new("birthDate", "Birth date", FieldRequirement.Identity, CheckState.Passed, 10, 10, 0.74, [.. Enumerable.Range(1, 10).Select(_ => new MatrixCell(CheckState.Passed, null, "••••-••-••", "birthDate"))])], []);

    [Fact]
    public async Task Value_is_shown_once_with_a_reason_and_gone_after_a_minute()
    {
        var panel = await OpenAsync(Engineer);
        await panel.One("button", "Show value").ClickAsync();
        await panel.Find("form[aria-label='Show this value']").SubmitAsync();
        Assert.Contains(ShownValueRefusals.NoReason.Message, panel.Markup, StringComparison.Ordinal);

        await ShowAsync(panel);

        Assert.Contains(Value, panel.Find("aside").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, Get<NavigationManager>().Uri, StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Contains(Value, panel.Markup, StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromSeconds(1));
        panel.WaitForAssertion(() => Assert.DoesNotContain(Value, panel.Markup, StringComparison.Ordinal));
        panel.One("button", "Show value");
        Assert.Contains("Value shown: Birth date of patient 4, validation run 1. Reason: The date looks turned", await HistoryAsync());
        Assert.DoesNotContain(await HistoryAsync(), what => what.Contains(Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hiding_closing_and_another_cell_take_the_value_out_of_the_page()
    {
        var panel = await OpenAsync(Engineer);
        await panel.One("button", "Show value").ClickAsync();
        await ShowAsync(panel);
        await panel.One("button", "Hide now").ClickAsync();
        Assert.DoesNotContain(Value, panel.Markup, StringComparison.Ordinal);

        await panel.One("button", "Show value").ClickAsync();
        await ShowAsync(panel);
        await Cell(panel, "05").ClickAsync();
        Assert.DoesNotContain(Value, panel.Markup, StringComparison.Ordinal);

        await Cell(panel, "04").ClickAsync();
        await panel.One("button", "Show value").ClickAsync();
        await ShowAsync(panel);
        await panel.One("button", "Close").ClickAsync();
        await Cell(panel, "04").ClickAsync();
        Assert.DoesNotContain(Value, panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Customer_success_reads_whom_to_ask()
    {
        var panel = await OpenAsync(Csm);

        Assert.True(panel.One("button", "Show value").HasAttribute("disabled"));
        Assert.Contains(ShownValueRefusals.NoRight.Message, panel.Find("aside").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hospital_that_refuses_is_told_beside_the_reason()
    {
        var panel = await OpenAsync(Engineer);
        Hospital.SignInRefused = null;
        Hospital.Patients.Clear();
        await panel.One("button", "Show value").ClickAsync();

        await ShowAsync(panel);

        Assert.Contains("The hospital did not give the record again.", panel.Find("aside").TextContent, StringComparison.Ordinal);
        panel.One("button", "Show once");
    }

    private async Task<IRenderedComponent<ValidatePatientsPanel>> OpenAsync(Onboarding.Actor who)
    {
        var site = await SiteAtAsync(Stage.ValidatePatients);
        await EndAsync(site, Stage.ValidatePatients, [Row(CheckState.Failed, "Race")], Matrix);
        var panel = await PanelAsync<ValidatePatientsPanel>(who);
        await Cell(panel, "04").ClickAsync();
        return panel;
    }

    private static IElement Cell(IRenderedComponent<ValidatePatientsPanel> panel, string patient) =>
        panel.All("button").First(cell => cell.Name().StartsWith($"Birth date, patient {patient}", StringComparison.Ordinal));

    private static async Task ShowAsync(IRenderedComponent<ValidatePatientsPanel> panel)
    {
        panel.FindByLabel("Why you need to see it").Change("The date looks turned");
        await panel.Find("form[aria-label='Show this value']").SubmitAsync();
    }
}
