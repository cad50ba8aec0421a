using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using Xunit;

namespace EhrAdapters.Tests.Contract;

/// <summary>What every adapter owes its caller, whatever the vendor; run against every simulated hospital.</summary>
public sealed class AdapterContract(SimulatedHospitals hospitals) : IClassFixture<SimulatedHospitals>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> All { get; } =
    [
        "quillhaven", "marrowgate", "saltmarsh-childrens", "juniper-basin", "harrow-valley", "tern-island", "brackenford", "copper-ridge",
        "willow-prairie", "lakemere", "sundial-clinics", "ridgecrest-womens", "open-meadow", "stonebridge", "pelican-bay",
    ];

    public static TheoryData<string> WithSignIn { get; } = [.. All.Select(row => row.Data).Where(slug => slug != "open-meadow")];

    [Theory, MemberData(nameof(All))]
    public async Task Good_configuration_reads_everything_it_needs(string slug)
    {
        var site = await hospitals.SiteAsync(slug);
        using var adapter = site.Adapter();

        var statement = await adapter.ReadCapabilityStatementAsync(Token);
        Assert.Null(statement.Finding);
        Assert.Empty(statement.Warnings);
        var signedIn = await adapter.SignInAsync(Token);
        Assert.Null(signedIn.Finding);
        Assert.Equal(10, site.Mrns.Count);
        foreach (var mrn in site.Mrns)
        {
            var found = await adapter.FindPatientsByMrnAsync(mrn, Token);
            Assert.Null(found.Finding);
            Assert.Empty(found.Warnings);
            Assert.NotEmpty(found.Value!);
            var read = await adapter.ReadPatientAsync(found.Value![0].Id!, Token);
            Assert.Null(read.Finding);
            Assert.Equal(found.Value![0].Id, read.Value!.Id);
            Assert.DoesNotContain(read.Evidence, fact => fact.Value.Contains(mrn, StringComparison.Ordinal));
        }
    }

    [Theory, MemberData(nameof(WithSignIn))]
    public async Task Wrong_client_id_is_named_as_such(string slug)
    {
        var site = (await hospitals.SiteAsync(slug)).WithSignIn(signIn => signIn with { ClientId = "nobody-knows-me" });
        using var adapter = site.Adapter();

        var finding = (await adapter.SignInAsync(Token)).Finding;

        Assert.Equal(FindingCodes.OauthInvalidClient, finding?.Code);
        Assert.Contains(finding!.Evidence, fact => fact is { Name: "Client ID", Value: "nobody-knows-me" });
    }

    [Theory, MemberData(nameof(WithSignIn))]
    public async Task Wrong_proof_is_refused_and_says_whose_move_it_is(string slug)
    {
        var site = await hospitals.SiteAsync(slug);
        var secrets = new ConnectionSecrets
        {
            PrivateKeyPem = site.Secrets.PrivateKeyPem is null ? null : SigningKeys.Create(site.Connection.SignIn.Algorithm),
            ClientSecret = site.Secrets.ClientSecret is null ? null : "Not+The/Secret=",
        };
        using var adapter = (site with { Secrets = secrets }).Adapter();

        var finding = (await adapter.SignInAsync(Token)).Finding;

        Assert.Equal(FindingCodes.OauthInvalidClient, finding?.Code);
        Assert.Equal(FaultOwner.Hospital, finding!.Owner);
        Assert.NotEmpty(finding.Requests);
    }

    [Theory, MemberData(nameof(WithSignIn))]
    public async Task Missing_proof_is_found_without_a_call(string slug)
    {
        var site = await hospitals.SiteAsync(slug);
        using var adapter = (site with { Secrets = ConnectionSecrets.None, Connection = site.Connection with { FhirBaseUrl = new Uri("https://nowhere.invalid/r4") } }).Adapter();

        Assert.Equal(FindingCodes.CfgMissing, (await adapter.SignInAsync(Token)).Finding?.Code);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Private_address_that_nobody_allowed_is_not_called(string slug)
    {
        using var adapter = (await hospitals.SiteAsync(slug)).With(connection => connection with { AllowPrivateNetwork = [] }).Adapter();

        Assert.Equal(FindingCodes.CfgPrivateAddr, (await adapter.ReadCapabilityStatementAsync(Token)).Finding?.Code);
        Assert.False((await adapter.SignInAsync(Token)).Finding is null && adapter.Connection.SignIn.Method is not SignInMethod.None);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Wrong_path_is_not_taken_for_the_base(string slug)
    {
        using var adapter = (await hospitals.SiteAsync(slug)).With(connection => connection with { FhirBaseUrl = new Uri(connection.FhirBaseUrl.AbsoluteUri.TrimEnd('/') + "-wrong") }).Adapter();

        var finding = (await adapter.ReadCapabilityStatementAsync(Token)).Finding;

        Assert.Equal(FindingCodes.Http404Base, finding?.Code);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Unknown_mrn_brings_nobody_and_no_finding(string slug)
    {
        using var adapter = (await hospitals.SiteAsync(slug)).Adapter();

        var found = await adapter.FindPatientsByMrnAsync("99999999", Token);

        Assert.Null(found.Finding);
        Assert.Empty(found.Value!);
        Assert.Empty(found.Warnings);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Unknown_or_senseless_id_is_a_missing_patient(string slug)
    {
        using var adapter = (await hospitals.SiteAsync(slug)).Adapter();

        Assert.Equal(FindingCodes.Api404Patient, (await adapter.ReadPatientAsync("nobody-here", Token)).Finding?.Code);
        Assert.Equal(FindingCodes.Api404Patient, (await adapter.ReadPatientAsync("../metadata", Token)).Finding?.Code);
        Assert.Equal(FindingCodes.Api404Patient, (await adapter.ReadPatientAsync("", Token)).Finding?.Code);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Search_follows_the_vendors_rules_and_the_limit(string slug)
    {
        var site = await hospitals.SiteAsync(slug);
        using var adapter = site.Adapter();
        var known = (await adapter.FindPatientsByMrnAsync(site.Mrns[0], Token)).Value![0];
        var name = known.Name.First(one => one.Family is not null && one.Given.Any());

        var found = await adapter.SearchPatientsAsync($"family={name.Family}&given={name.Given.First()}&birthdate={known.BirthDate}", 3, Token);

        Assert.Null(found.Finding);
        Assert.Contains(found.Value!, patient => patient.Id == known.Id);
        Assert.InRange(found.Value!.Count, 1, 3);
        var thin = await adapter.SearchPatientsAsync("address-city=Nowhere", 3, Token);
        Assert.Equal(adapter.Profile.Search.RequiredCombinations.Count == 0 ? null : FindingCodes.Api400Search, thin.Finding?.Code);
    }
}
