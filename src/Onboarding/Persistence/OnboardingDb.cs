using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Onboarding.Contract;
using Onboarding.Directories;
using Onboarding.Evidence;
using Onboarding.HospitalLinks;
using Onboarding.Notices;
using Onboarding.Outbound;
using Onboarding.Review;
using Onboarding.Review.Changes;
using Onboarding.Runs;
using Onboarding.Secrets.Authorities;
using Onboarding.Secrets.Certificates;
using Onboarding.Secrets.Keys;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Approving;
using Onboarding.Stages.GoLive.Freeze;
using Onboarding.Stages.GoLive.Hypercare;
using Onboarding.Stages.GoLive.Drill;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Stages.GoLive.Ramp;
using Onboarding.Stages.GoLive.Schedule;
using Onboarding.Stages.LoadTest.Consents;
using Onboarding.Stages.MapFields.Templates;
using Onboarding.Stages.MapFields.Versions;
using Onboarding.Stages.TestConnection.Retest;

namespace Onboarding.Persistence;

/// <summary>Sites, runs and their history. One context per operation, from the factory.</summary>
public sealed class OnboardingDb(DbContextOptions<OnboardingDb> options) : DbContext(options)
{
    public const string MigrationsTable = "__OnboardingMigrations";

    public DbSet<Site> Sites => Set<Site>();

    public DbSet<StageRun> Runs => Set<StageRun>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<StoredSecret> Secrets => Set<StoredSecret>();

    public DbSet<SiteKey> SiteKeys => Set<SiteKey>();

    public DbSet<ClientCertificate> ClientCertificates => Set<ClientCertificate>();

    public DbSet<TrustedAuthority> TrustedAuthorities => Set<TrustedAuthority>();

    public DbSet<FormDraft> Drafts => Set<FormDraft>();

    public DbSet<Approval> Approvals => Set<Approval>();

    public DbSet<ApprovalRequest> ApprovalRequests => Set<ApprovalRequest>();

    public DbSet<ApprovalComment> ApprovalComments => Set<ApprovalComment>();

    public DbSet<FreezePeriod> FreezePeriods => Set<FreezePeriod>();

    public DbSet<GoLiveSchedule> GoLiveSchedules => Set<GoLiveSchedule>();

    public DbSet<GoLivePlan> GoLivePlans => Set<GoLivePlan>();

    public DbSet<SiteRamp> Ramps => Set<SiteRamp>();

    public DbSet<RampDecision> RampDecisions => Set<RampDecision>();

    public DbSet<EncounterCount> EncounterCounts => Set<EncounterCount>();

    public DbSet<HypercareNote> HypercareNotes => Set<HypercareNote>();

    public DbSet<TrafficStop> TrafficStops => Set<TrafficStop>();

    public DbSet<LoadConsent> LoadConsents => Set<LoadConsent>();

    public DbSet<SentLetter> Letters => Set<SentLetter>();

    public DbSet<AllowedNetwork> AllowedNetworks => Set<AllowedNetwork>();

    public DbSet<SignInAttempt> SignInAttempts => Set<SignInAttempt>();

    public DbSet<EndpointDirectory> Directories => Set<EndpointDirectory>();

    public DbSet<DirectoryEntry> DirectoryEntries => Set<DirectoryEntry>();

    public DbSet<DirectoryImport> DirectoryImports => Set<DirectoryImport>();

    public DbSet<RetestPlan> RetestPlans => Set<RetestPlan>();

    public DbSet<ReviewDecision> ReviewDecisions => Set<ReviewDecision>();

    public DbSet<ReviewAssignment> ReviewAssignments => Set<ReviewAssignment>();

    public DbSet<ReviewComment> ReviewComments => Set<ReviewComment>();

    public DbSet<MappingProposal> MappingProposals => Set<MappingProposal>();

    public DbSet<MappingVersion> MappingVersions => Set<MappingVersion>();

    public DbSet<ContractVersion> ContractVersions => Set<ContractVersion>();

    public DbSet<TemplateVersion> TemplateVersions => Set<TemplateVersion>();

