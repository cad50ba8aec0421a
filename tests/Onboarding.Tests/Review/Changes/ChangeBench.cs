using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Review;
using Onboarding.Review.Changes;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.ValidatePatients;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Review.Changes;

/// <summary>Sites whose phone is mapped to where the hospital keeps fax numbers, so that validation fails.</summary>
internal static class ChangeBench
{
    internal const string Wrong = "telecom.where(system = 'fax').value";

    internal static readonly FieldMapping Right = Samples.Field("phone", "telecom.where(system = 'phone').value");

    internal static async Task<Site> FailingPhoneAsync(this Bench bench, string name = "Mercy West", string check = "phone", FieldMap? map = null)
    {
        bench.Adapters.Patients = [.. Samples.Patients()];
        var site = await bench.SiteAsync(name);
        map ??= new() { Fields = [.. Samples.Map.Fields.Select(field => field.FieldId == "phone" ? field with { Expression = Wrong } : field)] };
        site = (await bench.Sites.SaveMappingAsync(site.Id, site.Version, map, new("Begun"), Bench.Csm, Bench.Cancel)).Value!;
        var field = DataContract.Default.Find(check)!;
        var row = new ResultRow { Code = $"VALIDATE-{check.ToUpperInvariant()}", Check = field.Label, State = CheckState.Failed, Message = $"{field.Label} is in no record.", Owner = FaultOwner.OurConfiguration };
        var matrix = new ValidationMatrix(
            [.. Samples.Numbers(10).Select(number => new MatrixPatient(number, "adult"))],
            [new(check, field.Label, field.Requirement, CheckState.Failed, 0, 10, null, [.. Samples.Numbers(10).Select(_ => new MatrixCell(CheckState.Failed, "None", null, map.Find(check)?.Expression))])], []);
        bench.Runners[Stage.ValidatePatients].Work = (_, _) => Task.FromResult(new StageOutcome([row], matrix));
        return await bench.WalkAsync(site, Stage.ValidatePatients);
    }

    internal static async Task<ChangeTrial> TrialAsync(this Bench bench, int report = 0)
    {
        var item = (await bench.QueueAsync()).Groups[0].Items[report];
        var opened = await bench.Get<ChangeTrials>().OpenAsync(item, ReviewBench.Engineer, Bench.Cancel);
        Assert.True(opened.Succeeded, opened.Refusal?.Message);
        return opened.Value!;
    }

    /// <summary>Validation passes from now on.</summary>
    internal static void Mended(this Bench bench) => bench.Validates(ReviewBench.Row("VALIDATE-PHONE", "Phone", CheckState.Passed));
}
