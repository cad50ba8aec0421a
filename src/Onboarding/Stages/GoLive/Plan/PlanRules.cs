using System.Net.Mail;
using System.Text.RegularExpressions;
using Onboarding.Sites;

namespace Onboarding.Stages.GoLive.Plan;

/// <summary>What cannot be right about a plan, each beside the field it is about. What is only missing is a gate's business.</summary>
public static partial class PlanRules
{
    public const int MostUnits = 500;
    public const string From = "from", To = "to", BackBy = "back-by", Change = "change", Units = "units", Clinic = "clinic", Limits = "limits", Usual = "usual", Routes = "routes";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static string Mail(ContactRole role) => $"mail-{Json.Word(role)}";

    public static string Name(ContactRole role) => $"name-{Json.Word(role)}";

    public static string Phone(ContactRole role) => $"phone-{Json.Word(role)}";

    public static string Task(HospitalTaskKind kind) => $"task-{Json.Word(kind)}";

    /// <summary>What is wrong, by field; empty where nothing is.</summary>
    public static IReadOnlyDictionary<string, string> Wrong(PlanContent plan, string zone, DateTimeOffset now)
    {
        Dictionary<string, string> wrong = [];
        if (plan.Window is { } window)
            Judge(window, wrong);
        Judge(plan.Units, wrong);
        foreach (var contact in plan.Contacts)
            Judge(contact, wrong);
        foreach (var task in plan.Tasks)
            Judge(task, SiteClock.Day(now, zone), wrong);
        if (plan.Clinic.Days.Count == 0)
            wrong[Clinic] = "Choose the days on which patients are seen.";
        else if (plan.Clinic.Closes <= plan.Clinic.Opens)
            wrong[Clinic] = "The clinic closes after it opens. One that never closes is open from 00:00 to 23:59.";
        if (plan.AlertRoutes.FirstOrDefault(role => plan.Contact(role) is not { Mail.Length: > 0 }, (ContactRole)(-1)) is var deaf && (int)deaf >= 0)
            wrong[Routes] = $"{deaf.Word()} has no mail address yet, so no alert can reach them.";
        if (Wrong(plan.Ramp) is { } limit)
            wrong[Limits] = limit;
        return wrong;
    }

    /// <summary>What is wrong with the limits of the ramp; null where nothing is.</summary>
    public static string? Wrong(RampLimits limits) => limits switch
    {
        { VerifiedPerStep: < 1 or > 10_000 } => "Each step needs at least 1 verified request, at most 10,000.",
        { ClinicDaysPerStep: < 0 or > 30 } => "A step lasts from 0 to 30 clinic days.",
        { FailedChecks: < 1 or > 100 } => "It goes back after 1 to 100 failed checks.",
        { SuccessShare: < 0.5 or > 1 } => "The share of requests that succeed lies between 50 and 100 %.",
        { P99Milliseconds: < 100 or > 60_000 } => "The p99 limit lies between 100 ms and 60 s.",
        { IdentityErrors: < 1 or > 100 } => "It goes back after 1 to 100 identity errors; one is the most careful.",
        { HypercareDays: < 1 or > 90 } => "Hypercare lasts from 1 to 90 days.",
        _ => null,
    };

    private static void Judge(ChangeWindow window, Dictionary<string, string> wrong)
    {
        if (window.To <= window.From)
            wrong[To] = "The window ends before it begins.";
        else if (window.To - window.From > Longest)
            wrong[To] = "A window lasts at most 24 hours. Choose the hours that were agreed.";
        else if (window.BackBy <= window.From || window.BackBy > window.To)
            wrong[BackBy] = "The last moment to go back lies inside the window, so that going back ends before it does.";
        if (window.ChangeNumber is { Length: > 60 })
            wrong[Change] = "Write the change's number only, at most 60 characters.";
    }

    private static void Judge(IReadOnlyList<CareUnit> units, Dictionary<string, string> wrong)
    {
        if (units.Count > MostUnits)
            wrong[Units] = $"At most {MostUnits} units.";
        else if (units.FirstOrDefault(unit => !Code().IsMatch(unit.Code)) is { } odd)
            wrong[Units] = $"“{odd.Code}” cannot stand in a header. A code has 1 to 40 letters, digits, dots, dashes and underscores, such as CARD-2.";
        else if (units.GroupBy(unit => unit.Code, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
            wrong[Units] = $"{twice.Key} stands there twice. Each unit is admitted once.";
        else if (units.FirstOrDefault(unit => unit.Name.Length is 0 or > 80) is { } nameless)
            wrong[Units] = $"Give {nameless.Code} a name that people know, at most 80 characters.";
    }

    private static void Judge(PlanContact contact, Dictionary<string, string> wrong)
    {
        if (contact.Name.Length is 0 or > 80)
            wrong[Name(contact.Role)] = "Write the person's name, at most 80 characters.";
        if (contact.Mail is { Length: > 0 } mail && (!MailAddress.TryCreate(mail, out var read) || read.Address != mail || !mail[(mail.IndexOf('@', StringComparison.Ordinal) + 1)..].Contains('.', StringComparison.Ordinal)))
            wrong[Mail(contact.Role)] = "This is no mail address. Write one such as name@hospital.example.";
        if (contact.Phone is { Length: > 0 } phone && !Number().IsMatch(phone))
            wrong[Phone(contact.Role)] = "Write a number that can be dialled, such as +1 555 0118.";
    }

    private static void Judge(HospitalTask task, DateOnly today, Dictionary<string, string> wrong)
    {
        if (string.IsNullOrWhiteSpace(task.Reference) || task.Reference.Length > 120)
            wrong[Task(task.Kind)] = "Write the number or name under which the hospital keeps it.";
        else if (task.DoneOn > today)
            wrong[Task(task.Kind)] = "This day has not come yet. Note it when it is done.";
        else if (task.DoneOn < today.AddYears(-2))
            wrong[Task(task.Kind)] = "This is more than two years ago. Ask the hospital whether it still counts.";
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\+?[0-9][0-9 ().x/-]{3,28}$")]
    private static partial Regex Number();
}
