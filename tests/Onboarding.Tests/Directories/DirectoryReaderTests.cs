using System.Text;
using Onboarding.Directories;
using Xunit;

namespace Onboarding.Tests.Directories;

public sealed class DirectoryReaderTests
{
    [Fact]
    public async Task Endpoint_with_contained_organization_is_one_entry_under_its_managers_name()
    {
        var entries = (await Lists.ReadAsync(Lists.Epic)).Value!.Entries;

        Assert.Equal(["Lakeside Family Medicine (Heart of the Lakes)", "Qüill Clinic"], entries.Select(entry => entry.Name));
        Assert.Equal("https://haiku.lakeside.example/FHIRProxy/api/FHIR/R4", entries[0].Address.Text);
        Assert.Equal(("active", "off"), (entries[0].Status, entries[1].Status));
    }

    [Fact]
    public async Task Endpoint_and_organization_find_each_other_whatever_their_order_and_base()
    {
        var entries = (await Lists.ReadAsync(Lists.Oracle)).Value!.Entries;

        Assert.Equal(2, entries.Count);
        Assert.All(entries, entry => Assert.Equal(("Mercy West Hospital", "Dubuque", "IA", "52001", "1000000001"), (entry.Name, entry.City, entry.State, entry.PostalCode, entry.OrganizationId)));
        Assert.Contains("Mercy West prod", entries[0].Aliases);
    }

    [Fact]
    public async Task Brand_and_its_branch_share_an_address_and_keep_their_names_and_places()
    {
        var content = (await Lists.ReadAsync(Lists.Brands)).Value!;

        Assert.Equal([("Harbor Health", "Portland", "ME"), ("Harbor Pediatrics", "Bangor", "ME")], content.Entries.Select(entry => (entry.Name, entry.City, entry.State)).ToArray()!);
        Assert.Equal(["Harbor", "Seaside Clinics", "MyHarbor"], content.Entries[0].Aliases);
        Assert.Equal(["Harbor Health"], content.Entries[1].Aliases);
        Assert.All(content.Entries, entry => Assert.Equal(("https://fhir.harbor.example:443/v1/uscore/R4", "4.0.1"), (entry.Address.Text, entry.FhirVersion)));
        Assert.Equal(1, content.LeftOut);
    }

    [Fact]
    public async Task Plain_list_merges_one_name_at_one_address_and_keeps_two_names_apart()
    {
        var entries = (await Lists.ReadAsync(Lists.Lantern)).Value!.Entries;

        Assert.Equal(["First Surgical", "Second Surgical"], entries.Select(entry => entry.Name));
        Assert.Equal(("59101", "1000000002"), (entries[0].PostalCode, entries[0].OrganizationId));
    }

