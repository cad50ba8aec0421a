using System.Globalization;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Sites;

namespace Portal.Components.Stages.ValidatePatients;

/// <summary>The limits that a validation of this site is judged by: folded, changed with a reason only, and told what the change ends.</summary>
public sealed partial class ThresholdForm
{
    private static readonly Thresholds Usual = new();

    private static readonly IReadOnlyList<LimitField> Limits =
    [
        new("pass", "Required fields pass at, %", "Of the patients who have such a record, how many must have the field.", " %", 50, 100, limits => limits.RequiredPass * 100, (limits, value) => limits with { RequiredPass = value / 100 }),
        new("warn", "Required fields warn at, %", "Below the pass and down to here a field warns; under it the stage fails.", " %", 0, 100, limits => limits.RequiredWarn * 100, (limits, value) => limits with { RequiredWarn = value / 100 }),
        new("patients", "Patients at least", "Fewer different patients prove too little.", "", 1, 50, limits => limits.MinimumPatients, (limits, value) => limits with { MinimumPatients = (int)value }),
        new("codes", "Codes in their systems, %", "Of all codes and units, after the code maps.", " %", 50, 100, limits => limits.CodeShare * 100, (limits, value) => limits with { CodeShare = value / 100 }),
        new("implausible", "Implausible values at most, %", "Dates and what says who somebody is are never tolerated.", " %", 0, 20, limits => limits.ImplausibleShare * 100, (limits, value) => limits with { ImplausibleShare = value / 100 }),
        new("without", "Patients without a kind of record at most, %", "With more, the patients are badly chosen.", " %", 0, 100, limits => limits.NotApplicableShare * 100, (limits, value) => limits with { NotApplicableShare = value / 100 }),
    ];

    private PartForm<Thresholds> _form = new(Usual, 0);
    private SiteId? _site;
    private string _reason = "";
    private Refusal? _refused;

    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter]
    public EventCallback OnSaved { get; set; }

    [Inject]
    public required SiteService Sites { get; init; }

    private string Summary => ThresholdRules.Changes(Usual, View.Site.Configuration.Thresholds) is { Length: > 0 } differs ? differs : "the usual ones";

    private string? Wrong => _form.Dirty ? ThresholdRules.Wrong(_form.Now) : null;

    private string? Off => !Actor.MayWork ? Actor.LooksOn.Message
        : !_form.Dirty ? "Nothing is changed yet."
        : Wrong is not null ? "Correct the limits first."
        : _form.Conflicts ? "Decide first whose limits count."
        : string.IsNullOrWhiteSpace(_reason) ? "Say why the limits change." : null;

    protected override void OnParametersSet()
    {
        if (_site == View.Site.Id)
            _form.Follow(View.Site.Configuration.Thresholds, View.Site.Version);
        else
            (_site, _form) = (View.Site.Id, new(View.Site.Configuration.Thresholds, View.Site.Version));
    }

    private void Take(LimitField limit, ChangeEventArgs change)
    {
        if (double.TryParse(change.Value as string, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            _form.Now = limit.With(_form.Now, Math.Round(value, 4));
    }

    private Task DropAsync()
    {
        _form.TakeNewest();
        (_reason, _refused) = ("", null);
        return Task.CompletedTask;
    }

    private async Task SaveAsync()
    {
        if (Off is not null)
            return;
        var saved = await Sites.SaveThresholdsAsync(View.Site.Id, _form.Seen, _form.Now, _reason, Actor, CancellationToken.None);
        _refused = saved.Refusal;
        if (saved.Value is { } site)
            (_form, _reason) = (new(site.Configuration.Thresholds, site.Version), "");
        await OnSaved.InvokeAsync();
    }

    /// <summary>One limit as a number that a person types.</summary>
    private sealed record LimitField(string Name, string Label, string Help, string Unit, int Least, int Most, Func<Thresholds, double> Value, Func<Thresholds, double, Thresholds> With)
    {
        public string Key => $"limit-{Name}";

        public string Shown(Thresholds limits) => Math.Round(Value(limits), 4).ToString("0.####", CultureInfo.InvariantCulture);
    }
}
