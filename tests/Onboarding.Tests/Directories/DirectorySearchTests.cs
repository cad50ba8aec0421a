using EhrAdapters;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.Directories;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Directories;

public sealed class DirectorySearchTests
{
    [Theory]
    [InlineData("lak", "Lakeside Family Medicine (Heart of the Lakes)")]
    [InlineData("lak fam", "Lakeside Family Medicine (Heart of the Lakes)")]
    [InlineData("quill", "Qüill Clinic")]
    [InlineData("QÜILL clin", "Qüill Clinic")]
    [InlineData("mercy dub", "Mercy West Hospital")]
    [InlineData("mercy iowa", "Mercy West Hospital")]
    [InlineData("ia mercy", "Mercy West Hospital")]
    [InlineData("52001", "Mercy West Hospital")]
    [InlineData("seaside", "Harbor Health")]
    [InlineData("myharb", "Harbor Health")]
    [InlineData("bangor", "Harbor Pediatrics")]
    [InlineData("oracle mercy", "Mercy West Hospital")]
    [InlineData("haiku.lakeside.example", "Lakeside Family Medicine (Heart of the Lakes)")]
    [InlineData("https://haiku.lakeside.example/FHIRProxy/api/FHIR/R4/", "Lakeside Family Medicine (Heart of the Lakes)")]
    public async Task Part_of_name_place_vendor_or_host_finds_the_hospital_first(string typed, string expected)
    {
        await using var bench = await FilledAsync();

        Assert.Equal(expected, (await FindAsync(bench, typed)).Best[0].Entry.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("l")]
    [InlineData("lakeside dubuque")]
    [InlineData("facetst")]
    [InlineData("facetdir")]
    public async Task What_no_entry_holds_finds_nothing(string typed)
    {
        await using var bench = await FilledAsync();

        Assert.Equal(0, (await FindAsync(bench, typed)).Total);
    }

    [Fact]
    public async Task Name_that_is_typed_whole_stands_before_longer_ones_and_places_come_last()
    {
        await using var bench = await Bench.OpenAsync();
        await ImportAsync(bench, "Plain", Lists.Plain(
            ("Greater Mercy Clinics", "https://c.example/r4"), ("Mercy Health of the Northern Plains", "https://b.example/r4"), ("Mercy", "https://a.example/r4"),
            ("Mercyhurst", "https://d.example/r4"), ("Lakes", "https://mercy.example/r4")));

        Assert.Equal(["Mercy", "Mercy Health of the Northern Plains", "Mercyhurst", "Greater Mercy Clinics", "Lakes"], (await FindAsync(bench, "mercy")).Best.Select(found => found.Entry.Name));
    }

    [Fact]
    public async Task Answers_are_limited_and_the_total_is_told()
    {
        await using var bench = await Bench.OpenAsync();
        await ImportAsync(bench, "Plain", Lists.Plain([.. Enumerable.Range(1, 50).Select(number => ($"Clinic {number}", $"https://c{number}.example/r4"))]));

        var found = await FindAsync(bench, "clin");

        Assert.Equal((20, 50), (found.Best.Count, found.Total));
        Assert.Equal(20, found.Best.Select(one => one.Entry.Id).Distinct().Count());
    }

    [Fact]
    public async Task State_and_vendor_narrow_the_search()
    {
        await using var bench = await FilledAsync();
        var index = bench.Get<DirectoryIndex>();

        Assert.Equal(["Harbor Health", "Harbor Pediatrics"], (await index.FindAsync(new("harbor", State: "ME"), Bench.Cancel)).Best.Select(found => found.Entry.Name));
        Assert.Equal(0, (await index.FindAsync(new("harbor", State: "IA"), Bench.Cancel)).Total);
        Assert.Equal(2, (await index.FindAsync(new("mercy", Vendor: "oracle-health"), Bench.Cancel)).Total);
        Assert.Equal(0, (await index.FindAsync(new("mercy", Vendor: "epic"), Bench.Cancel)).Total);
    }

    [Fact]
    public async Task Removed_directory_is_found_no_more_until_it_is_brought_back()
    {
        await using var bench = await FilledAsync();
        var store = bench.Get<DirectoryStore>();
        var oracle = (await store.ListAsync(Bench.Cancel)).Single(directory => directory.Name == "Oracle");
        await store.RemoveAsync(oracle.Id, Bench.Csm, Bench.Cancel);

        Assert.Equal(0, (await FindAsync(bench, "mercy")).Total);
        Assert.Empty(await store.AtAsync("https://fhir-ehr.cerner.com/r4/00000000-0000-4000-8000-000000000041", Bench.Cancel));
        Assert.Equal(1, (await FindAsync(bench, "lakeside")).Total);
        await store.BringBackAsync(oracle.Id, Bench.Csm, Bench.Cancel);

        Assert.Equal(2, (await FindAsync(bench, "mercy")).Total);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("mercy\" OR \"x")]
    [InlineData("NEAR(mercy west)")]
    [InlineData("Name : mercy")]
    [InlineData("mercy AND")]
    [InlineData("NOT")]
    [InlineData("*** ^^ {} () -- + :")]
    [InlineData("mer*cy'; DROP TABLE Directories; --")]
    [InlineData("mercy\0west")]
    [InlineData("‘mercy’ – west")]
    public async Task Operators_are_words_like_others(string typed)
    {
        await using var bench = await FilledAsync();

        Assert.True((await FindAsync(bench, typed)).Total >= 0);
    }

    [Fact]
    public async Task Nothing_that_can_be_typed_is_a_syntax_error()
    {
        await using var bench = await FilledAsync();
        var random = new Random(20261124);
        const string signs = "mercyAND OR NOT NEAR()\"'*^:{}+-,.\\/%_;\t\0äöé€漢字🏥\ud83c\udfe5 ";
        for (var round = 0; round < 1500; round++)
        {
            var typed = new string([.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(5) == 0 ? (char)random.Next(0x10000) : signs[random.Next(signs.Length)])]);

            Assert.True((await FindAsync(bench, typed)).Total >= 0);
        }
    }

