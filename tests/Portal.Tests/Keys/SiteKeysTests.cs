using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bunit;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Secrets;
using Onboarding.Secrets.Authorities;
using Onboarding.Secrets.Certificates;
using Onboarding.Secrets.Keys;
using Onboarding.Sites;
using Portal.Components.Pages;
using Portal.Glue;
using Xunit;

namespace Portal.Tests.Keys;

public sealed class SiteKeysTests : SiteContext
{
    private static readonly Connection Epic = new()
    {
        Vendor = "epic", Environment = EhrEnvironment.Sandbox, FhirBaseUrl = new("https://ehr.lakeside.example/api/FHIR/R4"),
        SignIn = new() { Method = SignInMethod.PrivateKeyJwt, ClientId = "3f1c0a52" },
    };

    private static readonly Actor Engineer = new("ember", "Ember Quoin", Roles.Engineer);

    private KeyRings Rings => Services.GetRequiredService<KeyRings>();

    [Fact]
    public async Task Page_without_anything_offers_the_first_key_as_its_one_filled_button()
    {
        var page = await OpenAsync(await MadeAsync(withKey: false));

        Assert.Equal("Make a key pair", Assert.Single(page.FindAll(".btn-primary")).Name());
        Assert.Contains("has no key pair yet", page.Markup, StringComparison.Ordinal);
        Assert.Contains("No client certificate here", page.Markup, StringComparison.Ordinal);
        Assert.Contains("No private authority is trusted", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_key_says_from_when_on_it_can_be_used_and_what_that_ends()
    {
        var site = await MadeAsync();
        await RunAsync(site, Stage.Configure);
        await RunAsync(site, Stage.TestConnection);
        var page = await OpenAsync(site);
        await page.One("button", "Make the next key").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("Next, published", page.Markup, StringComparison.Ordinal));

        Assert.True(page.One("button", "Use the new key").HasAttribute("disabled"));
        Assert.Contains("possible in 29 h", page.Find(".keys-acts").TextContent, StringComparison.Ordinal);
        Assert.Contains("It ends the evidence of configure and test connection.", page.Find(".ends-line").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".btn-primary"));

        Clock.Advance(TimeSpan.FromHours(29));
        var later = await OpenAsync(site);
        Assert.Equal("Use the new key", Assert.Single(later.FindAll(".btn-primary")).Name());
        await later.One("button", "Use the new key").ClickAsync();
        later.WaitForAssertion(() => Assert.Contains("Old, still published", later.Markup, StringComparison.Ordinal));
        Assert.Equal([KeyState.Active, KeyState.Retiring], (await RingAsync(site)).Keys.Select(key => key.State).Order());
        Assert.Contains(later.All("button"), button => button.Name() == "Go back to it");
    }

