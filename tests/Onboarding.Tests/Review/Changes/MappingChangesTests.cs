using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Review;
using Onboarding.Review.Changes;
using Onboarding.Sites;
using Onboarding.Stages.MapFields.Versions;
using Onboarding.Tests.Support;
using Xunit;
using static Onboarding.Tests.Review.Changes.ChangeBench;
using static Onboarding.Tests.Review.ReviewBench;

namespace Onboarding.Tests.Review.Changes;

public sealed class MappingChangesTests
{
    [Fact]
    public async Task Saved_change_is_a_version_by_the_engineer_and_the_report_leaves_the_queue()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingPhoneAsync();
        var trial = await bench.TrialAsync();
        Assert.Equal(2, trial.NextVersion);

        var saved = await bench.Get<MappingChanges>().SaveAsync(trial, Right, "Phones stand beside the fax numbers", Engineer, Bench.Cancel);

        Assert.True(saved.Succeeded, saved.Refusal?.Message);
        var version = (await bench.Get<MappingVersions>().ListAsync(site.Id, Bench.Cancel))[0];
        Assert.Equal((2, "Sable Finch", "Phones stand beside the fax numbers"), (version.Number, version.Author, version.Reason));
        Assert.Equal(Right.Expression, (await bench.ReloadAsync(site.Id)).Configuration.Mapping.Find("phone")!.Expression);
        Assert.Equal(SiteState.MapFields, (await bench.ReloadAsync(site.Id)).State);
        var queue = await bench.QueueAsync();
        Assert.Empty(queue.Groups);
        Assert.Equal(("VALIDATE-PHONE", 1), (queue.Counts[0].Code, queue.Counts[0].Changed));
    }

    [Fact]
    public async Task Proposed_change_waits_for_the_csm_and_the_group_closes_on_the_next_passing_run()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingPhoneAsync();
        var changes = bench.Get<MappingChanges>();

        Assert.True((await changes.ProposeAsync([await bench.TrialAsync()], Right, "Phones stand beside the fax numbers", Engineer, Bench.Cancel)).Succeeded);

        var group = (await bench.QueueAsync()).Groups[0];
        Assert.True(group.IsProposed);
        var proposal = Assert.Single(await changes.OpenAsync(site.Id, Bench.Cancel));
        Assert.Equal((0, 10), (proposal.TriedBefore.Passed, proposal.TriedAfter.Passed));
        Assert.Equal((Wrong, Right.Expression), (proposal.Change!.Before, proposal.Change.After));
        Assert.False(proposal.IsStale(await bench.ReloadAsync(site.Id)));
        Assert.Contains("Mapping change proposed, Phone: Phones stand beside the fax numbers", await bench.HistoryAsync(site.Id));

        var accepted = await changes.AcceptAsync(proposal.Id, site.Version, Bench.Csm, Bench.Cancel);
        Assert.True(accepted.Succeeded, accepted.Refusal?.Message);
        Assert.Empty(await changes.OpenAsync(site.Id, Bench.Cancel));
        var version = (await bench.Get<MappingVersions>().ListAsync(site.Id, Bench.Cancel))[0];
        Assert.Equal(("Juno Marrow", "Proposed by Sable Finch: Phones stand beside the fax numbers"), (version.Author, version.Reason));
        bench.Mended();
        await bench.WalkAsync(site, Stage.ValidatePatients);
        Assert.Empty((await bench.QueueAsync()).Groups);
        Assert.Equal("change-not-open", (await changes.AcceptAsync(proposal.Id, site.Version, Bench.Csm, Bench.Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task Stored_proposal_holds_no_value_of_a_patient()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.FailingPhoneAsync();
        var changes = bench.Get<MappingChanges>();
        var trial = await bench.TrialAsync();
        foreach (var telling in new[] { "telecom.where(value = '563-555-0104').value", "iif(identifier.value = 'MW4003', 'a', 'b')", "name.where(family = 'oak5').family" })
            Assert.Equal("change-patient", (await changes.ProposeAsync([trial], Right with { Expression = telling }, "Because", Engineer, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("change-patient", (await changes.SaveAsync(trial, Right with { CodeMap = new Dictionary<string, string> { ["MW4003"] = "x" } }, "Because", Engineer, Bench.Cancel)).Refusal?.Code);

        await changes.ProposeAsync([trial], Right, "Because", Engineer, Bench.Cancel);

        await using var db = await bench.DbAsync();
        var stored = Json.Write(await db.MappingProposals.AsNoTracking().SingleAsync(Bench.Cancel));
        Assert.Contains("telecom.where", stored, StringComparison.Ordinal);
        Assert.All(Samples.Patients(), patient => Assert.DoesNotContain(patient.Telecom[0].Value!, stored, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Proposal_for_a_field_that_was_changed_since_says_so_and_is_not_applied()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingPhoneAsync();
        var changes = bench.Get<MappingChanges>();
        await changes.ProposeAsync([await bench.TrialAsync()], Right, "Because", Engineer, Bench.Cancel);
        var map = site.Configuration.Mapping;
        var edited = await bench.Sites.SaveMappingAsync(
            site.Id, site.Version, map with { Fields = [.. map.Fields.Where(field => field.FieldId != "email")] }, new("No email"), Bench.Csm, Bench.Cancel);
        var proposal = (await changes.OpenAsync(site.Id, Bench.Cancel))[0];
        Assert.False(proposal.IsStale(edited.Value!));

        edited = await bench.Sites.SaveMappingAsync(site.Id, edited.Value!.Version, map with { Fields = [.. map.Fields.Where(field => field.FieldId != "phone")] }, new("No phone"), Bench.Csm, Bench.Cancel);

        Assert.True(proposal.IsStale(edited.Value!));
        Assert.Equal("change-stale", (await changes.AcceptAsync(proposal.Id, edited.Value!.Version, Bench.Csm, Bench.Cancel)).Refusal?.Code);
        Assert.True((await changes.DeclineAsync(proposal.Id, Bench.Csm, Bench.Cancel)).Succeeded);
    }

    [Fact]
    public async Task Declined_proposal_gives_the_failure_back_to_the_engineers()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingPhoneAsync();
        var changes = bench.Get<MappingChanges>();
        await changes.ProposeAsync([await bench.TrialAsync()], Right, "Because", Engineer, Bench.Cancel);
        await changes.ProposeAsync([await bench.TrialAsync()], Right with { Expression = "telecom[0].value" }, "Better", Engineer, Bench.Cancel);
        var proposal = Assert.Single(await changes.OpenAsync(site.Id, Bench.Cancel));
        Assert.Equal("Better", proposal.Reason);

        await changes.DeclineAsync(proposal.Id, Bench.Csm, Bench.Cancel);

        var group = (await bench.QueueAsync()).Groups[0];
        Assert.False(group.IsProposed);
        Assert.Equal(ProposalState.Declined, group.ProposalOf(group.Items[0])!.State);
        Assert.Contains("Proposed mapping change declined: Phone", await bench.HistoryAsync(site.Id));
        Assert.Equal("change-not-open", (await changes.DeclineAsync(proposal.Id, Bench.Csm, Bench.Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task Edit_that_came_first_is_told_and_nothing_of_the_answer_is_kept()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingPhoneAsync();
        var trial = await bench.TrialAsync();
        await bench.Sites.PlanAsync(site.Id, site.Version, new(2026, 9, 1), Bench.Csm, Bench.Cancel);

        var saved = await bench.Get<MappingChanges>().SaveAsync(trial, Right, "Because", Engineer, Bench.Cancel);

        Assert.Equal("changed-meanwhile", saved.Refusal?.Code);
        await using var db = await bench.DbAsync();
        Assert.False(await db.MappingProposals.AnyAsync(Bench.Cancel) || await db.ReviewDecisions.AnyAsync(Bench.Cancel));
        Assert.Equal(Wrong, (await bench.ReloadAsync(site.Id)).Configuration.Mapping.Find("phone")!.Expression);
    }

    [Fact]
    public async Task Whole_group_is_tried_and_counted_at_each_site_and_saved_one_by_one()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.FailingPhoneAsync();
        var other = await bench.FailingPhoneAsync("Tern Island");
        var (changes, trials) = (bench.Get<MappingChanges>(), new List<ChangeTrial> { await bench.TrialAsync(), await bench.TrialAsync(1) });
        Assert.Equal(["Mercy West", "Tern Island"], trials.Select(trial => trial.Site.Name));
        Assert.All(trials, trial => Assert.Equal(10, trial.Try(Right).CountsAfter.Passed));

        Assert.True((await changes.SaveAsync(trials[0], Right, "Because", Engineer, Bench.Cancel)).Succeeded);
        Assert.Equal("review-gone", (await changes.ProposeAsync(trials, Right, "Because", Engineer, Bench.Cancel)).Refusal?.Code);
        Assert.Empty(await changes.OpenAsync(other.Id, Bench.Cancel));
        Assert.True((await changes.ProposeAsync([trials[1]], Right, "Because", Engineer, Bench.Cancel)).Succeeded);
        Assert.Single(await changes.OpenAsync(other.Id, Bench.Cancel));
    }

    [Fact]
    public async Task Only_who_may_answers()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingPhoneAsync();
        var (changes, trial) = (bench.Get<MappingChanges>(), await bench.TrialAsync());

        Assert.Equal("review-engineers", (await changes.SaveAsync(trial, Right, "Because", Bench.Csm, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("looks-on", (await changes.ProposeAsync([trial], Right, "Because", Manager, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("change-reason", (await changes.ProposeAsync([trial], Right, " ", Engineer, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("change-nothing", (await changes.ProposeAsync([trial], trial.Saved!, "Because", Engineer, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("change-invalid", (await changes.ProposeAsync([trial], Right with { Expression = "(" }, "Because", Engineer, Bench.Cancel)).Refusal?.Code);
        await changes.ProposeAsync([trial], Right, "Because", Engineer, Bench.Cancel);
        var id = (await changes.OpenAsync(site.Id, Bench.Cancel))[0].Id;
        Assert.Equal("looks-on", (await changes.AcceptAsync(id, site.Version, Manager, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("looks-on", (await changes.DeclineAsync(id, Manager, Bench.Cancel)).Refusal?.Code);
        Assert.Single(await changes.OpenAsync(site.Id, Bench.Cancel));
    }
}