    [Theory]
    [InlineData("""{"resource":{"resourceType":"Endpoint","name":"X"}}""", "no address")]
    [InlineData("""{"resource":{"resourceType":"Endpoint","name":"X","address":17}}""", "no address")]
    [InlineData("""{"resource":{"resourceType":"Endpoint","name":"X","address":"ftp://x.example/r4"}}""", "not a whole http or https address")]
    [InlineData("""{"resource":{"resourceType":"Endpoint","name":"X","address":"https://u:p@x.example/r4"}}""", "user name")]
    [InlineData("""{"resource":{"resourceType":"Endpoint","name":"X","address":"https://x.example/r4?a=b"}}""", "query")]
    [InlineData("""{"resource":{"resourceType":"Endpoint","address":"https://x.example/r4"}}""", "whose address")]
    [InlineData("""{"resource":{"resourceType":"Organization"}}""", "no name")]
    [InlineData("""{"resource":"Endpoint"}""", "what kind")]
    [InlineData("""{"resource":{"resourceType":["Endpoint"]}}""", "what kind")]
    [InlineData("""{"URL":"https://x.example/r4"}""", "no name")]
    [InlineData("""{"OrganizationName":"X","URL":null}""", "no address")]
    [InlineData("17", "not an object")]
    [InlineData("\"text, with ] and }\"", "not an object")]
    [InlineData("""{"resource":{"resourceType":tru}}""", "not valid JSON")]
    [InlineData("""{"resource":{"resourceType":"Organization","name":"half \ud800"}}""", "cannot be read")]
    public async Task Broken_entry_is_named_by_its_position_and_the_others_are_read(string broken, string problem)
    {
        var content = (await Lists.ReadAsync($$"""{"resourceType":"Bundle","entry":[{"URL":"https://a.example/r4","OrganizationName":"A"}, {{broken}} ,{"URL":"https://b.example/r4","OrganizationName":"B"}]}""")).Value!;

        Assert.Equal(["A", "B"], content.Entries.Select(entry => entry.Name));
        Assert.Equal(1, content.Broken);
        Assert.Equal(2, Assert.Single(content.BrokenEntries).Position);
        Assert.Contains(problem, content.BrokenEntries[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deep_nesting_breaks_one_entry_only()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);

        var content = (await Lists.ReadAsync($$"""{"entry":[{"x":{{deep}}},{"URL":"https://a.example/r4","OrganizationName":"A"}]}""")).Value!;

        Assert.Equal((1, 1), (content.Entries.Count, content.Broken));
    }

    [Fact]
    public async Task Megabytes_in_one_string_break_one_entry_only()
    {
        var content = (await Lists.ReadAsync($$"""{"entry":[{"URL":"https://a.example/r4","OrganizationName":"{{new string('x', 5_000_000)}}"},{"URL":"https://b.example/r4","OrganizationName":"{{new string('y', 100_000)}}"}]}""")).Value!;

        Assert.Contains("larger than", Assert.Single(content.BrokenEntries).Problem, StringComparison.Ordinal);
        Assert.Equal(DirectoryLimits.Name, Assert.Single(content.Entries).Name.Length);
    }

    [Fact]
    public async Task Family_that_goes_in_a_circle_ends()
    {
        var content = (await Lists.ReadAsync("""
            {"entry":[{"resource":{"resourceType":"Organization","id":"a","name":"A","partOf":{"reference":"Organization/b"}}},
            {"resource":{"resourceType":"Organization","id":"b","name":"B","partOf":{"reference":"Organization/a"}}},
            {"resource":{"resourceType":"Endpoint","name":"E","address":"https://e.example/r4"}}]}
            """)).Value!;

        Assert.Equal("E", Assert.Single(content.Entries).Name);
    }

    public static TheoryData<string, string> Refused { get; } = new()
    {
        { "", "directory-not-json" },
        { "<!DOCTYPE html><html></html>", "directory-not-json" },
        { "{\"resourceType\":\"Patient\"}", "directory-no-list" },
        { "{\"entry\":\"none\"}", "directory-no-list" },
        { "{\"nested\":{\"entry\":[{\"URL\":\"https://a.example\",\"OrganizationName\":\"A\"}]}}", "directory-no-list" },
        { "{\"entry\":[]}", "directory-empty" },
        { "{\"entry\":[{\"URL\":\"https://a.example/r4\",\"OrganizationName\":\"A\"}", "directory-cut-off" },
        { "{\"entry\":[{\"URL\":\"https://a.example/r4\",\"Organiz", "directory-cut-off" },
        { "{\"entry\":[}}}}]]", "directory-cut-off" },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task Broken_list_is_refused_as_a_whole(string json, string code) =>
        Assert.Equal(code, (await Lists.ReadAsync(json)).Refusal?.Code);

    [Fact]
    public async Task More_entries_than_any_list_has_are_refused()
    {
        var json = new StringBuilder("[");
        for (var at = 0; at <= DirectoryLimits.Entries + 1; at++)
            json.Append(at == 0 ? "" : ",").Append("{\"URL\":\"https://a.example/").Append(at).Append("\",\"OrganizationName\":\"A\"}");

        Assert.Equal("directory-too-many", (await Lists.ReadAsync(json.Append(']').ToString())).Refusal?.Code);
    }

    [Fact]
    public async Task Mark_in_front_and_names_in_any_case_do_not_matter() =>
        Assert.Equal(2, (await Lists.ReadAsync([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Lists.Lantern.Replace("Endpoints", "endpoints", StringComparison.Ordinal))])).Value!.Entries.Count);

    [Fact]
    public async Task Element_is_whole_wherever_the_stream_is_cut()
    {
        await using var slow = new OneByteStream(Encoding.UTF8.GetBytes(Lists.Brands));

        var read = await DirectoryReader.ReadAsync(slow, null, TestContext.Current.CancellationToken);

        Assert.Equal(2, read.Value!.Entries.Count);
    }

    [Fact]
    public async Task Garbage_never_throws()
    {
        var random = new Random(20261124);
        var seeds = new[] { Lists.Epic, Lists.Oracle, Lists.Brands, Lists.Lantern }.Select(Encoding.UTF8.GetBytes).ToList();
        for (var round = 0; round < 400; round++)
        {
            var bytes = seeds[round % seeds.Count].ToArray();
            for (var change = 0; change < 1 + random.Next(12); change++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            var read = await Lists.ReadAsync(bytes[..random.Next(1, bytes.Length + 1)]);

            Assert.True(read.Succeeded || read.Refusal is not null);
        }
    }

    [Fact]
    public async Task Real_list_of_epic_is_read_without_a_broken_entry()
    {
        var file = Lists.Real("epic-r4.json");
        Assert.SkipWhen(file is null, "The folder ../shared/data/directories beside the repository is absent.");

        var content = (await Lists.ReadAsync(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))).Value!;

        Assert.Equal((0, 0), (content.Broken, content.LeftOut));
        Assert.InRange(content.Entries.Count, 470, 479);
    }

    [Fact]
    public async Task Real_list_in_the_plain_form_is_read_nearly_whole()
    {
        var file = Lists.Real("eclinicalworks-list.json");
        Assert.SkipWhen(file is null, "The folder ../shared/data/directories beside the repository is absent.");

        var content = (await Lists.ReadAsync(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))).Value!;

        Assert.InRange(content.Entries.Count, 2500, 2541);
        Assert.InRange(content.Broken, 0, 5);
    }

    private sealed class OneByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..1], cancellationToken);
    }
}
