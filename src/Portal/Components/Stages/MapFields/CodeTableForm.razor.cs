using System.Text;
using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Onboarding.Stages.MapFields.CodeMaps;

namespace Portal.Components.Stages.MapFields;

/// <summary>Reads a table of codes, shows what it says and what is wrong with it, line by line, and applies it only when told.</summary>
public sealed partial class CodeTableForm : IDisposable
{
    private const int Most = 40;
    private readonly string _fileId = $"f-{Guid.CreateVersion7():N}";
    private readonly CancellationTokenSource _gone = new();
    private CodeMapImport? _read;
    private IReadOnlySet<string> _oneWay = new HashSet<string>();
    private string? _problem;

    [Parameter, EditorRequired]
    public required MappingStudio Studio { get; set; }

    [Parameter, EditorRequired]
    public required ContractField Field { get; set; }

    /// <summary>The field's code map with the table's entries.</summary>
    [Parameter]
    public EventCallback<IReadOnlyDictionary<string, string>> OnApply { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private IReadOnlyDictionary<string, string> Codes => Studio.Mapping(Field.Id)?.CodeMap ?? new Dictionary<string, string>();

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task TakeAsync(InputFileChangeEventArgs chosen)
    {
        (_read, _problem) = (null, null);
        if (chosen.File.Size > CodeMapImport.MostCharacters)
        {
            _problem = $"The file is larger than {CodeMapImport.MostCharacters / 1024} KB. A code map is a short list; look whether this is the right file.";
            return;
        }

        try
        {
            await using var stream = chosen.File.OpenReadStream(CodeMapImport.MostCharacters, _gone.Token);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            _read = CodeMapImport.Read(await reader.ReadToEndAsync(_gone.Token), Field, Codes);
            _oneWay = OneWay.Of(_read.Onto(Codes));
        }
        catch (IOException)
        {
            _problem = "The upload broke off. Nothing was changed. Choose the file again.";
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was left while the file came.
        }
    }

    private async Task ApplyAsync()
    {
        if (_read is { Ready: true } read)
            await OnApply.InvokeAsync(read.Onto(Codes));
    }

    private static string Summary(CodeMapImport read)
    {
        var (added, changed) = (read.Entries.Count(entry => entry.Before is null), read.Entries.Count(entry => entry.Before is not null && entry.Before != entry.After));
        return $"{added} new, {changed} changed, {read.Entries.Count - added - changed} as they are.";
    }

    private static string Now(ImportedCode entry) => entry.Before switch
    {
        null => "no entry",
        _ when entry.Before == entry.After => "the same",
        _ => CodeWords.Of(entry.Before),
    };
}
