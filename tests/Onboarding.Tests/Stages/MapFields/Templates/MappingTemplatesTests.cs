using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.MapFields.Fleet;
using Onboarding.Stages.MapFields.Templates;
using Onboarding.Stages.TestConnection;
using Onboarding.Tests.Fakes;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.MapFields.Templates;

public sealed class MappingTemplatesTests
{
    private static readonly Actor Engineer = new("e1", "Ember Quoin", Roles.Engineer);

    [Fact]
    public async Task Site_is_compared_with_the_template_of_its_release_and_else_with_the_one_of_any()
    {
        await using var bench = await Bench.OpenAsync();
        var old = await SiteAsync(bench, "Old", "Invented 1", "telecom.value");
        var young = await SiteAsync(bench, "Young", "Invented 2", "telecom.where(system = 'phone').value");
        var silent = await SiteAsync(bench, "Silent", null, "contact.telecom.value");
        var templates = bench.Get<MappingTemplates>();

        Assert.Null((await templates.OfAsync(young.Id, Bench.Cancel)).Version);
        Assert.Equal("template-release", (await templates.MakeAsync(silent.Id, anyRelease: false, "Usual", Engineer, Bench.Cancel)).Refusal?.Code);
        await templates.MakeAsync(silent.Id, anyRelease: true, "Usual", Engineer, Bench.Cancel);
        await templates.MakeAsync(old.Id, anyRelease: false, "What release 1 does", Engineer, Bench.Cancel);

        var (forOld, forYoung) = (await templates.OfAsync(old.Id, Bench.Cancel), await templates.OfAsync(young.Id, Bench.Cancel));
        Assert.Equal(("Invented 1", 1, "Old"), (forOld.Version!.Release, forOld.Version.Number, forOld.Version.FromSite));
        Assert.Equal(("Invented 2", "contact.telecom.value"), (forYoung.Release, forYoung.Of("phone")!.Expression));
        Assert.Equal(["phone"], forYoung.Differing(young.Configuration.Mapping, DataContract.Default).Select(field => field.FieldId));
        Assert.Empty(forOld.Differing(old.Configuration.Mapping, DataContract.Default));
        Assert.Contains("Mapping made the template of its vendor, Invented 1: What release 1 does", await bench.HistoryAsync(old.Id));
    }

    [Fact]
    public async Task Own_fields_of_a_hospital_stay_with_the_hospital()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await SiteAsync(bench, "Here", "Invented 1", "telecom.value");
        var map = site.Configuration.Mapping;
        site = (await bench.Sites.SaveMappingAsync(site.Id, site.Version, map with
        {
            Fields = [.. map.Fields, Samples.Field("custom.county", "address.district")],
            CustomFields = [new() { Id = "custom.county", Label = "County", Requirement = FieldRequirement.Optional, Type = FieldType.Text }],
        }, new("County"), Bench.Csm, Bench.Cancel)).Value!;

        var made = await bench.Get<MappingTemplates>().MakeAsync(site.Id, anyRelease: false, "Usual", Engineer, Bench.Cancel);

