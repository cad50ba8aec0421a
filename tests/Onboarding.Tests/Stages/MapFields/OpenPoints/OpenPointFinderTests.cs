using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;
using Onboarding.Lifecycle;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.MapFields.OpenPoints;
using Onboarding.Stages.MapFields.Templates;
using Onboarding.Tests.Support;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Onboarding.Tests.Stages.MapFields.OpenPoints;

public sealed class OpenPointFinderTests
{
    [Fact]
    public async Task Needed_field_without_a_place_closes_the_gate_and_an_expected_one_warns()
    {
        var points = await FindAsync(Samples.Map with { Fields = [.. Samples.Map.Fields.Where(field => field.FieldId is not "phone" and not "email")] });

        Assert.Equal((CheckState.Failed, FaultOwner.OurConfiguration), (Point(points, "phone", OpenPointKind.NotMapped).State, Point(points, "phone", OpenPointKind.NotMapped).Owner));
        Assert.Equal(CheckState.Warning, Point(points, "email", OpenPointKind.NotMapped).State);
        Assert.DoesNotContain(points, point => point.FieldId == "deceased");
    }

    [Fact]
    public async Task Place_that_no_sample_fills_is_named_with_the_records_looked_at()
    {
        var points = await FindAsync(With("phone", "telecom.where(system='fax').value"));

        Assert.Equal(new OpenPoint(OpenPointKind.NeverFilled, "phone", 0, 10) { Needed = true }, Point(points, "phone", OpenPointKind.NeverFilled));
    }

    [Fact]
    public async Task Two_fields_at_one_place_are_a_conflict_whatever_the_white_space()
    {
        var points = await FindAsync(With("email", "telecom.where( system = 'phone' ).value"));

        var conflict = Assert.Single(points, point => point.Kind is OpenPointKind.SamePlace);
        Assert.Equal(("phone", "email"), (conflict.FieldId, conflict.OtherFieldId));
    }

    [Fact]
    public async Task Second_known_place_with_another_value_is_counted_over_those_that_have_both()
    {
        await using var bench = await OpenAsync();
        foreach (var patient in bench.Adapters.Patients.Take(3))
            patient.Extension.Add(new("http://open.epic.com/FHIR/StructureDefinition/extension/legal-sex", new CodeableConcept("urn:own", patient.Id is "p-1" ? "female" : patient.Gender is AdministrativeGender.Male ? "male" : "female")));

        var points = OpenPointFinder.Of(await SessionAsync(bench), Samples.Map);

        // p-1 is a boy.
        Assert.Equal((1, 3, FaultOwner.Hospital), Point(points, "gender", OpenPointKind.TwoValues) is var point ? (point.Count, point.Of, point.Owner) : default);
    }

    [Fact]
    public async Task Codes_without_an_entry_say_how_many_records_they_cover()
    {
        await using var bench = await OpenAsync();
        foreach (var (patient, at) in bench.Adapters.Patients.Select((patient, at) => (patient, at)))
            patient.MaritalStatus = new("urn:oid:2.999.8", at < 7 ? "W" : at == 9 ? "X" : "M");
        var map = With("gender", "maritalStatus.coding.code", ("W", "female"));

        var point = Point(OpenPointFinder.Of(await SessionAsync(bench), map), "gender", OpenPointKind.CodesOpen);

        Assert.Equal((2, 3, 3, 10, CheckState.Failed), (point.Count, point.Of, point.Covered, point.Values, point.State));
        Assert.Equal("1 of 3 codes are mapped; 2 codes cover 3 of 10 records.", point.Cause(id => id));
    }

    [Fact]
    public async Task Codes_that_share_one_of_ours_are_said_but_hold_nothing_up()
    {
        var map = With("gender", "gender", ("F", "female"), ("W", "female"), ("M", "male"));

        var point = Point(await FindAsync(map), "gender", OpenPointKind.OneWay);

        Assert.Equal((2, 3, CheckState.NotApplicable), (point.Count, point.Of, point.State));
    }

    [Fact]
    public async Task What_the_template_maps_otherwise_is_said_once_and_holds_nothing_up()
    {
        await using var bench = await OpenAsync();
        var template = new TemplateVersion
        {
            Id = Guid.NewGuid(), Vendor = "fhir-r4", Release = TemplateVersion.AnyRelease, Number = 1, At = default, Author = "Ember Quoin", Reason = "First",
            Mapping = new() { Fields = [Samples.Field("phone", "telecom.value"), Samples.Field("gender", " gender "), Samples.Field("race", "extension.value")] },
        };

        var points = OpenPointFinder.Of(await SessionAsync(bench), Samples.Map, new("fhir-r4", null, template));

        var differing = Assert.Single(points, point => point.Kind is OpenPointKind.DiffersFromTemplate);
        Assert.Equal(("phone", CheckState.NotApplicable), (differing.FieldId, differing.State));
    }

    [Fact]
    public async Task Local_codes_of_clinical_records_are_counted_over_all_of_them()
    {
        await using var bench = await OpenAsync();
        foreach (var number in Samples.Numbers(10))
        {
            var encounter = Samples.Encounter(number);
            encounter.Class = new("urn:own:class", number < 4 ? "OPD" : "AMB");
            bench.Adapters.Records.Add(encounter);
        }

        var point = Point(OpenPointFinder.Of(await SessionAsync(bench), Samples.Map), "encounter.class", OpenPointKind.CodesOpen);

        Assert.True(point.Covered >= 3 && point.Values == 10, $"{point}");
    }

    [Fact]
    public async Task Open_points_are_kept_with_the_run_as_counts_and_ids_only()
    {
        await using var bench = await OpenAsync();
        var site = await bench.SiteAsync();

        var outcome = await bench.RunAsync(Stage.MapFields, new() { Map = With("phone", "telecom.where(system='fax').value") });

        var kept = Json.Read<MappingReport>(Json.Write(Assert.IsType<MappingReport>(outcome.Detail)));
        Assert.Contains(kept.OpenPoints, point => point is { Kind: OpenPointKind.NeverFilled, FieldId: "phone", Of: 10, State: CheckState.Failed });
        Assert.DoesNotContain("MW40", Json.Write(kept), StringComparison.Ordinal);
        Assert.NotNull(site);
    }

    private static OpenPoint Point(IReadOnlyList<OpenPoint> points, string field, OpenPointKind kind) => Assert.Single(points, point => point.FieldId == field && point.Kind == kind);

    private static FieldMap With(string field, string expression, params (string Code, string Ours)[] codes) => Samples.Map with
    {
        Fields = [.. Samples.Map.Fields.Where(mapping => mapping.FieldId != field), Samples.Field(field, expression) with { CodeMap = codes.ToDictionary(code => code.Code, code => code.Ours) }],
    };

    private static async Task<IReadOnlyList<OpenPoint>> FindAsync(FieldMap map)
    {
        await using var bench = await OpenAsync();
        return OpenPointFinder.Of(await SessionAsync(bench), map);
    }

    private static async Task<MappingSession> SessionAsync(Bench bench) =>
        (await bench.Get<MappingWorkbench>().OpenAsync((await bench.SiteAsync()).Id, Bench.Cancel)).Value!;

    private static async Task<Bench> OpenAsync()
    {
        var bench = await Bench.OpenAsync(realRunners: true);
        bench.Adapters.Patients = [.. Samples.Patients()];
        return bench;
    }
}
