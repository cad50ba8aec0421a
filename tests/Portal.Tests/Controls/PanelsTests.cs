using Bunit;
using EhrAdapters.Diagnosis;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Onboarding.Evidence;
using Onboarding.Stages.GoLive;
using Portal.Components.Controls;
using Xunit;

namespace Portal.Tests.Controls;

public sealed class PanelsTests : ControlContext
{
    [Fact]
    public void Cause_panel_is_named_by_its_cause_and_says_who_acts()
    {
        var row = new ResultRow
        {
            Code = "TOKEN", Check = "Sign-in", State = CheckState.Failed, Owner = FaultOwner.HospitalNetwork,
            Confidence = Confidence.Likely, NextStep = "Send the letter.",
        };

        var panel = Render<CausePanel>(with => with.Add(panel => panel.Title, "The firewall closes the door").Add(panel => panel.State, row.State)
            .Add(panel => panel.Facts, CauseFact.Of(row)).Add(panel => panel.Proven, ["Our clock"]));

        var heading = panel.One("heading", "The firewall closes the door");
        Assert.Equal(heading.Id, panel.Find("section").GetAttribute("aria-labelledby"));
        foreach (var words in new[] { "Hospital network", "Likely", "Send the letter.", "Our clock" })
            Assert.Contains(words, panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_leave_out_what_the_row_does_not_know() =>
        Assert.Empty(CauseFact.Of(new ResultRow { Code = "TOKEN", Check = "Sign-in", State = CheckState.Passed }));

    [Theory]
    [InlineData(GateState.Open, "Open")]
    [InlineData(GateState.Closed, "Closed")]
    [InlineData(GateState.NotEnoughEvidence, "Not enough evidence")]
    public void Gate_says_its_state_and_what_opens_it(GateState state, string word)
    {
        var gate = new GateResult("approvals", "Two approvals", state, "Two people agreed", null, null, state is GateState.Open ? null : "Ask an engineer.", null);

        var row = Render<GateRow>(with => with.Add(row => row.Gate, gate));

        Assert.Contains(word, row.Markup, StringComparison.Ordinal);
        Assert.Contains(state is GateState.Open ? "Two people agreed" : "Ask an engineer.", row.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Juno Marrow", "JM")]
    [InlineData("Cher", "C")]
    [InlineData("Ana de la Cruz", "AC")]
    [InlineData("", "?")]
    public void Monogram_takes_first_and_last_word(string name, string letters) =>
        Assert.Equal(letters, Render<Monogram>(with => with.Add(mark => mark.Name, name)).Find("span").TextContent);

    [Fact]
    public async Task Typed_confirmation_opens_only_with_the_expected_word()
    {
        var provider = Render<MudDialogProvider>();
        var asked = provider.InvokeAsync(() => Dialogs.ConfirmByTypingAsync("Start production traffic", "Real patients.", "Mercy West", "Go live"));
        Assert.True(provider.One("button", "Go live").HasAttribute("disabled"));

        foreach (var almost in (string[])["mercy west", "Mercy West ", "Mercy"])
        {
            provider.Find("input").Input(almost);
            Assert.True(provider.One("button", "Go live").HasAttribute("disabled"));
        }

        provider.Find("input").Input("Mercy West");
        Assert.False(provider.One("button", "Go live").HasAttribute("disabled"));
        await provider.One("button", "Go live").ClickAsync();

        Assert.Equal("Mercy West", await asked);
    }

    [Fact]
    public async Task Reason_comes_back_trimmed_and_cancelling_gives_none()
    {
        var provider = Render<MudDialogProvider>();
        var asked = provider.InvokeAsync(() => Dialogs.AskReasonAsync("Put on hold", "It waits.", "Put on hold"));
        provider.Find("textarea").Input("  contract pause ");
        await provider.One("button", "Put on hold").ClickAsync();
        Assert.Equal("contract pause", await asked);

        var again = provider.InvokeAsync(() => Dialogs.AskReasonAsync("Put on hold", "It waits.", "Put on hold"));
        await provider.One("button", "Cancel").ClickAsync();
        Assert.Null(await again);
    }

    private IDialogService Dialogs => Services.GetRequiredService<IDialogService>();
}
