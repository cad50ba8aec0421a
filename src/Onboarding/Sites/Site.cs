using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;

namespace Onboarding.Sites;

public readonly record struct SiteId(Guid Value)
{
    public static SiteId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>One hospital connection on its way to live.</summary>
public sealed class Site
{
    private Site()
    {
    }

    public SiteId Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The name in addresses; never changes.</summary>
    public string Slug { get; private set; } = "";

    /// <summary>IANA time zone of the hospital.</summary>
    public string TimeZone { get; private set; } = "";

    public SiteState State { get; private set; }

    /// <summary>When the present state was entered.</summary>
    public DateTimeOffset StateSince { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateOnly? PlannedGoLive { get; private set; }

    public string OwnerId { get; private set; } = "";

    public string OwnerName { get; private set; } = "";

    /// <summary>Grows with every edit; the number that a person saw travels with their form.</summary>
    public int Version { get; private set; }

    public string EditedBy { get; private set; } = "";

    public DateTimeOffset EditedAt { get; private set; }

    public SiteConfiguration Configuration { get; private set; } = new();

    /// <summary>The test patients, encrypted; see the patient vault.</summary>
    public string? ProtectedPatients { get; private set; }

    public string? PatientsFingerprint { get; private set; }

    public int PatientCount { get; private set; }

    /// <summary>Changes with the key or secret; says nothing about either.</summary>
    public string? SecretsFingerprint { get; private set; }

    /// <summary>Whom the site waits for outside this team; null where nobody.</summary>
    public FaultOwner? WaitingOn { get; private set; }

    public string? WaitingFor { get; private set; }

    public DateTimeOffset? WaitingSince { get; private set; }

    /// <summary>The version of the data contract that the site is judged by.</summary>
    public int ContractVersion { get; private set; } = Contract.ContractVersion.Shipped;

    /// <summary>What of that version evidence is bound to; null for the one that ships.</summary>
    public string? StoredContractMark { get; private set; }

    /// <summary>What evidence is bound to of the data contract.</summary>
    public string ContractMark => StoredContractMark ?? Contract.ContractMark.Shipped;

    public Connection? Connection => Configuration.Connection;

    public static Site Create(string name, string slug, string timeZone, Actor owner, DateTimeOffset now) => new()
    {
        Id = SiteId.New(),
        Name = name,
        Slug = slug,
        TimeZone = timeZone,
        State = SiteState.Configure,
        StateSince = now,
        CreatedAt = now,
        OwnerId = owner.Id,
        OwnerName = owner.Name,
        Version = 1,
        EditedBy = owner.Name,
        EditedAt = now,
    };

    public void Configure(SiteConfiguration configuration, Actor by, DateTimeOffset now)
    {
        Configuration = configuration;
        Edited(by, now);
    }

    public void NamePatients(string? protectedPatients, string? fingerprint, int count, Actor by, DateTimeOffset now)
    {
        (ProtectedPatients, PatientsFingerprint, PatientCount) = (protectedPatients, fingerprint, count);
        Edited(by, now);
    }

    /// <summary>
    /// Forgets who the named patients are and keeps their count and fingerprint: the evidence born of them stays what it
    /// was, and naming the same patients again changes nothing. No edit, so no new version.
    /// </summary>
    internal void ForgetPatients() => ProtectedPatients = null;

    public void SecretsChanged(string? fingerprint, Actor by, DateTimeOffset now)
    {
        SecretsFingerprint = fingerprint;
        Edited(by, now);
    }

    /// <summary>Takes another version of the data contract: no edit of the site, so no new version of it.</summary>
    internal void JudgeBy(int contract, string mark) =>
        (ContractVersion, StoredContractMark) = (contract, contract == Contract.ContractVersion.Shipped ? null : mark);

    /// <summary>What the connection may trust changed: nothing that evidence was born of, but whoever holds it open opens it again.</summary>
    internal void TrustChanged(Actor by, DateTimeOffset now) => Edited(by, now);

    public void Plan(string name, string timeZone, DateOnly? goLive, Actor by, DateTimeOffset now)
    {
        (Name, TimeZone, PlannedGoLive) = (name, timeZone, goLive);
        Edited(by, now);
    }

    public void HandOver(Actor to, Actor by, DateTimeOffset now)
    {
        (OwnerId, OwnerName) = (to.Id, to.Name);
        Edited(by, now);
    }

    public void WaitFor(FaultOwner? who, string? what, DateTimeOffset now)
    {
        WaitingSince = who is null ? null : who == WaitingOn ? WaitingSince ?? now : now;
        (WaitingOn, WaitingFor) = (who, what);
    }

    /// <summary>Takes the state that the machine decided on. Only the lifecycle service calls this.</summary>
    internal void Enter(SiteState state, DateTimeOffset now)
    {
        if (state == State)
            return;
        (State, StateSince) = (state, now);
    }

    private void Edited(Actor by, DateTimeOffset now)
    {
        Version++;
        (EditedBy, EditedAt) = (by.Name, now);
    }
}
