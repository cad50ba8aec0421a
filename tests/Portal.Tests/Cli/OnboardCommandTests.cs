using System.Text.Json.Nodes;
using EhrSimulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Onboarding.Outbound;
using Onboarding.Persistence;
using Portal.Cli;
using Xunit;

namespace Portal.Tests.Cli;

/// <summary>The command against a simulated hospital, as a script sees it: exit code, standard output, errors.</summary>
public sealed class OnboardCommandTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("onboard-tests-").FullName;
    private readonly WebApplication simulator = SimulatorHost.Build(new SimulatorOptions { Urls = "http://127.0.0.1:0" });
    private readonly HttpClient staff = new();

    public async ValueTask InitializeAsync()
    {
        await simulator.StartAsync(TestContext.Current.CancellationToken);
        staff.BaseAddress = new(SimulatorHost.Address(simulator));
    }

    public async ValueTask DisposeAsync()
    {
        staff.Dispose();
        await simulator.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("quillhaven")]
    [InlineData("marrowgate")]
    [InlineData("saltmarsh-childrens")]
    [InlineData("juniper-basin")]
    [InlineData("harrow-valley")]
    [InlineData("tern-island")]
    [InlineData("brackenford")]
    [InlineData("copper-ridge")]
    [InlineData("willow-prairie")]
    [InlineData("lakemere")]
    [InlineData("sundial-clinics")]
    [InlineData("ridgecrest-womens")]
    [InlineData("open-meadow")]
    [InlineData("stonebridge")]
    [InlineData("pelican-bay")]
    public async Task Site_file_of_each_simulated_hospital_goes_live(string hospital)
    {
        var site = await SiteAsync(hospital);
        site["load"]!["holdSeconds"] = 1;

        var (exit, output, errors) = await OnboardAsync(site, "--json");

        Assert.Equal((0, ""), (exit, errors));
        var report = JsonNode.Parse(output)!.AsObject();
        Assert.Equal(["site", "reached", "gate", "stages"], report.Select(member => member.Key));
        Assert.Equal(("go-live", "open"), (report["reached"]!.GetValue<string>(), report["gate"]!.GetValue<string>()));
        Assert.All(Rows(report), row => Assert.Equal(["code", "check", "state", "measured", "limit", "sample", "owner", "message", "letter"], row.AsObject().Select(member => member.Key)));
    }

    [Fact]
    public async Task Unknown_key_id_ends_with_one_and_names_the_cause()
    {
        var site = await SiteAsync();
        site["signIn"]!["keyId"] = "nobody-registered-this";

        var (exit, output, _) = await OnboardAsync(site, "--json");

        var report = JsonNode.Parse(output)!;
        Assert.Equal(1, exit);
        Assert.Equal(("test-connection", "closed"), (report["reached"]!.GetValue<string>(), report["gate"]!.GetValue<string>()));
        var failed = Assert.Single(Rows(report), row => row["state"]!.GetValue<string>() == "failed");
        Assert.StartsWith("OAUTH-", failed["code"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotEmpty(failed["message"]!.GetValue<string>());
        Assert.Equal("not-reached", report["stages"]![5]!["verdict"]!.GetValue<string>());
    }

    [Fact]
    public async Task Key_that_is_none_ends_with_one_and_says_so()
    {
        var site = await SiteAsync();
        site["signIn"]!["privateKey"] = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----";

        var (exit, output, _) = await OnboardAsync(site);

        Assert.Equal(1, exit);
        Assert.Contains("private key", output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("AAAA", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_is_continued_by_the_next_call()
    {
        var site = await SiteAsync();
        var database = Path.Combine(folder, "kept.db");

        var first = await OnboardAsync(site, "--through", "configure", "--database", database);
        var second = await OnboardAsync(site, "--through", "test-connection", "--database", database);

        Assert.Equal((0, 0), (first.Exit, second.Exit));
        Assert.Contains("Test connection: passed", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mapping_of_the_file_is_a_version_that_says_so()
    {
        var database = Path.Combine(folder, "versions.db");

        var (exit, _, _) = await OnboardAsync(await SiteAsync(), "--through", "map-fields", "--database", database);

        Assert.Equal(0, exit);
        await using var db = new OnboardingDb(new DbContextOptionsBuilder<OnboardingDb>().UseSqlite($"Data Source={database};Pooling=False").Options);
        var version = Assert.Single(await db.MappingVersions.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal((1, "onboard command", "From the site file"), (version.Number, version.Author, version.Reason));
    }

    [Fact]
    public async Task Private_places_of_the_file_become_entries_and_end_when_it_no_longer_names_them()
    {
        var database = Path.Combine(folder, "inside.db");
        var site = Inside("https://10.20.30.40/r4", "10.20.0.0/16");

        var allowed = await OnboardAsync(site, "--through", "configure", "--database", database);
        var again = await OnboardAsync(site, "--through", "configure", "--database", database);
        Assert.Equal((0, 0), (allowed.Exit, again.Exit));
        var entry = Assert.Single(await EntriesAsync(database));
        Assert.Equal(("10.20.0.0/16", "onboard command", null), (entry.Entry, entry.AddedBy, entry.EndedAt));
        Assert.NotNull(entry.SiteId);

        var closed = await OnboardAsync(Inside("https://10.20.30.40/r4"), "--through", "configure", "--json", "--database", database);
        Assert.Equal(1, closed.Exit);
        Assert.Contains(Rows(JsonNode.Parse(closed.Output)!), row => row["code"]!.GetValue<string>() == "CFG-PRIVATE-ADDR");
        Assert.NotNull(Assert.Single(await EntriesAsync(database)).EndedAt);
    }

    [Fact]
    public async Task This_machine_is_open_to_the_command_that_runs_on_it_and_never_an_entry()
    {
        var database = Path.Combine(folder, "own.db");

        var (exit, output, _) = await OnboardAsync(Inside("https://127.0.0.1:9/r4", "127.0.0.1"), "--through", "configure", "--database", database);

        Assert.True(exit == 0, output);
        Assert.Empty(await EntriesAsync(database));
    }

    private static JsonObject Inside(string address, params string[] allowed) => new()
    {
        ["name"] = "Mercy West", ["vendor"] = "fhir-r4", ["environment"] = "sandbox", ["fhirBaseUrl"] = address,
        ["signIn"] = new JsonObject { ["method"] = "none" }, ["allowPrivateNetwork"] = new JsonArray([.. allowed.Select(place => JsonValue.Create(place))]),
    };

    private static async Task<List<AllowedNetwork>> EntriesAsync(string database)
    {
        await using var db = new OnboardingDb(new DbContextOptionsBuilder<OnboardingDb>().UseSqlite($"Data Source={database};Pooling=False").Options);
        return await db.AllowedNetworks.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Mistakes_in_the_file_end_with_two_and_leave_standard_output_empty()
    {
        var site = await SiteAsync();
        site["signIn"]!["method"] = "jwt";
        site["vendor"] = "cerner";

        var (exit, output, errors) = await OnboardAsync(site, "--json");

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("signIn.method: \"jwt\" is not one of", errors, StringComparison.Ordinal);
        Assert.Contains("vendor: \"cerner\" is not one of", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("configure")]
    [InlineData("test-connection")]
    [InlineData("map-fields")]
    [InlineData("validate-patients")]
    [InlineData("load-test")]
    public async Task Through_a_stage_ends_after_that_stage(string word)
    {
        var site = await SiteAsync();
        site["load"]!["holdSeconds"] = 1;

        var (exit, output, errors) = await OnboardAsync(site, "--json", "--through", word);

        Assert.Equal((0, ""), (exit, errors));
        var report = JsonNode.Parse(output)!;
        Assert.Equal((word, "open"), (report["reached"]!.GetValue<string>(), report["gate"]!.GetValue<string>()));
        Assert.Equal("not-reached", report["stages"]![5]!["verdict"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("--through: \"live\" is not one of configure, test-connection", "--through", "live")]
    [InlineData("--through: \"Configure\" is not one of configure, test-connection", "--through", "Configure")]
    [InlineData("--databse: there is no such option", "--databse", "x.db")]
    [InlineData("--through: says nothing after it", "--through")]
    [InlineData("second.json: one site file at a time", "second.json")]
    public async Task Argument_that_cannot_be_used_ends_with_two_and_one_line(string expected, params string[] arguments) =>
        AssertRefused(expected, await OnboardAsync(await SiteAsync(), arguments));

    [Theory]
    [InlineData("", "the file: is not JSON")]
    [InlineData("name: Mercy West", "the file: is not JSON")]
    [InlineData("[]", "the file: must be one object")]
    public async Task File_that_is_no_site_file_ends_with_two_and_one_line(string content, string expected)
    {
        var path = Path.Combine(folder, "broken.json");
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);

        AssertRefused(expected, await RunAsync(path));
    }

    [Fact]
    public async Task File_that_is_missing_or_a_folder_ends_with_two_and_one_line()
    {
        var missing = Path.Combine(folder, "missing.json");

        AssertRefused($"{missing}: the file cannot be read", await RunAsync(missing));
        AssertRefused($"{folder}: the file cannot be read", await RunAsync(folder));
        AssertRefused("which site file?", await RunAsync());
        AssertRefused("which site file?", await RunAsync(""));
    }

    private static void AssertRefused(string expected, (int Exit, string Output, string Errors) ended)
    {
        Assert.Equal((2, ""), (ended.Exit, ended.Output));
        var line = Assert.Single(ended.Errors.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(expected, line, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonNode> Rows(JsonNode report) =>
        report["stages"]!.AsArray().SelectMany(stage => stage!["rows"]!.AsArray()).Select(row => row!);

    private async Task<JsonObject> SiteAsync(string hospital = "quillhaven") =>
        JsonNode.Parse(await staff.GetStringAsync(new Uri($"/hospitals/{hospital}/site.json", UriKind.Relative), TestContext.Current.CancellationToken))!.AsObject();

    private async Task<(int Exit, string Output, string Errors)> OnboardAsync(JsonObject site, params string[] arguments)
    {
        var path = Path.Combine(folder, "site.json");
        await File.WriteAllTextAsync(path, site.ToJsonString(), TestContext.Current.CancellationToken);
        return await RunAsync([path, .. arguments]);
    }

    private static async Task<(int Exit, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new(), errors = new();
        var exit = await OnboardCommand.RunAsync(arguments, output, errors, TestContext.Current.CancellationToken);
        return (exit, output.ToString(), errors.ToString());
    }
}
