using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;
using Onboarding.Sites;
using Onboarding.Stages.MapFields;
using Onboarding.Tests.Support;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Onboarding.Tests.Stages.MapFields;

public sealed class MappingWorkbenchTests
{
    private static readonly ContractField Phone = DataContract.Default.Find("phone")!;
    private static readonly ContractField Gender = DataContract.Default.Find("gender")!;

    [Fact]
    public async Task Preview_shows_every_sample_masked()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.Patients[2].Telecom.Clear();
        var session = await SessionAsync(bench);

        var preview = session.Preview(Phone, Samples.Field("phone", "telecom.where(system = 'phone').value"));

        Assert.Null(preview.Problem);
        Assert.Equal(10, preview.Rows.Count);
        Assert.Equal((CheckState.Warning, ""), (preview.Rows[2].State, preview.Rows[2].Found));
        Assert.Equal(CheckState.Passed, preview.Rows[0].State);
        Assert.DoesNotContain("563", string.Concat(preview.Rows.Select(row => row.Found + row.Stored)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Type an expression")]
    [InlineData("telecom.where(", "")]
    public async Task Expression_that_is_none_is_a_problem_and_no_rows(string expression, string words)
    {
        await using var bench = await OpenAsync();

        var preview = (await SessionAsync(bench)).Preview(Phone, Samples.Field("phone", expression));

        Assert.Contains(words, preview.Problem, StringComparison.Ordinal);
        Assert.Empty(preview.Rows);
    }

    [Fact]
    public async Task Local_codes_are_counted_with_their_display_and_what_they_become()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.Patients.ForEach(patient => patient.MaritalStatus = patient.Id is "p-1"
            ? new("urn:oid:2.999.8", "Z", "Not told", null)
            : new CodeableConcept("urn:oid:2.999.8", "W", "Woman", null));
        var mapping = Samples.Field("gender", "maritalStatus.coding.code") with { CodeMap = new Dictionary<string, string> { ["W"] = "female" } };

        var codes = (await SessionAsync(bench)).LocalCodes(Gender, mapping);

        Assert.Equal([new LocalCode("W", "Woman", 9, "female"), new LocalCode("Z", "Not told", 1, null)], codes);
    }

    [Fact]
    public async Task Text_fields_show_no_codes()
    {
        await using var bench = await OpenAsync();

        Assert.Empty((await SessionAsync(bench)).LocalCodes(Phone, Samples.Field("phone", "telecom.value")));
    }

    [Fact]
    public async Task Sure_suggestions_fill_gaps_and_leave_choices_alone()
    {
        await using var bench = await OpenAsync();
        var session = await SessionAsync(bench);
        var chosen = new FieldMap { Fields = [Samples.Field("birthDate", "birthDate.toString()"), Samples.Field("name", " ")] };

        var accepted = session.AcceptSure(chosen);

        Assert.Equal("birthDate.toString()", accepted.Find("birthDate")!.Expression);
        Assert.Equal(session.Suggestions.Where(suggestion => suggestion.Sure).Select(suggestion => suggestion.FieldId).Append("birthDate").Distinct().Order(), accepted.Fields.Select(field => field.FieldId).Order());
        Assert.Equal(accepted.Fields.Count, accepted.Fields.DistinctBy(field => field.FieldId).Count());
    }

    [Fact]
    public async Task Extensions_of_the_hospital_are_discovered_with_an_expression_that_works()
    {
        await using var bench = await OpenAsync();
        foreach (var patient in bench.Adapters.Patients.Take(4))
            patient.AddExtension("https://mercy-west.example/county", new FhirString("Dubuque"));
        bench.Adapters.Patients[0].Extension.Add(new("https://mercy-west.example/o'dd", new FhirString("x")));
        var session = await SessionAsync(bench);

        var found = Assert.Single(session.Extensions);

        Assert.Equal(("https://mercy-west.example/county", 4), (found.Url, found.Found));
        Assert.Equal(4, session.Preview(Phone, Samples.Field("phone", found.Expression)).Rows.Count(row => row.State is CheckState.Passed));
    }

    [Fact]
    public async Task Hospital_that_does_not_answer_still_gives_suggestions_and_says_why()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.Patients.Clear();

        var session = await SessionAsync(bench);

        Assert.Equal(0, session.SampleCount);
        Assert.NotNull(session.Problem);
    }

    [Fact]
    public async Task Clinical_field_shows_one_row_a_patient_and_counts_its_records()
    {
        await using var bench = await OpenAsync();
        var broken = Samples.Encounter(2);
        broken.Period!.StartElement = null;
        bench.Adapters.Records = [Samples.Encounter(1), Samples.Encounter(1), Samples.Encounter(2), broken];
        var session = await SessionAsync(bench);
        var start = DataContract.Default.Find("encounter.start")!;

        var rows = session.Preview(start, Samples.Field("encounter.start", "period.start")).Rows;

        Assert.Equal((CheckState.Passed, "••••-••-•••••:••:••-••:•• and 1 more", null), (rows[0].State, rows[0].Found, rows[0].Reason));
        Assert.Equal((CheckState.Warning, "1 of 2 encounters: The patient has no value here."), (rows[1].State, rows[1].Reason));
        Assert.Equal((CheckState.NotApplicable, "No encounter of this patient was read."), (rows[2].State, rows[2].Reason));
        Assert.Equal("3 of 4 sample encounters carry a value here.", session.Suggestions.Single(suggestion => suggestion.FieldId == "encounter.start").Reason);
    }

    [Fact]
    public async Task Codes_of_another_system_are_listed_and_standard_ones_are_not()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.Records = [Samples.Condition(1, local: true), Samples.Condition(2, local: true), Samples.Condition(3, local: false)];

        var codes = (await SessionAsync(bench)).LocalCodes(DataContract.Default.Find("condition.code")!, Samples.Field("condition.code", "code"));

        Assert.Equal([new LocalCode("HTN", "Hypertension", 2, null)], codes);
    }

    [Fact]
    public async Task Site_without_a_connection_is_refused()
    {
        await using var bench = await OpenAsync();
        var empty = (await bench.Sites.CreateAsync("St. Blaise", "America/Chicago", null, Bench.Csm, Bench.Cancel)).Value!;

        Assert.Equal("no-connection", (await bench.Get<MappingWorkbench>().OpenAsync(empty.Id, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("site-not-found", (await bench.Get<MappingWorkbench>().OpenAsync(SiteId.New(), Bench.Cancel)).Refusal?.Code);
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
