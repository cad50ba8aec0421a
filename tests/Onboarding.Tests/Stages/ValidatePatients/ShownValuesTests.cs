using EhrAdapters.Diagnosis;
using Onboarding.Sites;
using Onboarding.Stages.ValidatePatients;
using Onboarding.Tests.Review;
using Onboarding.Tests.Review.Changes;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.ValidatePatients;

public sealed class ShownValuesTests
{
    private const string Phone = "563-555-0104";

    [Fact]
    public async Task Value_is_fetched_anew_and_the_history_says_who_saw_which_and_why_but_not_what()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, place) = await OpenAsync(bench);

        var shown = await bench.Get<ShownValues>().ShowAsync(place, "The number looks cut off", ReviewBench.Engineer, Bench.Cancel);

        Assert.Equal([Phone], shown.Value!.Found);
        Assert.Equal(Phone, shown.Value.Stored);
        Assert.Equal([Samples.Mrn(4)], bench.Adapters.Asked);
        await using var db = await bench.DbAsync();
        var entry = db.Audit.Where(entry => entry.SiteId == site.Id).OrderByDescending(entry => entry.At).First(entry => entry.What.StartsWith("Value"));
        Assert.Equal(("Sable Finch", "Value shown: Phone of patient 4, validation run 1. Reason: The number looks cut off"), (entry.ActorName, entry.What));
        Assert.DoesNotContain(Phone, $"{shown}{shown.Value}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Customer_success_and_managers_see_no_value_and_nobody_without_a_reason()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, place) = await OpenAsync(bench);
        var values = bench.Get<ShownValues>();

        Assert.Equal("value-right", (await values.ShowAsync(place, "Because", Bench.Csm, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("value-right", (await values.ShowAsync(place, "Because", ReviewBench.Manager, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("value-reason", (await values.ShowAsync(place, " ", ReviewBench.Engineer, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("review-patient-like", (await values.ShowAsync(place, "MRN 4004 looks odd", ReviewBench.Engineer, Bench.Cancel)).Refusal?.Code);
        Assert.Empty(bench.Adapters.Asked);
        Assert.DoesNotContain(await bench.HistoryAsync(site.Id), what => what.StartsWith("Value", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_hospital_does_not_give_is_told_and_noted_too()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, place) = await OpenAsync(bench);
        bench.Adapters.Patients.RemoveAll(patient => patient.Id == "p-4");

        var shown = await bench.Get<ShownValues>().ShowAsync(place, "Because", ReviewBench.Engineer, Bench.Cancel);

        Assert.Equal("value-hospital", shown.Refusal?.Code);
        Assert.Contains("Value asked for and not shown: Phone of patient 4, validation run 1. Reason: Because", await bench.HistoryAsync(site.Id));
    }

    [Fact]
    public async Task Purged_list_changed_settings_and_a_cell_that_is_not_there_are_refused_in_words()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, place) = await OpenAsync(bench);
        var values = bench.Get<ShownValues>();
        Assert.Equal("value-not-there", (await values.ShowAsync(place with { Patient = 11 }, "Because", ReviewBench.Engineer, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("value-not-there", (await values.ShowAsync(place with { FieldId = "shoe" }, "Because", ReviewBench.Engineer, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("value-not-mapped", (await values.ShowAsync(place with { FieldId = "race" }, "Because", ReviewBench.Engineer, Bench.Cancel)).Refusal?.Code);
        await using (var db = await bench.DbAsync())
        {
            db.Sites.Single(row => row.Id == site.Id).ForgetPatients();
            await db.SaveChangesAsync(Bench.Cancel);
        }

        Assert.Equal("value-patients-purged", (await values.ShowAsync(place, "Because", ReviewBench.Engineer, Bench.Cancel)).Refusal?.Code);
        await bench.Sites.SaveThresholdsAsync(site.Id, site.Version, new() { RequiredPass = 1 }, "Stricter", Bench.Csm, Bench.Cancel);
        Assert.Equal("value-outdated", (await values.ShowAsync(place, "Because", ReviewBench.Engineer, Bench.Cancel)).Refusal?.Code);
    }

    private static async Task<(Site Site, ValuePlace Place)> OpenAsync(Bench bench)
    {
        var site = await bench.FailingPhoneAsync(map: Samples.Map);
        var run = (await bench.Queries.FindAsync(site.Slug, Bench.Cancel))!.LatestRuns[Onboarding.Lifecycle.Stage.ValidatePatients];
        return (site, new(site.Id, run.Id, "phone", 4));
    }
}
