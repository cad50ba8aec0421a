using System.Text;
using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Onboarding.Stages.ValidatePatients.Choosing;

namespace Portal.Components.Stages.ValidatePatients;

/// <summary>A table of patients: read at once, counted, never shown.</summary>
public sealed partial class PatientFile : IDisposable
{
    private readonly string _fileId = $"f-{Guid.CreateVersion7():N}";
    private readonly string _helpId = $"h-{Guid.CreateVersion7():N}";
    private readonly CancellationTokenSource _gone = new();
    private PatientTable? _table;
    private string? _problem;

    /// <summary>The patients of the table; nobody where it could not be used.</summary>
    [Parameter]
    public EventCallback<IReadOnlyList<TestPatient>> OnRead { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task TakeAsync(InputFileChangeEventArgs chosen)
    {
        (_table, _problem) = (null, null);
        try
        {
            if (chosen.File.Size > PatientTable.MostCharacters)
                _problem = "The file is larger than 512 KB. Ten patients are a short list; look whether this is the right file.";
            else
                await ReadAsync(chosen.File);
        }
        catch (IOException)
        {
            _problem = "The upload broke off. Choose the file again.";
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was left while the file came.
            return;
        }

        await OnRead.InvokeAsync(_table?.Patients ?? []);
    }

    private async Task ReadAsync(IBrowserFile file)
    {
        await using var stream = file.OpenReadStream(PatientTable.MostCharacters, _gone.Token);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var table = PatientTable.Read(await reader.ReadToEndAsync(_gone.Token));
        _problem = table.Problem;
        _table = table.Problem is null ? table : null;
    }

    private static string Summary(PatientTable table)
    {
        var said = $"{(table.Patients.Count == 1 ? "1 patient" : $"{table.Patients.Count} patients")} by {(table.Kind is TestPatientKind.Mrn ? "medical record number" : "FHIR ID")}, out of {(table.Lines == 1 ? "1 line" : $"{table.Lines} lines")}";
        string[] left = [.. table.Empty > 0 ? [$"{table.Empty} without a number"] : Array.Empty<string>(), .. table.Repeated > 0 ? [$"{table.Repeated} named before"] : Array.Empty<string>()];
        return left.Length == 0 ? $"{said}." : $"{said}; left out: {string.Join(", ", left)}.";
    }
}
