using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Stages.ValidatePatients.Reports;
using Onboarding.Tests.Support;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Onboarding.Tests.Stages.ValidatePatients.Reports;

/// <summary>Plants values in patients, validates them, and looks for the values in all that is kept and given out.</summary>
public sealed class ReportCanaryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_planted_in_a_patient_is_stored_or_exported(bool broken)
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        bench.Adapters.Patients = [.. Samples.Patients().Select((patient, index) => Planted(patient, index, broken))];
        if (broken)
            bench.Adapters.Patients.RemoveAt(4);
        var outcome = await bench.RunAsync(Stage.ValidatePatients);
        var site = await bench.SiteAsync();
        var stored = await StoreAsync(bench, site.Id, outcome);
        var view = (await bench.Get<ValidationReports>().FindAsync(site.Slug, stored, null, Bench.Cancel))!;

        var places = new Dictionary<string, string>
        {
            ["stored rows"] = Json.Write(outcome.Rows),
            ["stored matrix"] = Json.Write(outcome.Detail),
            ["JSON"] = ReportJson.Write(view.Report, view.Comparison),
            ["CSV"] = ReportCsv.Write(view.Report, view.Comparison),
        };

        // That the places hold what they should is what makes the search mean something.
        Assert.All(places.Values, place => Assert.Contains("Birth date", place, StringComparison.Ordinal));
        Assert.Contains("\\u2022", places["stored matrix"], StringComparison.Ordinal);
        var canaries = bench.Adapters.Patients.SelectMany(Words).OfType<string>().Concat(Samples.Named.Select(named => named.Value)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.True(canaries.Count > 80);
        Assert.Empty(places.SelectMany(place => canaries.Where(canary => place.Value.Contains(canary, StringComparison.OrdinalIgnoreCase)).Select(_ => place.Key)).Distinct());
    }

    // Words and digits that nothing of ours would ever say.
    private static Patient Planted(Patient patient, int index, bool broken)
    {
        patient.Id = $"zyxid-{index}";
        patient.Name[0].Family = $"Zyxqueen{index}";
        patient.Name[0].Given = [$"Qortavian{index}"];
        patient.BirthDate = broken && index == 1 ? "Zyx-not-a-date" : $"19{31 + index}-07-{11 + index}";
        patient.Address[0].City = $"Vexholm{index}";
        patient.Address[0].Line = [$"9{index}7 Kestrelgate"];
        patient.Telecom[0].Value = $"402-867-53{10 + index}";
        patient.Telecom[1].Value = $"zyx{index}@canary.example";
        patient.Communication[0].Language = new("urn:ietf:bcp:47", $"x-zyx{index}", $"Zyxish{index}");
        if (broken && index == 2)
            patient.GenderElement = new() { JsonValue = "zyxgender" };
        return patient;
    }

    private static IEnumerable<string?> Words(Patient patient) =>
    [
        patient.Id, patient.Identifier[0].Value, patient.Name[0].Family, .. patient.Name[0].Given, patient.BirthDate, patient.Address[0].City, .. patient.Address[0].Line,
        patient.Telecom[0].Value, patient.Telecom[1].Value, patient.Communication[0].Language.Coding[0].Code, patient.Communication[0].Language.Coding[0].Display,
    ];

    private static async Task<Guid> StoreAsync(Bench bench, Onboarding.Sites.SiteId id, Onboarding.Runs.StageOutcome outcome)
    {
        await using var db = await bench.DbAsync();
        var site = await db.Sites.SingleAsync(row => row.Id == id, Bench.Cancel);
        var run = Onboarding.Runs.StageRun.Queue(site, Stage.ValidatePatients, 1, Guid.NewGuid(), Bench.Csm, bench.Time.GetUtcNow());
        run.Start(site, bench.Time.GetUtcNow());
        run.Finish(outcome, bench.Time.GetUtcNow());
        db.Runs.Add(run);
        await db.SaveChangesAsync(Bench.Cancel);
        return run.Id;
    }
}
