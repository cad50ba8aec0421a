using System.Globalization;
using EhrAdapters;
using EhrAdapters.Vendors;
using Microsoft.AspNetCore.Components;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Onboarding.Stages.LoadTest.Consents;

namespace Portal.Components.Stages.LoadTest;

/// <summary>The load test's settings in words of the clinic day, what they come to, and why the test cannot start.</summary>
public sealed partial class LoadSettingsForm
{
    private readonly string _shape = $"shape-{Guid.CreateVersion7():N}";
    private LoadWorth? _worth;

    [Parameter, EditorRequired]
    public required PartForm<LoadSettings> Form { get; set; }

    [Parameter, EditorRequired]
    public required Thresholds Limits { get; set; }

    [Parameter]
    public Connection? Connection { get; set; }

    /// <summary>How the hospital's consents stand at this moment.</summary>
    [Parameter]
    public ConsentStanding Standing { get; set; } = new(null, null, null);

    /// <summary>Why the stage cannot start at all.</summary>
    [Parameter]
    public string? NotNow { get; set; }

    [Parameter]
    public bool Again { get; set; }

    [Parameter]
    public bool Primary { get; set; }

    [Parameter]
    public FormDraft? Draft { get; set; }

    [Parameter]
    public string TimeZone { get; set; } = "UTC";

    [Parameter]
    public EventCallback OnLeave { get; set; }

    [Parameter]
    public EventCallback OnStart { get; set; }

    [Inject]
    public required IEhrAdapterFactory Adapters { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private TrafficMix Mix => Form.Now.Mix ?? TrafficMix.Usual;

    private string MixWords => Form.Now.Mix is null ? "the usual clinic day" : $"{Mix.Reads} % reads, {Mix.Searches} % searches, {Mix.Records} % records, {Mix.Tokens} % sign-ins";

    private string? Off => NotNow
        ?? (_worth is null ? "Correct the settings first." : null)
        ?? (Form.Conflicts ? "Decide first whose settings count." : null)
        ?? (Connection is { } connection ? Standing.Missing(connection.Environment, TimeZone, _worth!.Length, Time.GetUtcNow())?.Message : null);

    private string? Killed => Again && Form.Dirty ? "Starting with these settings ends the result above." : null;

    // Worked out once per change: a long test's schedule is not free.
    protected override void OnParametersSet() => Weigh();

    private string? Wrong(string field) => LoadSettingsRules.Wrong(Form.Now).GetValueOrDefault(field);

    private void Weigh()
    {
        var rehearsal = Connection is null || LoadVerdict.IsRehearsal(Connection.Environment);
        _worth = LoadSettingsRules.Wrong(Form.Now).Count > 0
            ? null
            : new(Form.Now, Limits, Connection is { Vendor: { } vendor } ? Adapters.FindProfile(vendor) : null, rehearsal ? null : Standing.Covering ?? Standing.Next, rehearsal);
    }

    private void TakeMix(TrafficMix mix) => Form.Now = Form.Now with { Mix = mix == TrafficMix.Usual ? null : mix };

    private async Task SubmitAsync()
    {
        Weigh();
        if (Off is null)
            await OnStart.InvokeAsync();
    }

    protected override bool ShouldRender()
    {
        Weigh();
        return true;
    }

    private static string? Written(int value) => value == 0 ? null : Share(value);

    private static string Share(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static int Whole(double? typed) => typed is { } value ? (int)Math.Clamp(Math.Round(value), int.MinValue, int.MaxValue) : 0;
}
