namespace Onboarding.Stages.GoLive.Plan;

/// <summary>What a person writes into a go-live plan. Immutable; stored as one JSON document.</summary>
public sealed record PlanContent
{
    /// <summary>The hospital's change window; null until it is agreed.</summary>
    public ChangeWindow? Window { get; init; }

    public ClinicHours Clinic { get; init; } = new();

    /// <summary>The care units whose callers are admitted one after the other, in this order.</summary>
    public IReadOnlyList<CareUnit> Units { get; init; } = [];

    public IReadOnlyList<PlanContact> Contacts { get; init; } = [];

    /// <summary>What the hospital's side has done, one entry per kind.</summary>
    public IReadOnlyList<HospitalTask> Tasks { get; init; } = [];

    /// <summary>Which of the contacts hear the alerts of this site; the company's webhook hears all of them anyway.</summary>
    public IReadOnlyList<ContactRole> AlertRoutes { get; init; } = [];

    /// <summary>When this hospital usually makes changes; null where it is as at most hospitals.</summary>
    public IReadOnlyList<UsualWindow>? Usual { get; init; }

    public RampLimits Ramp { get; init; } = new();

    public PlanContact? Contact(ContactRole role) => Contacts.FirstOrDefault(contact => contact.Role == role);

    public HospitalTask? Task(HospitalTaskKind kind) => Tasks.FirstOrDefault(task => task.Kind == kind);
}

/// <param name="BackBy">The last moment at which going back is still possible inside the window.</param>
/// <param name="ChangeNumber">The hospital's number of the change.</param>
public sealed record ChangeWindow(DateTimeOffset From, DateTimeOffset To, DateTimeOffset BackBy, string? ChangeNumber = null);

/// <summary>A time at which changes are usually made, on the site's clock; it ends on the next day where the end is not after the start.</summary>
public sealed record UsualWindow(DayOfWeek Day, TimeOnly From, TimeOnly To);

/// <summary>When patients are seen, in the site's time zone.</summary>
public sealed record ClinicHours
{
    public TimeOnly Opens { get; init; } = new(7, 0);

    public TimeOnly Closes { get; init; } = new(18, 0);

    public IReadOnlyList<DayOfWeek> Days { get; init; } = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];
}

/// <param name="Code">As callers of the gateway write it into their header.</param>
public sealed record CareUnit(string Code, string Name);

public enum ContactRole
{
    /// <summary>Ours: leads the change.</summary>
    ChangeLead,

    /// <summary>Ours: is paged.</summary>
    OnCall,

    /// <summary>The hospital's: knows the interface.</summary>
    InterfaceAnalyst,

    /// <summary>The hospital's: speaks for those who treat patients.</summary>
    ClinicalLead,
}

public sealed record PlanContact(ContactRole Role, string Name, string? Mail, string? Phone);

public enum HospitalTaskKind
{
    SecurityReview,
    Agreement,
    ChangeApproval,
}

/// <param name="Reference">The number or name under which the hospital keeps it.</param>
public sealed record HospitalTask(HospitalTaskKind Kind, DateOnly DoneOn, string Reference, string NotedBy);

/// <summary>What each step of the ramp has to prove, and what ends it.</summary>
public sealed record RampLimits
{
    public int VerifiedPerStep { get; init; } = 20;

    /// <summary>Whole clinic days per step.</summary>
    public int ClinicDaysPerStep { get; init; } = 1;

    /// <summary>Failed checks in a row before it is rolled back.</summary>
    public int FailedChecks { get; init; } = 5;

    public double SuccessShare { get; init; } = 0.99;

    public int P99Milliseconds { get; init; } = 3_000;

    public int IdentityErrors { get; init; } = 3;

    public int HypercareDays { get; init; } = 14;
}
