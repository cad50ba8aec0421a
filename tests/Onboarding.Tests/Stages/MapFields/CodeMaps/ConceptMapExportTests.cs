using EhrAdapters.Mapping;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using System.Text.Json;
using Onboarding.Stages.MapFields.CodeMaps;
using Onboarding.Tests.Support;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Onboarding.Tests.Stages.MapFields.CodeMaps;

public sealed class ConceptMapExportTests
{
    private static readonly JsonSerializerOptions Strict = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector);

    private static readonly DateTimeOffset At = new(2026, 6, 3, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Code_map_is_a_valid_concept_map_with_systems_where_they_are_known()
    {
        var map = Read(File("race", "extension.where(url = 'x').value.where(system = 'https://mercy-west.example/race').code",
            ("W", "2106-3"), ("C", "2106-3"), ("B", "2054-5"), ("?", "UNK")));

        Assert.Equal((PublicationStatus.Active, "StMarys2EastRace", "7"), (map.Status!.Value, map.Name, map.Version));
        Assert.Equal(["http://terminology.hl7.org/CodeSystem/v3-NullFlavor", "urn:oid:2.16.840.1.113883.6.238"], map.Group.Select(group => group.Target));
        Assert.All(map.Group, group => Assert.Equal("https://mercy-west.example/race", group.Source));
        Assert.Equal(
            [("B", "2054-5", ConceptMapEquivalence.Equivalent), ("C", "2106-3", ConceptMapEquivalence.Relatedto), ("W", "2106-3", ConceptMapEquivalence.Relatedto)],
            map.Group[1].Element.Select(element => (element.Code, element.Target[0].Code, element.Target[0].Equivalence!.Value)));
    }

    [Theory]
    [InlineData("gender", "http://hl7.org/fhir/administrative-gender", "male")]
    [InlineData("birthSex", "http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender", "M")]
    [InlineData("language", "urn:ietf:bcp:47", "en")]
    [InlineData("custom.ward", null, "A")]
    public void Our_codes_carry_their_standard_system(string field, string? system, string code)
    {
        var group = Assert.Single(Read(File(field, "maritalStatus.coding.code", ("1", code))).Group);

        Assert.Equal((system, null), (group.Target, group.Source));
    }

    [Fact]
    public async Task Saved_code_map_is_found_by_site_and_field_and_nothing_else_is()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var gender = Samples.Field("gender", "gender") with { CodeMap = new Dictionary<string, string> { ["W"] = "female" } };
        await bench.Sites.SaveMappingAsync(site.Id, site.Version, new() { Fields = [gender, Samples.Field("name", "name")] }, new("Mapping saved"), Bench.Csm, Bench.Cancel);
        var files = bench.Get<CodeMapFiles>();

        var file = await files.FindAsync("mercy-west", "gender", Bench.Cancel);

        Assert.Equal(("Mercy West", "Gender", 1), (file!.Site, file.Field.Label, file.Version));
        Assert.Contains("W,female,yes", file.Csv, StringComparison.Ordinal);
        Assert.Null(await files.FindAsync("mercy-west", "name", Bench.Cancel));
        Assert.Null(await files.FindAsync("mercy-west", "race", Bench.Cancel));
        Assert.Null(await files.FindAsync("nobody", "gender", Bench.Cancel));
    }

    private static ConceptMap Read(CodeMapFile file) => JsonSerializer.Deserialize<ConceptMap>(file.ConceptMap, Strict)!;

    private static CodeMapFile File(string field, string expression, params (string Local, string Ours)[] codes) => new(
        "St. Mary's 2 East",
        DataContract.Default.Find(field) ?? new() { Id = field, Label = "Ward", Requirement = FieldRequirement.Optional, Type = FieldType.Code },
        Samples.Field(field, expression) with { CodeMap = codes.ToDictionary(code => code.Local, code => code.Ours) },
        7,
        At);
}