    public DbSet<MailNotice> Notices => Set<MailNotice>();

    public DbSet<HospitalLink> HospitalLinks => Set<HospitalLink>();

    public DbSet<FireDrill> FireDrills => Set<FireDrill>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite cannot order DateTimeOffset; instants are UTC ticks on every database.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<SiteId>().HaveConversion<SiteIds>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var site = modelBuilder.Entity<Site>();
        site.HasIndex(s => s.Slug).IsUnique();
        site.Property(s => s.Version).IsConcurrencyToken();
        site.Property(s => s.Configuration).HasConversion(new AsJson<SiteConfiguration>(), ByReference<SiteConfiguration>());
        site.Ignore(s => s.Connection);
        site.Ignore(s => s.ContractMark);
        site.Property(s => s.ContractVersion).HasDefaultValue(ContractVersion.Shipped);

        var run = modelBuilder.Entity<StageRun>();
        run.HasIndex(r => r.RequestId).IsUnique();
        run.HasIndex(r => new { r.SiteId, r.Stage, r.QueuedAt });
        // One run in flight per site, whoever clicks when.
        run.HasIndex(r => r.SiteId, "OneInFlight").IsUnique().HasFilter("\"Status\" IN ('Queued', 'Running')");
        run.Property(r => r.Rows).HasConversion(new AsJson<IReadOnlyList<ResultRow>>(), ByReference<IReadOnlyList<ResultRow>>());
        run.Property(r => r.Detail).HasConversion(new AsJson<StageDetail?>(), ByReference<StageDetail?>());
        run.Ignore(r => r.Requester);

