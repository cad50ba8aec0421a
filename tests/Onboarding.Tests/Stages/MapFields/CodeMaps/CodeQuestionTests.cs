using EhrAdapters.Mapping;
using Hl7.Fhir.Model;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.MapFields.CodeMaps;
using Onboarding.Stages.Samples;
using Onboarding.Tests.Support;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Onboarding.Tests.Stages.MapFields.CodeMaps;

public sealed class CodeQuestionTests
{
    private static readonly ContractField Gender = DataContract.Default.Find("gender")!;

    [Fact]
    public async Task Letter_names_the_field_the_system_and_the_codes_with_how_often_they_were_seen()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();

        var row = CodeQuestion.Ask(site, Gender, "extension.value.where(system = 'urn:own:sex').code", [new("X9", "Not told", 3, null), new("Z", null, 1, null)], 120, Bench.Csm);

        Assert.Equal("MAP-CODES-GENDER", row.Code);
        Assert.Contains("2 codes", row.Letter!.Subject, StringComparison.Ordinal);
        Assert.Contains("- Code system: urn:own:sex\n", row.Letter.Body, StringComparison.Ordinal);
        Assert.Contains("- X9 (“Not told”): 3 of 120 values seen\n- Z: 1 of 120 values seen\n", row.Letter.Body, StringComparison.Ordinal);
        Assert.Contains("male, female, other, unknown", row.Letter.Body, StringComparison.Ordinal);
        Assert.EndsWith($"{Bench.Csm.Name}\n", row.Letter.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_without_a_code_is_counted_in_the_letter_and_not_repeated()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        bench.Adapters.Patients = [.. Samples.Patients()];
        bench.Adapters.Patients[0].MaritalStatus = new() { Text = "lives with a friend" };
        bench.Adapters.Patients[1].MaritalStatus = new() { Coding = [new("urn:own", "W")] };
        var site = await bench.SiteAsync();
        var session = (await bench.Get<MappingWorkbench>().OpenAsync(site.Id, Bench.Cancel)).Value!;

        var open = session.LocalCodes(Gender, Samples.Field("gender", "maritalStatus"));
        var body = CodeQuestion.Ask(site, Gender, "maritalStatus", open, 10, Bench.Csm).Letter!.Body;

        Assert.Equal([false, true], open.Select(code => code.IsText).Order());
        Assert.Contains("- W: 1 of 10 values seen\n- and 1 that came as a text without a code", body, StringComparison.Ordinal);
        Assert.DoesNotContain("friend", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("W", "White", 1, "White")]
    [InlineData("W", "w", 1, null)]
    [InlineData("N1", "Friend of Wren", 1, null)]
    [InlineData("N1", "see MW4001", 1, null)]
    [InlineData("N1", "Oak1, kept apart", 1, null)]
    [InlineData("N1", "Friend of Wren", 2, "Friend of Wren")]
    public void Display_is_shown_where_it_says_something_and_is_no_word_of_the_one_patient_who_has_it(string code, string display, int patients, string? shown)
    {
        var samples = Samples.Patients(3).Select((patient, at) => new Sample(at + 1, patient, null, null)).ToList();
        foreach (var sample in samples.Take(patients))
            sample.Resource!.MaritalStatus = new() { Coding = [new("urn:own", code, display)] };

        Assert.Equal(shown, new CodeDisplays(samples).Find("Patient", code));
    }
}