    [Fact]
    public async Task Key_older_than_a_year_asks_for_the_next_one()
    {
        var site = await MadeAsync();
        Clock.Advance(TimeSpan.FromDays(366));
        var page = await OpenAsync(site);

        Assert.Contains("older than a year: change it", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Make the next key", Assert.Single(page.FindAll(".btn-primary")).Name());
    }

    [Fact]
    public async Task Pasted_key_becomes_the_next_one_and_leaves_the_page()
    {
        var site = await MadeAsync();
        var pem = SigningKeys.Create(SigningKeys.Es384);
        var page = await OpenAsync(site);
        await page.One("button", "Paste a private key instead").ClickAsync();
        await page.FindByLabel("Private key, PEM").ChangeAsync(pem);
        await page.FindByLabel("Key ID").ChangeAsync("hospital-kid");
        await page.One("button", "Import the key").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("hospital-kid", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(pem.Split('\n')[1], page.Markup, StringComparison.Ordinal);
        Assert.Equal(PublicJwk.FromPem(pem).Thumbprint, (await RingAsync(site)).Next!.Fingerprint);
    }

    [Fact]
    public async Task Manager_sees_everything_and_may_change_nothing()
    {
        var site = await MadeAsync();
        await Rings.AddAsync(site.Id, (await ViewAsync(site)).Site.Version, EhrEnvironment.Sandbox, new SecretInput.NewKeyPair("ES384"), Me, Stop);
        Become(new("alder", "Alder Crane", Roles.Manager));
        var page = await OpenAsync(site);

        Assert.Contains("Managers look on", page.Markup, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll(".key-tbl tbody tr").Count);
        Assert.All(page.FindAll("section.keys-part button"), button => Assert.Equal("Copy address", button.Name()));
    }

    [Fact]
    public async Task Other_environment_is_said_to_be_another_one_and_has_an_address_of_its_own()
    {
        var site = await MadeAsync();
        Services.GetRequiredService<NavigationManager>().NavigateTo(SitePaths.Keys(site.Slug, EhrEnvironment.Production));
        var page = await OpenAsync(site);
        Assert.Contains("The site is connected to another one now: Vendor sandbox.", page.Markup, StringComparison.Ordinal);

        await page.One("button", "Make a key pair").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("https://portal.example/jwks/lakeside/production", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Certificate_shows_what_the_hospital_registers_and_warns_before_its_end()
    {
        var site = await MadeAsync();
        await Services.GetRequiredService<ClientCertificates>().MakeSelfSignedAsync(site.Id, site.Version, EhrEnvironment.Sandbox, Me, Stop);
        var page = await OpenAsync(site);
        Assert.Contains("CN=Lakeside", page.Find(".cert-facts").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", page.Markup, StringComparison.Ordinal);

        await page.One("button", "Download certificate").ClickAsync();
        var call = JSInterop.Invocations["portal.download"].Single();
        Assert.Equal("lakeside-sandbox-certificate.pem", call.Arguments[0]);
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", (string)call.Arguments[2]!, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", (string)call.Arguments[2]!, StringComparison.Ordinal);

        Clock.Advance(Clock.GetUtcNow().AddYears(2) - Clock.GetUtcNow() - TimeSpan.FromDays(20));
        Assert.Contains("Ends in 20 d: replace it", (await OpenAsync(site)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_authority_of_the_last_test_leads_to_two_people_who_approve_it()
    {
        var site = await MadeAsync();
        await RunAsync(site, Stage.TestConnection, new Onboarding.Evidence.ResultRow
        {
            Code = FindingCodes.TlsPrivateCa, Check = "Certificate", State = CheckState.Failed, Evidence = [new("Issuer", "CN=Lakeside Root")],
        });
        var page = await OpenAsync(site);
        Assert.Contains("The last connection test met an authority that we do not know.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("CN=Lakeside Root", page.Markup, StringComparison.Ordinal);
        using var root = Root();

        await page.One("button", "Propose an authority").ClickAsync();
        await page.FindByLabel("Root or intermediate certificate, PEM").ChangeAsync(root.ExportCertificatePem());
        await page.FindByLabel("Compared with").ChangeAsync("Sol Vane, over the switchboard");
        await page.Find("form[aria-label='Propose an authority']").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("You proposed this authority yourself.", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(page.All("button"), button => button.Name() == "Approve the authority");

        Become(Engineer);
        var second = await OpenAsync(site);
        Assert.Equal("Approve the authority", Assert.Single(second.FindAll(".btn-primary")).Name());
        await second.FindByLabel("Last eight characters").ChangeAsync(AuthorityFacts.EndOf(root.GetCertHashString(HashAlgorithmName.SHA256)));
        await second.Find("form[aria-label='Approve this authority']").SubmitAsync();
        second.WaitForAssertion(() => Assert.Contains("Trusted", second.Find("article .pill").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Private_key_in_the_wrong_field_is_refused_and_thrown_away()
    {
        var page = await OpenAsync(await MadeAsync());
        var pem = SigningKeys.Create(SigningKeys.Es384);

        await page.One("button", "Propose an authority").ClickAsync();
        await page.FindByLabel("Root or intermediate certificate, PEM").ChangeAsync(pem);

        Assert.Contains("that key is no secret any more", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(pem.Split('\n')[1], page.Markup, StringComparison.Ordinal);
        Assert.True(page.One("button", "Propose it").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Unknown_site_says_so()
    {
        await PrepareAsync();
        var page = Render<SiteKeys>(parameters => parameters.Add(one => one.Slug, "nowhere"));

        page.WaitForAssertion(() => Assert.Contains("There is no site at this address", page.Markup, StringComparison.Ordinal));
    }

    private static X509Certificate2 Root()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=Lakeside Root", key, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return root.CreateSelfSigned(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private async Task<Site> MadeAsync(bool withKey = true)
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: Epic);
        return withKey ? (await Rings.AddAsync(site.Id, site.Version, EhrEnvironment.Sandbox, new SecretInput.NewKeyPair("ES384"), Me, Stop)).Value! : site;
    }

    private async Task<KeyRing> RingAsync(Site site) => await Rings.FindAsync((await ViewAsync(site)).Site, EhrEnvironment.Sandbox, Stop);

    private async Task<IRenderedComponent<SiteKeys>> OpenAsync(Site site)
    {
        await ViewAsync(site);
        var page = Render<SiteKeys>(parameters => parameters.Add(one => one.Slug, site.Slug));
        page.WaitForElement(".keys-part");
        return page;
    }
}
