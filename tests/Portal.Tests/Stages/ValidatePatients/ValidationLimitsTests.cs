using AngleSharp.Dom;
using Bunit;
using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Portal.Components.Stages.ValidatePatients;
using Xunit;

namespace Portal.Tests.Stages.ValidatePatients;

/// <summary>The limits of a site: changed with a reason, refused where they make no sense, and told what they end.</summary>
public sealed class ValidationLimitsTests : PanelContext
{
    [Fact]
    public async Task Limit_is_saved_with_its_reason_and_says_which_evidence_ends()
    {
        var site = await SiteAtAsync(Stage.ValidatePatients);
        await EndAsync(site, Stage.ValidatePatients, [Row(CheckState.Passed)]);
        var panel = await PanelAsync<ValidatePatientsPanel>();
        Assert.True(panel.One("button", "Save limits").HasAttribute("disabled"));

        Field(panel, "Required fields pass at, %").Input("80");
        Assert.Contains("Validate ten patients", panel.FindAll("[role=note]").Single(note => note.TextContent.Contains("ends this evidence", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        Assert.True(panel.One("button", "Save limits").HasAttribute("disabled"));
        Field(panel, "Reason for the change").Input("The registry holds two thirds only");
        await panel.One("button", "Save limits").ClickAsync(new());

        Assert.Equal(0.8, (await ViewAsync()).Site.Configuration.Thresholds.RequiredPass);
        Assert.Contains("Thresholds changed: The registry holds two thirds only (required fields pass at 80 % instead of 90 %)", await HistoryAsync());
    }

    [Fact]
    public async Task Limits_that_contradict_each_other_are_refused_before_and_at_the_save()
    {
        var site = await SiteAtAsync(Stage.ValidatePatients);
        var panel = await PanelAsync<ValidatePatientsPanel>();

        Field(panel, "Required fields warn at, %").Input("95");

        Assert.StartsWith("The warning must not lie above the pass.", panel.Find($"[id='{Field(panel, "Required fields warn at, %").GetAttribute("aria-describedby")}']").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("threshold", (await Sites.SaveThresholdsAsync(site.Id, site.Version, new() { RequiredWarn = 0.95 }, "Because", Csm, Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task Limits_saved_meanwhile_are_not_overwritten_silently()
    {
        var site = await SiteAtAsync(Stage.ValidatePatients);
        var panel = await PanelAsync<ValidatePatientsPanel>();
        Field(panel, "Patients at least").Input("12");
        Field(panel, "Reason for the change").Input("More proof");

        await Sites.SaveThresholdsAsync(site.Id, site.Version, new() { MinimumPatients = 5 }, "They are few", Engineer, Cancel);
        await panel.One("button", "Save limits").ClickAsync(new());

        Assert.Equal(5, (await ViewAsync()).Site.Configuration.Thresholds.MinimumPatients);
        Assert.Contains("Ember Quoin saved this site", panel.Markup, StringComparison.Ordinal);
    }

    private static IElement Field(IRenderedComponent<ValidatePatientsPanel> panel, string label) =>
        label.StartsWith("Reason", StringComparison.Ordinal) ? panel.FindAll("label").Single(one => one.QuerySelector("span")?.TextContent == label).QuerySelector("input")! : panel.FindByLabel(label);
}
