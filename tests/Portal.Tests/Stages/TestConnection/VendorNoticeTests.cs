using Bunit;
using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.TestConnection;
using Portal.Components.Stages.Configure;
using Portal.Components.Stages.TestConnection;
using Xunit;

namespace Portal.Tests.Stages.TestConnection;

public sealed class VendorNoticeTests : SiteContext
{
    [Fact]
    public async Task Recognised_vendor_is_offered_as_a_draft_and_nothing_is_saved()
    {
        var (site, panel) = await OpenAsync(new("oracle-health", "Oracle Health", ["the address ends in /r4/ and a tenant"]));
        Assert.Contains("This looks like Oracle Health; you chose", panel.Find("[role=note]").TextContent, StringComparison.Ordinal);
        Assert.Contains("the address ends in /r4/ and a tenant", panel.Find("[role=note]").TextContent, StringComparison.Ordinal);

        await panel.One("button", "Change to Oracle Health").ClickAsync();

        var draft = await Services.GetRequiredService<Drafts>().FindAsync(site.Id, ConfigurePanel.DraftName, Stop);
        Assert.Equal("oracle-health", Json.Read<ConnectionForm>(draft!.Json).Vendor);
        Assert.Equal("fhir-r4", (await ViewAsync(site)).Site.Connection!.Vendor);
        Assert.EndsWith("/sites/lakeside/configure", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_typed_entries_survive_the_change()
    {
        var (site, panel) = await OpenAsync(new("oracle-health", "Oracle Health", []));
        await Services.GetRequiredService<Drafts>().KeepAsync(site.Id, ConfigurePanel.DraftName, ConnectionForm.Of(site.Connection) with { ClientId = "half" }, site.Version, Colleague, Stop);

        await panel.One("button", "Change to Oracle Health").ClickAsync();

        var form = Json.Read<ConnectionForm>((await Services.GetRequiredService<Drafts>().FindAsync(site.Id, ConfigurePanel.DraftName, Stop))!.Json);
        Assert.Equal(("oracle-health", "half"), (form.Vendor, form.ClientId));
    }

    [Fact]
    public async Task Vendor_that_was_chosen_is_no_news() =>
        Assert.Empty((await OpenAsync(new("fhir-r4", "FHIR R4", []))).Panel.FindAll("[role=note]"));

    private async Task<(Site Site, IRenderedComponent<TestConnectionPanel> Panel)> OpenAsync(VendorRecognition recognised)
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: OpenServer);
        await RunAsync(site, Stage.Configure);
        await RunAsync(site, Stage.TestConnection, new ConnectionDetail { Recognised = recognised }, Row(CheckState.Failed));
        var view = await ViewAsync(site);
        return (site, Render<TestConnectionPanel>(parameters => parameters.Add(p => p.View, view).AddCascadingValue(Me)));
    }
}
