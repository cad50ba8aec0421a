using System.Globalization;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest.Consents;

namespace Portal.Components.Stages.LoadTest;

/// <summary>Notes who at the hospital agreed to a load test, and for which window of the site's own clock.</summary>
public sealed partial class ConsentForm
{
    private ConsentInput _input = new();
    private bool _asked;
    private Refusal? _refused;

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>What the test would ask for, as a first proposal of the cap.</summary>
    [Parameter]
    public int ProposedCap { get; set; }

    [Parameter]
    public bool Primary { get; set; }

    [Parameter]
    public EventCallback<LoadConsent> OnNoted { get; set; }

    [Parameter]
    public EventCallback OnCancel { get; set; }

    [Inject]
    public required LoadConsents Consents { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private string? Off => Actor.MayWork ? null : Actor.LooksOn.Message;

    private string ZoneHelp
    {
        get
        {
            var (local, name) = SiteClock.In(Time.GetUtcNow(), Site.TimeZone);
            return $"By the clock at the site, {Site.TimeZone}; it is {local.ToString("HH:mm", CultureInfo.InvariantCulture)} {name} there now.";
        }
    }

    // Said as it really is: a night in which clocks change is an hour shorter or longer than it reads.
    private string? Lasts => Moment(_input.From) is { } from && Moment(_input.To) is { } to && to > from ? $"{SiteClock.Words(from, to, Site.TimeZone)}: open for {Ago.Exact(to - from)}." : null;

    protected override void OnInitialized() => _input = new() { CapRequestsPerMinute = ProposedCap };

    private DateTimeOffset? Moment(DateTime? local) => local is { } read ? ConsentTimes.Read(read, Site.TimeZone) : null;

    // Nothing is said to be wrong before somebody tried; from then on with every change.
    private string? Wrong(string field) => _asked ? new ConsentRules(Site.TimeZone, Time.GetUtcNow()).Wrong(_input).GetValueOrDefault(field) : null;

    private async Task SaveAsync()
    {
        if (Off is not null) return;
        _asked = true;
        if (new ConsentRules(Site.TimeZone, Time.GetUtcNow()).Wrong(_input).Count > 0) return;
        var noted = await Consents.NoteAsync(Site.Id, _input, Actor, CancellationToken.None);
        _refused = noted.Refusal;
        if (!noted.Succeeded) return;
        (_input, _asked) = (new() { CapRequestsPerMinute = ProposedCap }, false);
        await OnNoted.InvokeAsync(noted.Value!);
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? ReadDay(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Clock(DateTime? local) => local?.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    private static DateTime? Read(string text) => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? local : null;

    private static string? Number(int value) => value == 0 ? null : value.ToString(CultureInfo.InvariantCulture);

    private static int Whole(double? typed) => typed is { } value ? (int)Math.Clamp(Math.Round(value), int.MinValue, int.MaxValue) : 0;
}
