using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Sites;
using Onboarding.Stages.ValidatePatients.Choosing;
using Portal.Components.Stages.Configure;

namespace Portal.Components.Stages.ValidatePatients;

/// <summary>Patients looked up at the hospital, shown masked and chosen by tick. The search lives in this circuit only.</summary>
public sealed partial class PatientLookup : IDisposable
{
    private readonly string _helpId = $"h-{Guid.CreateVersion7():N}";
    private readonly CancellationTokenSource _gone = new();
    private readonly List<FoundPatient> _ticked = [];
    private string _query = "";
    private FoundPatients? _found;
    private Refusal? _refused;

    [Parameter, EditorRequired]
    public required SiteId Site { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>The ticked patients, after every tick.</summary>
    [Parameter]
    public EventCallback<IReadOnlyList<TestPatient>> OnChosen { get; set; }

    [Inject]
    public required PatientFinder Finder { get; init; }

    private string? Off => !Actor.MayWork ? Actor.LooksOn.Message : string.IsNullOrWhiteSpace(_query) ? "Type what to look for." : null;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task FindAsync()
    {
        if (Off is not null)
            return;
        var result = await Finder.FindAsync(Site, _query, Actor, _gone.Token);
        (_found, _refused) = (result.Value, result.Refusal);
        _ticked.Clear();
        await OnChosen.InvokeAsync([]);
    }

    private Task TickAsync(FoundPatient patient, bool on)
    {
        _ticked.Remove(patient);
        if (on)
            _ticked.Add(patient);
        return OnChosen.InvokeAsync([.. _ticked.OrderBy(one => one.Number).Select(one => one.Named)]);
    }

    private static string Masked(FoundPatient patient) => PatientMask.Of(patient.Named);

    private string Counted(FoundPatients found) => found.HasMore
        ? $"The first {found.Patients.Count} of many; {_ticked.Count} chosen. Narrow the search for others."
        : $"{found.Patients.Count} found, {_ticked.Count} chosen";
}
