using System.Globalization;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Portal.Components.Stages.GoLive.Planning;

/// <summary>A go-live plan as its form holds it: what a person typed, readable or not, on the hospital's clock.</summary>
public sealed record PlanFields
{
    public const string Local = "yyyy-MM-ddTHH:mm";
    private const string DayFormat = "yyyy-MM-dd", HourFormat = "HH:mm";

    public string From { get; init; } = "";

    public string To { get; init; } = "";

    public string BackBy { get; init; } = "";

    public string Change { get; init; } = "";

    public string Opens { get; init; } = "07:00";

    public string Closes { get; init; } = "18:00";

    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    public string Units { get; init; } = "";

    public IReadOnlyList<PlanContact> Contacts { get; init; } = [];

    public IReadOnlyList<ContactRole> Routes { get; init; } = [];

    public IReadOnlyList<TaskFields> Tasks { get; init; } = [];

    public RampLimits Ramp { get; init; } = new();

    /// <summary>As in "Tue 21:00-23:30, Thu 21:00-23:30"; empty where it is as usual.</summary>
    public string Usual { get; init; } = "";

    public static PlanFields Of(PlanContent plan, string zone) => new()
    {
        From = Write(plan.Window?.From, zone),
        To = Write(plan.Window?.To, zone),
        BackBy = Write(plan.Window?.BackBy, zone),
        Change = plan.Window?.ChangeNumber ?? "",
        Opens = plan.Clinic.Opens.ToString(HourFormat, CultureInfo.InvariantCulture),
        Closes = plan.Clinic.Closes.ToString(HourFormat, CultureInfo.InvariantCulture),
        Days = plan.Clinic.Days,
        Units = UnitText.Write(plan.Units),
        Contacts = [.. Enum.GetValues<ContactRole>().Select(role => plan.Contact(role) ?? new(role, "", null, null))],
        Routes = [.. plan.AlertRoutes.Order()],
        Tasks = [.. Enum.GetValues<HospitalTaskKind>().Select(kind => new TaskFields(kind, plan.Task(kind)?.DoneOn.ToString(DayFormat, CultureInfo.InvariantCulture) ?? "", plan.Task(kind)?.Reference ?? ""))],
        Ramp = plan.Ramp,
        Usual = UsualText.Write(plan.Usual),
    };

    public PlanFields With(ChangeWindow window, string zone) => this with { From = Write(window.From, zone), To = Write(window.To, zone), BackBy = Write(window.BackBy, zone) };

    public PlanFields With(PlanContact contact) => this with { Contacts = [.. Contacts.Select(one => one.Role == contact.Role ? contact : one)] };

    public PlanFields With(TaskFields task) => this with { Tasks = [.. Tasks.Select(one => one.Kind == task.Kind ? task : one)] };

    public PlanFields Toggle(DayOfWeek day) => this with { Days = [.. (Days.Contains(day) ? Days.Where(one => one != day) : Days.Append(day)).Order()] };

    public PlanFields Toggle(ContactRole role) => this with { Routes = [.. (Routes.Contains(role) ? Routes.Where(one => one != role) : Routes.Append(role)).Order()] };

    /// <summary>The plan, and what could not be read or cannot be right, by field.</summary>
    public (PlanContent Plan, IReadOnlyDictionary<string, string> Wrong) Read(string zone, DateTimeOffset now)
    {
        Dictionary<string, string> unread = [];
        var plan = new PlanContent
        {
            Window = Window(zone, unread),
            Clinic = new() { Opens = Hour(Opens, unread), Closes = Hour(Closes, unread), Days = Days },
            Units = UnitText.Read(Units),
            Contacts = [.. Contacts.Where(contact => contact is not { Name: "", Mail: null or "", Phone: null or "" }).Select(contact => contact with { Mail = Empty(contact.Mail), Phone = Empty(contact.Phone) })],
            AlertRoutes = Routes,
            Tasks = [.. Tasks.Select(task => Task(task, unread)).OfType<HospitalTask>()],
            Ramp = Ramp,
            Usual = UsualText.Read(Usual, unread),
        };
        var wrong = new Dictionary<string, string>(PlanRules.Wrong(plan, zone, now));
        foreach (var (field, message) in unread)
            wrong[field] = message;
        return (plan, wrong);
    }

    /// <summary>The clock shows this time twice; which one is meant.</summary>
    public static string? Caution(string local, string zone) =>
        Moment(local) is { } at && SiteClock.Exists(at, zone) && SiteClock.Twice(at, zone) ? "The clock shows this hour twice that night. The first one is meant." : null;

    private ChangeWindow? Window(string zone, Dictionary<string, string> unread)
    {
        if (From.Length == 0 && To.Length == 0 && BackBy.Length == 0)
            return null;
        var (from, to, back) = (At(From, PlanRules.From, "beginning", zone, unread), At(To, PlanRules.To, "end", zone, unread), At(BackBy, PlanRules.BackBy, "last moment to go back", zone, unread));
        return from is null || to is null || back is null ? null : new(from.Value, to.Value, back.Value, Empty(Change));
    }

    private static DateTimeOffset? At(string local, string field, string what, string zone, Dictionary<string, string> unread)
    {
        if (Moment(local) is not { } at)
            unread[field] = $"Choose the {what}: day and time.";
        else if (!SiteClock.Exists(at, zone))
            unread[field] = $"{at.ToString(HourFormat, CultureInfo.InvariantCulture)} does not exist on {at.ToString("d MMM", CultureInfo.InvariantCulture)}: the clocks go forward then. Choose an hour earlier or later.";
        else
            return SiteClock.Moment(at, zone);
        return null;
    }

    private static HospitalTask? Task(TaskFields task, Dictionary<string, string> unread)
    {
        if (task.DoneOn.Length == 0 && task.Reference.Length == 0)
            return null;
        if (DateOnly.TryParseExact(task.DoneOn, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new(task.Kind, day, task.Reference.Trim(), "");
        unread[PlanRules.Task(task.Kind)] = "Choose the day on which it was done.";
        return null;
    }

    private static TimeOnly Hour(string text, Dictionary<string, string> unread)
    {
        if (!TimeOnly.TryParseExact(text, HourFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour))
            unread[PlanRules.Clinic] = "Choose when the clinic opens and closes.";
        return hour;
    }

    private static DateTime? Moment(string local) =>
        DateTime.TryParseExact(local, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;

    private static string Write(DateTimeOffset? at, string zone) => at is { } moment ? SiteClock.In(moment, zone).Local.ToString(Local, CultureInfo.InvariantCulture) : "";

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <param name="DoneOn">As the browser writes a day.</param>
public sealed record TaskFields(HospitalTaskKind Kind, string DoneOn, string Reference);
