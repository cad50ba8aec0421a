using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using EhrAdapters;
using EhrAdapters.Mapping;
using Onboarding.SiteFiles;
using Onboarding.Sites;
using Xunit;

namespace Onboarding.Tests.SiteFiles;

/// <summary>Holds the published schema to what the reader takes.</summary>
public sealed class SiteFileSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(Here()))!.AsObject();

    public static TheoryData<string, IReadOnlyList<string>> Objects => new()
    {
        { "properties", SiteFileKeys.Root },
        { "properties/signIn/properties", SiteFileKeys.SignIn },
        { "properties/patients/properties", SiteFileKeys.Patients },
        { "properties/load/properties", SiteFileKeys.Load },
        { "properties/consent/properties", SiteFileKeys.Consent },
        { "properties/approvals/items/properties", SiteFileKeys.Approval },
        { "$defs/field/oneOf/1/properties", SiteFileKeys.MappedField },
        { "properties/mapping/properties", [.. DataContract.Default.Fields.Select(known => known.Id)] },
    };

    public static TheoryData<string, IReadOnlyList<string>> Words => new()
    {
        { "properties/vendor/enum", [.. new EhrAdapterFactory(TimeProvider.System).Profiles.Select(profile => profile.Id)] },
        { "properties/environment/enum", Kebab<EhrEnvironment>() },
        { "properties/signIn/properties/method/enum", Kebab<SignInMethod>() },
        { "properties/approvals/items/properties/role/enum", Roles.All },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void Schema_knows_the_same_keys(string at, IReadOnlyList<string> keys) =>
        Assert.Equal(keys.Order(), Find(at).AsObject().Select(member => member.Key).Order());

    [Theory]
    [MemberData(nameof(Words))]
    public void Schema_knows_the_same_words(string at, IReadOnlyList<string> words) =>
        Assert.Equal(words.Order(), Find(at).AsArray().Select(word => word!.GetValue<string>()).Order());

    [Fact]
    public void Schema_requires_what_the_reader_requires()
    {
        var missing = new SiteFileReader(new EhrAdapterFactory(TimeProvider.System), _ => null).Parse("{}", ".").Mistakes.Select(mistake => mistake.Split(':')[0]);

        Assert.Equal(missing.Order(), Find("required").AsArray().Select(key => key!.GetValue<string>()).Order());
    }

    [Fact]
    public void Schema_gives_the_same_defaults()
    {
        var load = Find("properties/load/properties");
        var defaults = new LoadSettings();

        Assert.Equal(defaults.PeakRequestsPerMinute, load["peakRequestsPerMinute"]!["default"]!.GetValue<int>());
        Assert.Equal(defaults.CapRequestsPerMinute, load["capRequestsPerMinute"]!["default"]!.GetValue<int>());
        Assert.Equal(defaults.HoldSeconds, load["holdSeconds"]!["default"]!.GetValue<int>());
    }

    private static JsonNode Find(string at) =>
        at.Split('/').Aggregate((JsonNode)Schema, (node, name) => int.TryParse(name, out var index) ? node[index]! : node[name]!);

    private static List<string> Kebab<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Json.Word)];

    private static string Here([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "docs", "site-file.schema.json"));
}
