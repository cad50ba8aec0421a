using Bunit;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Outbound;
using Onboarding.Persistence;
using Onboarding.Sites;
using Portal.Components.Stages.Configure;
using Xunit;

namespace Portal.Tests.Stages.Configure;

public sealed class ConfigurePanelTests : SiteContext
{
    private static readonly Connection Epic = new()
    {
        Vendor = "epic", Environment = EhrEnvironment.Sandbox, FhirBaseUrl = new("https://ehr.lakeside.example/api/FHIR/R4"),
        SignIn = new() { Method = SignInMethod.PrivateKeyJwt, ClientId = "3f1c0a52" },
    };

    private static readonly Connection Inside = OpenServer with { FhirBaseUrl = new("https://10.20.30.40/r4") };

    private static readonly Actor Administrator = new("fable", "Fable Orr", Roles.Administrator);

    private static readonly Connection Oracle = new()
    {
        Vendor = "oracle-health", Environment = EhrEnvironment.Sandbox, FhirBaseUrl = new("https://fhir.oracle.example/r4/ec2458f2-1e24-41c8-b71b-0e701af7583d"),
        SignIn = new() { Method = SignInMethod.ClientSecretBasic, ClientId = "3f1c0a52-7b0e-4d0c-9a55-6f2f1f6f0b11" },
    };

