using System.Globalization;
using EhrAdapters;
using Microsoft.AspNetCore.Components;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Portal.Components.Stages.LoadTest;

/// <summary>The load test's settings, what they come to, and the hospital's consent.</summary>
public sealed partial class LoadSettingsForm
{
    private string _agreedBy = "";
    private bool _agreed;

    [Parameter, EditorRequired]
    public required PartForm<LoadSettings> Form { get; set; }

    [Parameter, EditorRequired]
    public required Thresholds Limits { get; set; }

    [Parameter]
    public Connection? Connection { get; set; }

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

    /// <summary>Starts; with who agreed at the hospital, where that is needed.</summary>
    [Parameter]
    public EventCallback<string?> OnStart { get; set; }

    private string? Wrong => LoadPlan.Wrong(Form.Now);

    private bool Consented => !LoadPlan.NeedsConsent(Connection) || (_agreed && !string.IsNullOrWhiteSpace(_agreedBy));

    private string? Off => NotNow ?? Wrong
        ?? (Form.Conflicts ? "Decide first whose settings count." : null)
        ?? (Consented ? null : "Say who at the hospital agreed, and tick the box.");

    private string? Killed => Again && Form.Dirty ? "Starting with these settings ends the result above." : null;

    private void Take(ChangeEventArgs change, Func<int, LoadSettings> with) =>
        Form.Now = with(int.TryParse(change.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0);

    private async Task SubmitAsync()
    {
        if (Off is not null) return;
        await OnStart.InvokeAsync(LoadPlan.NeedsConsent(Connection) ? _agreedBy.Trim() : null);
        _agreed = false;
    }
}
