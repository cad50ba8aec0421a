using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Portal.Components.Controls;

namespace Portal.Components.Stages.Configure;

/// <summary>The patients that the hospital named: one way in, shown masked.</summary>
public sealed partial class PatientsBox
{
    private IReadOnlyList<ChoiceOption> _kinds = [];

    [Parameter, EditorRequired]
    public required IReadOnlyList<TestPatient> Stored { get; set; }

    /// <summary>True where the vendor lets patients be found by a search.</summary>
    [Parameter]
    public bool AllowsListing { get; set; }

    [Parameter]
    public TestPatientKind Kind { get; set; }

    [Parameter]
    public EventCallback<TestPatientKind> KindChanged { get; set; }

    [Parameter]
    public string Text { get; set; } = "";

    [Parameter]
    public EventCallback<string> TextChanged { get; set; }

    [Parameter]
    public string? Error { get; set; }

    private string Help => Stored.Count > 0
        ? "Only to replace the ones above. Encrypted, and deleted after go-live."
        : "Ten patients that the hospital named for us. Encrypted, shown masked, deleted after go-live; never kept as a draft.";

    protected override void OnParametersSet() => _kinds =
    [
        new(Json.Word(TestPatientKind.Mrn), "Medical record numbers"),
        new(Json.Word(TestPatientKind.FhirId), "FHIR IDs"),
        .. AllowsListing ? [new ChoiceOption(Json.Word(TestPatientKind.Search), "A search")] : Array.Empty<ChoiceOption>(),
    ];

    private Task ChooseAsync(string word) => KindChanged.InvokeAsync(Enum.GetValues<TestPatientKind>().Single(kind => Json.Word(kind) == word));
}

/// <summary>A patient's identifier as far as a page may show it.</summary>
public static class PatientMask
{
    private const int Shown = 2;

    /// <summary>The last two characters, where that is at most a third of it; a search shows nothing.</summary>
    public static string Of(TestPatient patient) => patient.Kind is TestPatientKind.Search || patient.Value.Length < Shown * 3
        ? "••••"
        : "••••" + patient.Value[^Shown..];
}
