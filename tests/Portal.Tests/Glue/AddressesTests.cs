using System.Net;
using EhrAdapters;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Secrets;
using Onboarding.Sites;
using Portal.Glue;
using Xunit;

namespace Portal.Tests.Glue;

public sealed class AddressesTests(DevelopmentPortal portal)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Public_keys_of_a_site_are_there_without_sign_in_and_hold_nothing_private()
    {
        var sites = portal.Services.GetRequiredService<SiteService>();
        var by = new Actor("keys", "Keys", Roles.CustomerSuccess);
        var site = (await sites.CreateAsync("Keyholder General", "America/Denver", null, by, Stop)).Value!;
        var connection = new Connection { Vendor = "epic", Environment = EhrEnvironment.Sandbox, FhirBaseUrl = new("https://ehr.keyholder.example/api/FHIR/R4") };
        Assert.True((await sites.SaveConnectionAsync(site.Id, site.Version, connection, new SecretInput.NewKeyPair("ES384"), by, Stop)).Succeeded);

        using var answer = await portal.Browser().GetAsync(new Uri(JwksEndpoint.PathOf(site.Slug), UriKind.Relative), Stop);
        var body = await answer.Content.ReadAsStringAsync(Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("public, max-age=300", answer.Headers.CacheControl!.ToString());
        Assert.Contains("\"kty\":\"EC\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"d\":", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Public_keys_of_an_unknown_site_are_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Browser().GetAsync(new Uri("/jwks/nobody", UriKind.Relative), Stop)).StatusCode);

    [Theory]
    [InlineData("http://[::]:5080", "http://localhost:5080")]
    [InlineData("http://0.0.0.0:80/", "http://localhost:80")]
    [InlineData("https://portal.example", "https://portal.example")]
    public void Bound_address_becomes_one_that_can_be_called(string bound, string expected) => Assert.Equal(expected, PublicAddress.Reachable(bound));

    [Fact]
    public void Hospital_page_is_asked_only_for_what_is_known()
    {
        var hospital = new SimulatedHospital("tern", "Tern", "epic", new("http://localhost/tern"), "America/Chicago", [SignInMethod.PrivateKeyJwt], new Dictionary<string, string>(), new("http://localhost/hospitals/tern"));

        Assert.Equal("http://localhost/hospitals/tern?jwksUrl=http%3A%2F%2Fp%2Fjwks%2Fa", hospital.Ask("", "http://p/jwks/a", null));
        Assert.Equal("http://localhost/hospitals/tern", hospital.Ask(null, null, null));
    }

    [Theory]
    [InlineData("map-fields", Stage.MapFields)]
    [InlineData("validate-patients", Stage.ValidatePatients)]
    public void Stage_in_an_address_is_read_back(string word, Stage stage) => Assert.Equal(stage, SitePaths.Read(word));

    [Fact]
    public void Stage_that_does_not_exist_is_none() => Assert.Null(SitePaths.Read("dance"));
}
