using Hl7.Fhir.Model;
using Onboarding.Lifecycle;
using Onboarding.Stages.ValidatePatients;
using Onboarding.Stages.ValidatePatients.Choosing;
using Onboarding.Tests.Stages.ValidatePatients.Records;
using Onboarding.Tests.Support;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Onboarding.Tests.Stages.ValidatePatients.Choosing;

/// <summary>Which kinds of patient are among the ten, which are not, and the letter that asks for them.</summary>
public sealed class PatientAdviceTests
{
    [Fact]
    public async Task Run_counts_the_kinds_that_its_patients_are_of()
    {
        await using var bench = await RecordJudgementTests.OpenAsync(records =>
        {
            records.RemoveAll(record => record.Id!.StartsWith("p-8-", StringComparison.Ordinal) && record is not Encounter);
            records.Chart<Encounter>(4).First().Class = new("http://terminology.hl7.org/CodeSystem/v3-ActCode", "IMP");
        });
        bench.Adapters.Patients[6].Identifier.Add(new(Samples.MrnSystem + ".9", "old") { Use = Identifier.IdentifierUse.Old });

        var cover = RecordJudgementTests.Matrix(await bench.RunAsync(Stage.ValidatePatients)).Cover!;

        Assert.Equal((0, 1, 1, 1, 1), (cover.Newborn, cover.Minor, cover.Over89, cover.Merged, cover.NearlyEmpty));
        Assert.Equal([("AMB", 10), ("IMP", 1)], cover.Encounters.Select(kind => (kind.Key, kind.Value)));
        var kinds = PatientAdvice.Of(cover);
        Assert.Equal(["Two people with an inpatient stay", "Two people with an emergency visit"], kinds.Where(kind => !kind.Covered).Select(kind => kind.What));
        var letter = PatientAdvice.Letter(kinds, "Mercy West", 10, "Juno Marrow")!;
        Assert.Contains("Two people with an emergency visit", letter.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("over 89", letter.Body, StringComparison.Ordinal);
        Assert.Contains("do not send the numbers by open mail", letter.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_first_run_every_kind_is_asked_for()
    {
        var kinds = PatientAdvice.Of(null);

        Assert.All(kinds, kind => Assert.False(kind.Covered));
        var letter = PatientAdvice.Letter(kinds, "Mercy West", 10, "Juno Marrow")!;
        Assert.Equal("Mercy West: 10 test patients for the connection", letter.Subject);
        Assert.All(kinds, kind => Assert.Contains(kind.What, letter.Body, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_asked_for_where_everything_is_covered()
    {
        var cover = new PatientCover { Minor = 1, Over89 = 1, Merged = 1, NearlyEmpty = 1, Encounters = new Dictionary<string, int> { ["AMB"] = 9, ["IMP"] = 2, ["EMER"] = 2 } };

        Assert.Null(PatientAdvice.Letter(PatientAdvice.Of(cover), "Mercy West", 10, "Juno Marrow"));
    }
}