        Assert.Empty(made.Value!.Mapping.CustomFields);
        Assert.Null(made.Value.Mapping.Find("custom.county"));
    }

    [Fact]
    public async Task Place_that_names_the_hospital_is_no_template()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await SiteAsync(bench, "Here", "Invented 1", "extension.where(url = 'https://ehr.mercy-west.example/phone').value");
        site = (await bench.Sites.SaveMappingAsync(site.Id, site.Version, site.Configuration.Mapping with { Fields = [.. site.Configuration.Mapping.Fields, Samples.Map.Find("mrn")!] }, new("Number"), Bench.Csm, Bench.Cancel)).Value!;

        var made = await bench.Get<MappingTemplates>().MakeAsync(site.Id, anyRelease: false, "Usual", Engineer, Bench.Cancel);

        Assert.Equal(["name"], made.Value!.Mapping.Fields.Select(field => field.FieldId));
    }

    [Fact]
    public async Task Template_is_edited_and_restored_version_by_version_by_those_who_keep_it()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await SiteAsync(bench, "Here", "Invented 1", "telecom.value");
        var templates = bench.Get<MappingTemplates>();
        Assert.Equal("template-engineers", (await templates.MakeAsync(site.Id, anyRelease: true, "Why", Bench.Csm, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("reason-needed", (await templates.MakeAsync(site.Id, anyRelease: true, " ", Engineer, Bench.Cancel)).Refusal?.Code);
        var first = (await templates.MakeAsync(site.Id, anyRelease: true, "First", Engineer, Bench.Cancel)).Value!;
        FieldMap edited = new() { Fields = [Samples.Field("phone", "telecom.where(system = 'phone').value")] };

        Assert.Equal("template-expression", (await SaveAsync(1, new() { Fields = [Samples.Field("phone", "telecom.where(")] })).Refusal?.Code);
        Assert.Equal(2, (await SaveAsync(1, edited)).Value!.Number);
        Assert.Equal("template-changed", (await SaveAsync(1, FieldMap.Empty)).Refusal?.Code);
        Assert.Equal("template-same", (await SaveAsync(2, edited)).Refusal?.Code);
        var restored = await templates.RestoreAsync("fhir-r4", TemplateVersion.AnyRelease, 2, 1, Engineer, Bench.Cancel);

        Assert.Equal((3, "Version 1 restored"), (restored.Value!.Number, restored.Value.Reason));
        Assert.Equal([3, 2, 1], (await templates.VersionsAsync("fhir-r4", TemplateVersion.AnyRelease, Bench.Cancel)).Select(version => version.Number));
        Assert.Equal(first.Mapping.Fields.Count, Assert.Single(await templates.ListAsync(Bench.Cancel)).Mapping.Fields.Count);

        Task<Result<TemplateVersion>> SaveAsync(int seen, FieldMap map) => templates.SaveAsync("fhir-r4", TemplateVersion.AnyRelease, seen, map, "Better", Engineer, Bench.Cancel);
    }

    [Fact]
    public void Value_comes_from_the_template_the_vendor_profile_or_this_site()
    {
        var template = new SiteTemplate("fhir-r4", null, new()
        {
            Vendor = "fhir-r4", Release = "", Number = 1, Author = "x", Reason = "x", At = default,
            Mapping = new() { Fields = [Samples.Field("gender", "gender") with { CodeMap = new Dictionary<string, string> { ["W"] = "female" } }] },
        });

        Assert.Equal(MappingOrigin.Template, Origin(Samples.Field("gender", " gender ") with { CodeMap = new Dictionary<string, string> { ["W"] = "female" } }));
        Assert.Equal(MappingOrigin.VendorProfile, Origin(Samples.Field("gender", "gender")));
        Assert.Equal(MappingOrigin.ThisSite, Origin(Samples.Field("gender", "gender") with { CodeMap = new Dictionary<string, string> { ["F"] = "female" } }));
        Assert.Equal(MappingOrigin.ThisSite, Origin(Samples.Field("gender", "extension.value")));

        MappingOrigin Origin(FieldMapping mapping) => MappingOrigins.Of(mapping, template, ["gender"]);
    }

    [Fact]
    public async Task Fleet_counts_the_sites_of_the_same_release_where_there_are_any()
    {
        await using var bench = await Bench.OpenAsync();
        var here = await SiteAsync(bench, "Here", "Invented 2", "telecom.value");
        await SiteAsync(bench, "North", "Invented 2", "telecom.value");
        await SiteAsync(bench, "South", "Invented 1", "contact.telecom.value");
        await SiteAsync(bench, "West", null, "contact.telecom.value");
        var alone = await SiteAsync(bench, "Alone", "Invented 3", "telecom.value");

        Assert.Equal((1, 1, true), await WordAsync(here));
        Assert.Equal((4, 2, false), await WordAsync(alone));

        async Task<(int, int, bool)> WordAsync(Site site) =>
            (await bench.Get<FleetMemory>().OfAsync(site.Id, Bench.Cancel)).Of("phone", "telecom.value") is { } word ? (word.Sites, word.LikeHere, word.OfRelease) : default;
    }

    /// <summary>A site whose server says this of its software, and whose phone lies there.</summary>
    private static async Task<Site> SiteAsync(Bench bench, string name, string? software, string phone)
    {
        var site = await bench.SiteAsync(name);
        bench.Runners[Stage.TestConnection].Work = (_, _) => Task.FromResult(ScriptedRunner.Outcome(CheckState.Passed) with
        {
            Detail = new ConnectionDetail { Baseline = new() { At = bench.Time.GetUtcNow(), Software = software } },
        });
        site = await bench.WalkAsync(site, Stage.TestConnection);
        return (await bench.Sites.SaveMappingAsync(site.Id, site.Version, new() { Fields = [Samples.Field("name", "name"), Samples.Field("phone", phone)] }, new("Mapped"), Bench.Csm, Bench.Cancel)).Value!;
    }
}