    [Fact]
    public async Task Wrong_address_is_said_at_its_field_before_anything_is_saved()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: Epic);
        var panel = await OpenAsync(site);
        await panel.FindByLabel("FHIR base URL").ChangeAsync("lakeside");
        await panel.Find("form").SubmitAsync();

        Assert.Equal("true", panel.FindByLabel("FHIR base URL").GetAttribute("aria-invalid"));
        Assert.Contains("1 entry is to be corrected first", panel.Markup, StringComparison.Ordinal);
        Assert.Equal(Epic.FhirBaseUrl, (await ViewAsync(site)).Site.Connection!.FhirBaseUrl);
    }

    [Fact]
    public async Task Entry_is_kept_when_its_field_is_left_and_offered_to_the_next_person()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: Epic);
        await (await OpenAsync(site)).FindByLabel("Client ID").ChangeAsync("half-typed");

        var next = await OpenAsync(site, Colleague);

        Assert.Equal("half-typed", next.FindByLabel("Client ID").GetAttribute("value"));
        Assert.Contains("Entries of Juno Marrow that are not saved yet", next.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_save_is_told_who_saved_and_keeps_its_entries()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: Epic);
        var panel = await OpenAsync(site);
        await panel.FindByLabel("Client ID").ChangeAsync("mine");
        await Service.SaveConnectionAsync(site.Id, site.Version, Epic with { SignIn = Epic.SignIn with { ClientId = "theirs" } }, null, Colleague, Stop);
        await panel.Find("form").SubmitAsync();

        Assert.Contains("Wren Tolland saved this site", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("mine", panel.FindByLabel("Client ID").GetAttribute("value"));
        Assert.Equal("theirs", (await ViewAsync(site)).Site.Connection!.SignIn.ClientId);
    }

    [Fact]
    public async Task Client_secret_goes_in_once_and_is_never_shown()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: Oracle);
        var panel = await OpenAsync(site);
        await panel.FindByLabel("Client secret").ChangeAsync("s3cret-of-lakeside");
        await panel.Find("form").SubmitAsync();

        Assert.DoesNotContain("s3cret-of-lakeside", panel.Markup, StringComparison.Ordinal);
        Assert.Equal(SecretKind.ClientSecret, Assert.Single((await ViewAsync(site)).Secrets).Kind);
        await using var db = await Db();
        Assert.Empty(await db.Drafts.ToListAsync(Stop));
    }

    [Fact]
    public async Task Key_pair_shows_fingerprint_and_public_address_only()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: Epic);
        var panel = await OpenAsync(site);
        await panel.One("button", "Make a key pair").ClickAsync();
        var after = await ViewAsync(site);
        panel.Render(parameters => parameters.Add(p => p.View, after));

        Assert.Contains("https://portal.example/jwks/lakeside", panel.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY-----\n", panel.Markup, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty((await ViewAsync(site)).Site.Connection!.SignIn.KeyId));
    }

    [Fact]
    public async Task Patients_are_shown_masked_with_their_count()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: Epic);
        await Service.SavePatientsAsync(site.Id, site.Version, [new(TestPatientKind.Mrn, "7509432"), new(TestPatientKind.Mrn, "7510177")], Me, Stop);
        var panel = await OpenAsync(site);

        Assert.Contains("2 named", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("••••32", panel.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("7509432", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_says_before_saving_which_evidence_it_ends()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: Epic);
        await RunAsync(site, Stage.Configure);
        await RunAsync(site, Stage.TestConnection);
        var panel = await OpenAsync(site);
        Assert.Equal("/sites/lakeside/test-connection", panel.One("link", "Continue to test connection").GetAttribute("href"));

        await panel.FindByLabel("Client ID").ChangeAsync("another");

        Assert.Contains("Test connection", panel.Find(".ends").TextContent, StringComparison.Ordinal);
        Assert.Equal("Save and check", panel.Find(".btn-primary").Name());
    }

    [Fact]
    public async Task Site_of_the_same_place_is_pointed_at()
    {
        await PrepareAsync();
        await SiteAsync("Lakeside", connection: Epic);
        var panel = await OpenAsync(await SiteAsync("Lakeside North"));
        await panel.Find("input[value=epic]").ChangeAsync("epic");
        await panel.FindByLabel("FHIR base URL").ChangeAsync(Epic.FhirBaseUrl.OriginalString);

        panel.WaitForAssertion(() => Assert.Equal("/sites/lakeside/configure", panel.One("link", "Open Lakeside").GetAttribute("href")));
    }

    [Fact]
    public async Task Save_and_check_starts_one_run_however_often_it_is_pressed()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: Epic);
        var panel = await OpenAsync(site);
        await panel.Find("form").SubmitAsync();
        await panel.Find("form").SubmitAsync();

        Assert.Single(await Queries.RunsAsync(site.Id, Stage.Configure, 5, Stop));
    }

    [Fact]
    public async Task Private_address_says_whose_move_it_is_and_can_be_saved()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: Inside);
        var panel = await OpenAsync(site);

        Assert.Contains("ask an administrator to allow 10.20.30.40 for Lakeside", Assert.Single(panel.All("note")).TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(panel.All("link"), link => link.GetAttribute("href")!.Contains("admin", StringComparison.Ordinal));
        await panel.Find("form").SubmitAsync();
        Assert.Single(await Queries.RunsAsync(site.Id, Stage.Configure, 5, Stop));
    }

    [Fact]
    public async Task Administrator_is_led_to_the_list_with_host_and_site_filled_in()
    {
        await PrepareAsync();
        var panel = await OpenAsync(await SiteAsync("Lakeside", connection: Inside), Administrator);

        Assert.Equal("/admin/allowed-networks?host=10.20.30.40&site=lakeside", panel.One("link", "Allow 10.20.30.40 for Lakeside").GetAttribute("href"));
    }

    [Fact]
    public async Task Open_form_follows_an_address_that_was_allowed_meanwhile()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: Inside);
        var panel = await OpenAsync(site);
        await Services.GetRequiredService<AllowList>().AddAsync("10.20.0.0/16", site.Id, "VPN is up.", DateOnly.FromDateTime(Clock.GetUtcNow().Date.AddDays(30)), Administrator, Stop);
        var view = await ViewAsync(site);
        panel.Render(parameters => parameters.Add(p => p.View, view));

        panel.WaitForAssertion(() => Assert.Empty(panel.All("note")));
    }

    [Fact]
    public void Saved_connection_comes_back_from_the_form_unchanged() =>
        Assert.Equal(Json.Write(Oracle), Json.Write(ConnectionForm.Of(Oracle).ToConnection()));

    private async Task<IRenderedComponent<ConfigurePanel>> OpenAsync(Site site, Actor? who = null)
    {
        var view = await ViewAsync(site);
        var panel = Render<ConfigurePanel>(parameters => parameters.Add(p => p.View, view).AddCascadingValue(who ?? Me));
        panel.WaitForElement("form");
        return panel;
    }
}