    [Fact]
    public async Task Index_and_entries_hold_the_same_after_a_directory_was_imported_again()
    {
        await using var bench = await FilledAsync();
        await ImportAsync(bench, "Oracle", Lists.Plain(("Nightingale", "https://n.example/r4")));

        Assert.Equal(0, (await FindAsync(bench, "mercy")).Total);
        Assert.Equal(1, (await FindAsync(bench, "nightingale")).Total);
        await using var db = await bench.DbAsync();
        var entries = await db.DirectoryEntries.CountAsync(Bench.Cancel);
        await using var connection = new SqliteConnection($"Data Source={bench.DatabaseFile};Pooling=False");
        await connection.OpenAsync(Bench.Cancel);
        await using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM DirectoryIndex";
        Assert.Equal((long)entries, await count.ExecuteScalarAsync(Bench.Cancel));
    }

    [Theory]
    [InlineData("wac fam")]
    [InlineData("waco family medicine")]
    [InlineData("wacofhc")]
    public async Task Hospital_of_the_real_list_is_found_by_parts_of_its_name_and_host(string typed)
    {
        var file = Lists.Real("epic-r4.json");
        Assert.SkipWhen(file is null, "The folder ../shared/data/directories beside the repository is absent.");
        await using var bench = await Bench.OpenAsync();
        await ImportAsync(bench, "Epic", await File.ReadAllTextAsync(file, Bench.Cancel));

        Assert.Equal("https://haiku.wacofhc.org/FHIR/api/FHIR/R4", (await FindAsync(bench, typed)).Best[0].Entry.Address);
    }

    private static async Task<Bench> FilledAsync()
    {
        // The vendors of the entries are told by the real profiles.
        var bench = await Bench.OpenAsync(services => services.AddSingleton<IEhrAdapterFactory>(new EhrAdapterFactory(TimeProvider.System)));
        await ImportAsync(bench, "Epic", Lists.Epic);
        await ImportAsync(bench, "Oracle", Lists.Oracle);
        await ImportAsync(bench, "Brands", Lists.Brands);
        return bench;
    }

    private static async Task ImportAsync(Bench bench, string name, string json)
    {
        var content = (await Lists.ReadAsync(json)).Value!;
        await bench.Get<DirectoryStore>().ReplaceAsync(new() { Name = name, Source = $"{name}.json", File = "none" }, content, Bench.Csm, Bench.Cancel);
    }

    private static Task<DirectoryFindings> FindAsync(Bench bench, string typed) => bench.Get<DirectoryIndex>().FindAsync(new(typed), Bench.Cancel);
}