        modelBuilder.Entity<AuditEntry>().HasIndex(a => new { a.SiteId, a.At });
        modelBuilder.Entity<StoredSecret>().HasIndex(s => new { s.SiteId, s.Kind });
        var key = modelBuilder.Entity<SiteKey>();
        key.HasIndex(k => new { k.SiteId, k.Environment });
        key.HasIndex(k => new { k.SiteId, k.Environment }, "OneActiveKey").IsUnique().HasFilter("\"State\" = 'Active'");
        key.HasIndex(k => new { k.SiteId, k.Environment }, "OneNextKey").IsUnique().HasFilter("\"State\" = 'Next'");
        modelBuilder.Entity<ClientCertificate>().HasIndex(c => new { c.SiteId, c.Environment, c.State }).IsUnique();
        modelBuilder.Entity<TrustedAuthority>().HasIndex(a => a.SiteId);
        modelBuilder.Entity<FormDraft>().HasKey(d => new { d.SiteId, d.Form });
        var approval = modelBuilder.Entity<Approval>();
        approval.HasIndex(a => a.SiteId);
        // One word per person and request, whoever clicks when.
        approval.HasIndex(a => new { a.RequestId, a.ActorId }, "OneApproval").IsUnique();
        approval.Property(a => a.Saw).HasConversion(new AsJson<ApprovalEvidence?>(), ByReference<ApprovalEvidence?>());
        modelBuilder.Entity<ApprovalRequest>().HasIndex(a => a.SiteId);
        modelBuilder.Entity<ApprovalComment>().HasIndex(c => c.RequestId);
        modelBuilder.Entity<FreezePeriod>().HasIndex(f => f.SiteId);
        GoLiveSchedule.Configure(modelBuilder.Entity<GoLiveSchedule>());
        modelBuilder.Entity<LoadConsent>().HasIndex(c => c.SiteId);
        var plan = modelBuilder.Entity<GoLivePlan>();
        plan.HasKey(p => p.SiteId);
        plan.Property(p => p.Version).IsConcurrencyToken();
        plan.Property(p => p.Content).HasConversion(new AsJson<PlanContent>(), ByReference<PlanContent>());
        RampModel.Configure(modelBuilder);
        modelBuilder.Entity<AllowedNetwork>().HasIndex(n => n.SiteId);
        modelBuilder.Entity<SignInAttempt>().HasIndex(a => new { a.Client, a.At });
        DirectoryModel.Configure(modelBuilder);
        MailNotice.Configure(modelBuilder);
        HospitalLink.Configure(modelBuilder);
        FireDrill.Configure(modelBuilder, drill =>
        {
            drill.Property(d => d.OnCall).HasConversion(new AsJson<PlanContact>(), ByReference<PlanContact>());
            drill.Property(d => d.Hospital).HasConversion(new AsJson<PlanContact>(), ByReference<PlanContact>());
            drill.Property(d => d.Rows).HasConversion(new AsJson<IReadOnlyList<ResultRow>>(), ByReference<IReadOnlyList<ResultRow>>());
            drill.Property(d => d.WebhookRow).HasConversion(new AsJson<ResultRow?>(), ByReference<ResultRow?>());
            drill.Property(d => d.QueueRow).HasConversion(new AsJson<ResultRow?>(), ByReference<ResultRow?>());
            drill.Property(d => d.RollBackRow).HasConversion(new AsJson<ResultRow?>(), ByReference<ResultRow?>());
        });
        var letter = modelBuilder.Entity<SentLetter>();
        letter.HasIndex(l => l.SiteId);
        letter.Property(l => l.Answers).HasConversion(new AsJson<IReadOnlyList<LetterAnswer>>(), ByReference<IReadOnlyList<LetterAnswer>>()).HasDefaultValue(Array.Empty<LetterAnswer>());
        letter.Property(l => l.Way).HasDefaultValue(LetterWay.Mail);
        letter.Property(l => l.Owner).HasDefaultValue(FaultOwner.Hospital);
        RetestPlan.Configure(modelBuilder.Entity<RetestPlan>());
        ReviewModel.Configure(modelBuilder);
        var proposal = modelBuilder.Entity<MappingProposal>();
        proposal.Ignore(p => p.Change);
        proposal.HasIndex(p => p.RunId);
        // One proposal waits for its answer per field, whoever clicks when.
        proposal.HasIndex(p => new { p.SiteId, p.FieldId }, "OneProposal").IsUnique().HasFilter("\"State\" = 'Open'");
        proposal.Property(p => p.State).IsConcurrencyToken();
        proposal.Property(p => p.Before).HasConversion(new AsJson<FieldMapping?>(), ByReference<FieldMapping?>());
        proposal.Property(p => p.After).HasConversion(new AsJson<FieldMapping>(), ByReference<FieldMapping>());
        proposal.Property(p => p.TriedBefore).HasConversion(new AsJson<TrialCounts>(), ByReference<TrialCounts>());
        proposal.Property(p => p.TriedAfter).HasConversion(new AsJson<TrialCounts>(), ByReference<TrialCounts>());
        var mapping = modelBuilder.Entity<MappingVersion>();
        mapping.HasIndex(m => new { m.SiteId, m.Number }).IsUnique();
        var template = modelBuilder.Entity<TemplateVersion>();
        template.HasIndex(t => new { t.Vendor, t.Release, t.Number }).IsUnique();
        template.Property(t => t.Mapping).HasConversion(new AsJson<FieldMap>(), ByReference<FieldMap>());
        var contract = modelBuilder.Entity<ContractVersion>();
        contract.HasIndex(c => c.Number).IsUnique();
        contract.Property(c => c.Fields).HasConversion(new AsJson<IReadOnlyList<ContractField>>(), ByReference<IReadOnlyList<ContractField>>());
        mapping.Property(m => m.Mapping).HasConversion(new AsJson<FieldMap>(), ByReference<FieldMap>());
    }

    // The JSON documents are immutable: another object is another value, and snapshots need no copy.
    internal static ValueComparer<T> ByReference<T>() =>
        new((a, b) => ReferenceEquals(a, b), value => value == null ? 0 : value.GetHashCode(), value => value);

    internal sealed class AsJson<T>() : ValueConverter<T, string>(value => Json.Write(value), json => Json.Read<T>(json));
}

/// <summary>Instants as UTC ticks, for every context of the product.</summary>
public sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(at => at.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

/// <summary>Ids of sites as plain GUIDs, for every context of the product.</summary>
public sealed class SiteIds() : ValueConverter<SiteId, Guid>(id => id.Value, value => new SiteId(value));
