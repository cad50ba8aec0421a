using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Review;
using Onboarding.Review.Changes;
using Onboarding.Sites;
using Onboarding.Stages.MapFields.Versions;
using Onboarding.Tests.Support;
using Xunit;
using static Onboarding.Tests.Review.Changes.ChangeBench;
using static Onboarding.Tests.Review.ReviewBench;

namespace Onboarding.Tests.Review.Changes;

public sealed class ChangeTrialTests
{
    [Fact]
    public async Task Change_is_tried_on_the_patients_of_the_report_before_anybody_saves_it()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingPhoneAsync();
        bench.Adapters.Patients.RemoveAll(patient => patient.Id == "p-3");
        bench.Adapters.Patients.Find(patient => patient.Id == "p-4")!.Telecom.Clear();

        var tried = (await bench.TrialAsync()).Try(Right);

        Assert.Equal(new TrialCounts(0, 9, 0, 0, 0, 1), tried.CountsBefore);
        Assert.Equal(new TrialCounts(8, 1, 0, 0, 0, 1), tried.CountsAfter);
        Assert.Equal((CheckState.Failed, CheckState.Failed, CheckState.NotReached), (tried.Before.State, tried.After.Cells[3].State, tried.After.Cells[2].State));
        Assert.False(tried.Loses);
        Assert.Equal("•••-•••-••••", tried.After.Cells[0].Masked);
        Assert.Single(await bench.Get<MappingVersions>().ListAsync(site.Id, Bench.Cancel));
        Assert.Equal(Wrong, (await bench.ReloadAsync(site.Id)).Configuration.Mapping.Find("phone")!.Expression);
    }

    [Fact]
    public async Task Patients_are_read_anew_once_and_every_edit_is_tried_in_memory()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.FailingPhoneAsync();
        var trial = await bench.TrialAsync();
        Assert.Equal(10, bench.Adapters.Asked.Count);

        Assert.Equal("This is not a complete FHIRPath expression; look for a missing bracket, quote or dot.", trial.Try(Right with { Expression = "telecom.where(" }).Problem);
        Assert.Equal(10, trial.Try(Right).CountsAfter.Passed);
        Assert.Equal(0, trial.Try(Right with { Expression = "telecom.where(system = 'pager').value" }).CountsAfter.Passed);

        Assert.Equal(10, bench.Adapters.Asked.Count);
        await bench.TrialAsync();
        Assert.Equal(20, bench.Adapters.Asked.Count);
    }

    [Fact]
    public async Task Code_map_is_tried_like_an_expression_and_its_values_are_not_shown()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.FailingPhoneAsync(check: "gender", map: new()
        {
            Fields = [.. Samples.Map.Fields.Select(field => field.FieldId == "gender" ? field with { Expression = "communication.language.coding.code" } : field)],
        });
        var trial = await bench.TrialAsync();

        var tried = trial.Try(new() { FieldId = "gender", Expression = "communication.language.coding.code", CodeMap = new Dictionary<string, string> { ["en"] = "female" } });

        Assert.Equal((0, 10), (tried.CountsBefore.Passed, tried.CountsAfter.Passed));
        Assert.All(tried.After.Cells, cell => Assert.Equal("•••", cell.Masked));
        Assert.Equal("en", Assert.Single(trial.Session.LocalCodes(trial.Field, trial.Saved!)).Code);
    }

    [Fact]
    public async Task Number_of_another_kind_is_no_record_number_however_well_it_is_formed()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.FailingPhoneAsync(check: "mrn");
        foreach (var patient in bench.Adapters.Patients)
            patient.Identifier.Add(new("urn:oid:2.999.7.2", $"V-{patient.Id}"));

        var tried = (await bench.TrialAsync()).Try(Samples.Field("mrn", "identifier.where(system = 'urn:oid:2.999.7.2').value"));

        Assert.Equal((10, 10), (tried.CountsBefore.Passed, tried.CountsAfter.Failed));
        Assert.True(tried.Loses);
        Assert.Contains("another number than the one the hospital named", tried.After.Cells[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_say_in_words_why_nothing_can_be_tried()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingPhoneAsync();
        var (trials, item) = (bench.Get<ChangeTrials>(), (await bench.QueueAsync()).Groups[0].Items[0]);

        Assert.Equal("looks-on", (await trials.OpenAsync(item, Manager, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("review-engineers", (await trials.OpenAsync(item, Bench.Csm, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("change-not-mapping", (await trials.OpenAsync(item with { Row = Row("VALIDATE-SPREAD", "Spread", CheckState.Failed) }, Engineer, Bench.Cancel)).Refusal?.Code);
        Assert.Empty(bench.Adapters.Asked);
        bench.Adapters.Before = _ => throw new InvalidOperationException("gone");
        Assert.Equal("change-hospital", (await trials.OpenAsync(item, Engineer, Bench.Cancel)).Refusal?.Code);
        await using (var db = await bench.DbAsync())
        {
            var stored = db.Sites.Single(row => row.Id == site.Id);
            stored.ForgetPatients();
            await db.SaveChangesAsync(Bench.Cancel);
        }

        Assert.Equal("change-patients-purged", (await trials.OpenAsync(item, Engineer, Bench.Cancel)).Refusal?.Code);
        await bench.Sites.SaveThresholdsAsync(site.Id, site.Version, new() { RequiredPass = 1 }, "Stricter", Bench.Csm, Bench.Cancel);
        Assert.Equal("review-gone", (await trials.OpenAsync(item, Engineer, Bench.Cancel)).Refusal?.Code);
    }
}
