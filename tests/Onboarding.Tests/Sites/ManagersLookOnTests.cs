using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Secrets;
using Onboarding.Secrets.Authorities;
using Onboarding.Secrets.Certificates;
using Onboarding.Secrets.Keys;
using Onboarding.Sites;
using Onboarding.Stages.GoLive;
using Onboarding.Stages.LoadTest.Consents;
using Onboarding.Stages.TestConnection.Retest;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Sites;

/// <summary>A manager who gets past the page still changes nothing; approving is theirs.</summary>
public sealed class ManagersLookOnTests
{
    private static readonly Actor Manager = new("m1", "Alder Crane", Roles.Manager);

    [Fact]
    public async Task Manager_changes_nothing_whatever_command_is_sent()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var history = await bench.HistoryAsync(site.Id);
        var (id, seen, sites) = (site.Id, site.Version, bench.Sites);

        Refusal?[] said =
        [
            (await sites.CreateAsync("Other", "Etc/UTC", null, Manager, Bench.Cancel)).Refusal,
            (await sites.SaveConnectionAsync(id, seen, site.Connection!, null, Manager, Bench.Cancel)).Refusal,
            (await sites.SaveMappingAsync(id, seen, new FieldMap(), new("Mapping saved"), Manager, Bench.Cancel)).Refusal,
            (await sites.SaveLoadAsync(id, seen, new LoadSettings(), Manager, Bench.Cancel)).Refusal,
            (await sites.SaveThresholdsAsync(id, seen, new Thresholds(), "Because", Manager, Bench.Cancel)).Refusal,
            (await sites.SavePatientsAsync(id, seen, [], Manager, Bench.Cancel)).Refusal,
            (await bench.Get<LoadConsents>().NoteAsync(id, new(), Manager, Bench.Cancel)).Refusal,
            (await sites.HandOverAsync(id, seen, Manager, Manager, Bench.Cancel)).Refusal,
            (await sites.PlanAsync(id, seen, null, Manager, Bench.Cancel)).Refusal,
            (await sites.FireAsync(id, SiteTrigger.Hold, "Because", Manager, Bench.Cancel)).Refusal,
            (await bench.Get<RunService>().StartAsync(id, Stage.Configure, Guid.NewGuid(), Manager, Bench.Cancel)).Refusal,
            (await bench.Get<RunService>().CancelAsync(Guid.NewGuid(), Manager, Bench.Cancel)).Refusal,
            (await bench.Get<Letters>().SentAsync(id, Guid.NewGuid(), new ResultRow { Code = "X", Check = "X", State = CheckState.Failed }, new("Somebody"), Manager, Bench.Cancel)).Refusal,
            (await bench.Get<Letters>().KeepDraftAsync(site, Guid.NewGuid(), "X", "Subject", "Body", Manager, Bench.Cancel)).Refusal,
            (await bench.Get<Letters>().DropDraftAsync(id, Guid.NewGuid(), "X", Manager, Bench.Cancel)).Refusal,
            (await bench.Get<Letters>().AnsweredAsync(id, Guid.NewGuid(), new("Somebody", "Done", LetterOutcome.Fixed), Manager, Bench.Cancel)).Refusal,
            (await bench.Get<Retests>().StartAsync(id, Guid.NewGuid(), Manager, Bench.Cancel)).Refusal,
            (await bench.Get<Retests>().StopAsync(id, Manager, Bench.Cancel)).Refusal,
            (await bench.Get<Drafts>().KeepAsync(id, "connection", "half", seen, Manager, Bench.Cancel)).Refusal,
            (await bench.Get<Drafts>().DropAsync(id, "connection", Manager, Bench.Cancel)).Refusal,
            (await bench.Get<Approvals>().RequestAsync(id, Manager, Bench.Cancel)).Refusal,
            (await bench.Get<KeyRings>().AddAsync(id, seen, default, new SecretInput.NewKeyPair("ES384"), Manager, Bench.Cancel)).Refusal,
            (await bench.Get<KeyRings>().UseNextAsync(id, seen, default, true, Manager, Bench.Cancel)).Refusal,
            (await bench.Get<KeyRings>().GoBackAsync(id, seen, default, Guid.NewGuid(), Manager, Bench.Cancel)).Refusal,
            (await bench.Get<KeyRings>().RetireAsync(id, seen, default, Guid.NewGuid(), true, Manager, Bench.Cancel)).Refusal,
            (await bench.Get<ClientCertificates>().MakeSelfSignedAsync(id, seen, default, Manager, Bench.Cancel)).Refusal,
            (await bench.Get<ClientCertificates>().RequestAsync(id, seen, default, Manager, Bench.Cancel)).Refusal,
            (await bench.Get<ClientCertificates>().UploadSignedAsync(id, seen, default, "", Manager, Bench.Cancel)).Refusal,
            (await bench.Get<ClientCertificates>().ImportPemAsync(id, seen, default, "", null, Manager, Bench.Cancel)).Refusal,
            (await bench.Get<ClientCertificates>().ImportPkcs12Async(id, seen, default, [], null, Manager, Bench.Cancel)).Refusal,
            (await bench.Get<ClientCertificates>().RemoveAsync(id, seen, default, default, Manager, Bench.Cancel)).Refusal,
            (await bench.Get<TrustedAuthorities>().ProposeAsync(id, seen, "", "Sol", Manager, Bench.Cancel)).Refusal,
            (await bench.Get<TrustedAuthorities>().ApproveAsync(id, seen, Guid.NewGuid(), "", Manager, Bench.Cancel)).Refusal,
            (await bench.Get<TrustedAuthorities>().RevokeAsync(id, seen, Guid.NewGuid(), "Because", Manager, Bench.Cancel)).Refusal,
            (await bench.Get<GoLiveService>().ActivateAsync(id, site.Name, Guid.NewGuid(), Manager, Bench.Cancel)).Refusal,
        ];

        Assert.All(said, refusal => Assert.Equal(Actor.LooksOn, refusal));
        Assert.Equal(history, await bench.HistoryAsync(id));
    }

    [Fact]
    public async Task Manager_approves_what_another_asked_for()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        await bench.Get<Approvals>().RequestAsync(site.Id, Bench.Csm, Bench.Cancel);

        var approved = await bench.Get<Approvals>().ApproveAsync(site.Id, Manager, Bench.Cancel);

        Assert.Equal(Manager.Name, approved.Value!.ActorName);
    }

    [Theory]
    [InlineData(Roles.CustomerSuccess)]
    [InlineData(Roles.Engineer)]
    [InlineData(Roles.Administrator)]
    [InlineData("system")]
    public void Everybody_else_and_the_portal_itself_may_work(string role) => Assert.True(new Actor("u", "Somebody", role).MayWork);
}
