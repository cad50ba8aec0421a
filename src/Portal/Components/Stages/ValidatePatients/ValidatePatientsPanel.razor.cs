using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Onboarding.Stages.ValidatePatients;
using Portal.Components.Controls;

namespace Portal.Components.Stages.ValidatePatients;

/// <summary>Ten patients, every field: what they prove, what explains the rest, and each cell behind it.</summary>
public sealed partial class ValidatePatientsPanel
{
    private MatrixPlace? _open;

    protected override Stage Stage => Stage.ValidatePatients;

    private ValidationMatrix? Matrix => Finished?.Detail as ValidationMatrix;

    // The first failed field whose cause is ours: there the next step is a page of ours, not another run.
    private string? MappingToCorrect => Outdated ? null : Matrix?.Causes
        .FirstOrDefault(cause => cause is { State: CheckState.Failed, Owner: FaultOwner.OurConfiguration, FieldId: not null })?.FieldId;

    private string? ActionHint => MappingToCorrect is { } id ? Matrix!.Fields.FirstOrDefault(row => row.FieldId == id)?.Label : null;

    private static string Counted(int patients) => patients == 1 ? "1 patient" : $"{patients} patients";

    private async Task StartRunAsync()
    {
        if (NotNow is not null) return;
        _open = null;
        await StartAsync();
    }
}
