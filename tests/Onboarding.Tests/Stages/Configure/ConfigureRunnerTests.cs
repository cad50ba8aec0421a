using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Onboarding.Stages.Configure;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.Configure;

public sealed class ConfigureRunnerTests
{
    [Fact]
    public async Task Complete_settings_pass_without_a_call()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);

        var outcome = await bench.RunAsync(Stage.Configure);

        Assert.Equal(
            ["CONFIG-ADDRESS", "CONFIG-SIGN-IN", "CONFIG-VENDOR-OPTIONS", "CONFIG-PATIENTS", "CONFIG-DUPLICATES"],
            outcome.Rows.Select(row => row.Code));
        Assert.All(outcome.Rows, row => Assert.Equal(CheckState.Passed, row.State));
        Assert.Empty(bench.Adapters.Asked);
    }

    [Fact]
    public async Task Faults_carry_the_codes_of_the_lint_in_their_part_of_the_form()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        var connection = Samples.Connection with
        {
            SignIn = new() { Method = SignInMethod.ClientSecretBasic, ClientId = "portal" },
            VendorOptions = new Dictionary<string, string> { ["practice"] = "not digits" },
        };

        var outcome = await bench.RunAsync(Stage.Configure, new() { Connection = connection });

        Assert.Equal("Sign-in", outcome.Row(FindingCodes.CfgMissing).Check);
        Assert.Equal("Vendor settings", outcome.Row(FindingCodes.CfgOption).Check);
        Assert.Equal(CheckState.Passed, outcome.Row("CONFIG-ADDRESS").State);
        Assert.All(outcome.Rows.Where(row => row.State is CheckState.Failed), row =>
        {
            Assert.Equal(FaultOwner.OurConfiguration, row.Owner);
            Assert.Null(row.Letter);
        });
    }

    [Fact]
    public async Task Address_that_is_no_base_is_the_first_thing_said()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);

        var outcome = await bench.RunAsync(Stage.Configure, new() { Connection = Samples.Connection with { FhirBaseUrl = new("https://ehr.mercy-west.example/fhir/r4/metadata") } });

        Assert.Equal((FindingCodes.CfgUrlShape, "Address"), (outcome.Rows[0].Code, outcome.Rows[0].Check));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task Patients_not_named_yet_leave_the_gate_alone(int named)
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);

        var outcome = await bench.RunAsync(Stage.Configure, new() { Patients = [.. Samples.Named.Take(named)] });

        Assert.Equal(CheckState.CouldNotAssess, outcome.Row("CONFIG-PATIENTS").State);
        Assert.Equal(CheckState.Passed, outcome.Verdict());
    }

    [Theory]
    [InlineData("no-such-vendor")]
    [InlineData("EPIC")]
    public async Task Unknown_vendor_is_a_row(string vendor)
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);

        var outcome = await bench.RunAsync(Stage.Configure, new() { Connection = Samples.Connection with { Vendor = vendor } });

        Assert.Equal((FindingCodes.CfgOption, CheckState.Failed), (Assert.Single(outcome.Rows).Code, outcome.Verdict()));
    }

    [Fact]
    public async Task No_connection_at_all_is_a_row()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);

        Assert.Equal(FindingCodes.CfgMissing, Assert.Single((await bench.RunAsync(Stage.Configure, new() { Connection = null })).Rows).Code);
    }

    [Fact]
    public async Task Second_site_for_one_place_is_a_warning_that_names_the_first()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        var first = await bench.SiteAsync("Mercy West");

        var row = (await bench.RunAsync(Stage.Configure)).Row("CONFIG-DUPLICATES");

        Assert.Equal(CheckState.Warning, row.State);
        Assert.Contains(first.Name, row.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_address_with_another_practice_is_another_hospital()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        var practice = Samples.Connection with { VendorOptions = new Dictionary<string, string> { ["practice"] = "1" } };
        var site = await bench.SiteAsync(connection: practice);
        var duplicates = bench.Get<DuplicateSites>();

        Assert.Empty(await duplicates.FindAsync(practice with { VendorOptions = new Dictionary<string, string> { ["practice"] = "2" } }, null, Bench.Cancel));
        Assert.Single(await duplicates.FindAsync(practice with { FhirBaseUrl = new("https://EHR.mercy-west.example/fhir/r4/") }, null, Bench.Cancel));
        Assert.Empty(await duplicates.FindAsync(practice, site.Id, Bench.Cancel));
        await bench.Sites.FireAsync(site.Id, SiteTrigger.Withdraw, "They merged", Bench.Csm, Bench.Cancel);
        Assert.Empty(await duplicates.FindAsync(practice, null, Bench.Cancel));
    }
}
