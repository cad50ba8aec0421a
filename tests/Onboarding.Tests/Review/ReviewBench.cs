using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Review;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Review;

/// <summary>Sites whose validation fails at one field, and the people who answer.</summary>
internal static class ReviewBench
{
    internal static readonly Actor Engineer = new("e1", "Sable Finch", Roles.Engineer);
    internal static readonly Actor Second = new("e2", "Moss Tarn", Roles.Administrator);
    internal static readonly Actor Manager = new("m1", "Alder Crane", Roles.Manager);

    internal static ResultRow Row(string code, string check, CheckState state, Letter? letter = null) =>
        new() { Code = code, Check = check, State = state, Message = $"{check} has a message.", Owner = FaultOwner.Hospital, Letter = letter };

    internal static ResultRow Language(CheckState state = CheckState.Failed) =>
        Row("VALIDATE-LANGUAGE", "Language", state, new("Please complete the language", "Hello,\n\nplease complete the language.\n"));

    /// <summary>What validation answers from now on.</summary>
    internal static void Validates(this Bench bench, params ResultRow[] rows) =>
        bench.Runners[Stage.ValidatePatients].Work = (_, _) => Task.FromResult(new StageOutcome(rows));

    /// <summary>A site whose newest run is a validation with these rows beside one that passed.</summary>
    internal static async Task<Site> FailingAsync(this Bench bench, string name, params ResultRow[] rows)
    {
        bench.Validates([Row("VALIDATE-PHONE", "Phone", CheckState.Passed), .. rows]);
        return await bench.WalkAsync(await bench.SiteAsync(name), Stage.ValidatePatients);
    }

    internal static Task<ReviewQueue> QueueAsync(this Bench bench) => bench.Get<ReviewReader>().ReadAsync(Bench.Cancel);

    internal static async Task<EvidenceView> EvidenceAsync(this Bench bench, Site site) => (await bench.Queries.FindAsync(site.Slug, Bench.Cancel))!.Evidence;

    internal static async Task AcceptAsync(this Bench bench, ReviewGroup group, int days)
    {
        var accepting = new Accepting("The contract does without it", Second, DateOnly.FromDateTime(bench.Time.GetUtcNow().UtcDateTime).AddDays(days));
        var done = await bench.Get<ReviewAnswers>().AcceptAsync(group.Fingerprint, [.. group.Items.Select(item => item.Run.Id)], accepting, Engineer, Bench.Cancel);
        Assert.True(done.Succeeded, done.Refusal?.Message);
    }
}
