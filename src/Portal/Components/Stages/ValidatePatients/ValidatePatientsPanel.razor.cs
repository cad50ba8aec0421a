using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Stages.ValidatePatients;
using Onboarding.Stages.ValidatePatients.Records;
using Portal.Components.Controls;

namespace Portal.Components.Stages.ValidatePatients;

/// <summary>Ten patients, every field: what they prove, what explains the rest, and each cell behind it.</summary>
public sealed partial class ValidatePatientsPanel
{
    private const string Wrong = "wrong";
    private MatrixPlace? _open;

    /// <summary>Which fields of the matrix are shown: all, or with "wrong" those that need somebody.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? ShownFields { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override Stage Stage => Stage.ValidatePatients;

    private ValidationMatrix? Matrix => Finished?.Detail as ValidationMatrix;

    // Said at the top with the causes, because no cell of the matrix shows them.
    private IReadOnlyList<ResultRow> WrongRecords => [.. (Finished?.Rows ?? []).Where(row => RecordChecks.Codes.Contains(row.Code) && row is { State: CheckState.Failed or CheckState.Warning, Message: not null })];

    private bool OnlyWrong => ShownFields == Wrong;

    private ValidationMatrix? Shown => OnlyWrong ? Matrix?.OnlyWrong() : Matrix;

    private MatrixPlace? Opened => _open is { } place && Shown!.Fields.Any(row => row.FieldId == place.FieldId) ? place : null;

    // The first failed field whose cause is ours: there the next step is a page of ours, not another run.
    private string? MappingToCorrect => Outdated ? null : Matrix?.Causes
        .FirstOrDefault(cause => cause is { State: CheckState.Failed, Owner: FaultOwner.OurConfiguration, FieldId: not null })?.FieldId;

    private string? ActionHint => MappingToCorrect is { } id ? Matrix!.Fields.FirstOrDefault(row => row.FieldId == id)?.Label : null;

    private static string Counted(int patients) => patients == 1 ? "1 patient" : $"{patients} patients";

    private string ShowHref(string? show) => Navigation.GetUriWithQueryParameter("show", show);

    private async Task StartRunAsync()
    {
        if (NotNow is not null) return;
        _open = null;
        await StartAsync();
    }
}
