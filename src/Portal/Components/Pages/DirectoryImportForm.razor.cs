using EhrAdapters;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Onboarding;
using Onboarding.Directories;
using Portal.Components.Controls;
using Portal.Components.Workspace;

namespace Portal.Components.Pages;

/// <summary>Where the list lies and how it is to be understood. Once it is started, the import needs this page no more.</summary>
public sealed partial class DirectoryImportForm : IDisposable
{
    private readonly string _fileId = $"f-{Guid.CreateVersion7():N}";
    private readonly string _fileHelpId = $"h-{Guid.CreateVersion7():N}";
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<ChoiceOption> _vendors = [];
    private IReadOnlyList<ChoiceOption> _environments = [];
    private string _address = "", _name = "", _vendor = "", _environment = Json.Word(EhrEnvironment.Production);
    private IBrowserFile? _file;
    private long _uploaded;
    private Refusal? _refused;
    private bool _working;

    [Parameter, EditorRequired]
    public required Actor Me { get; set; }

    /// <summary>The import runs.</summary>
    [Parameter]
    public EventCallback OnStarted { get; set; }

    /// <summary>The person thought better of it.</summary>
    [Parameter]
    public EventCallback OnLeft { get; set; }

    [Inject]
    public required DirectoryImports Imports { get; init; }

    [Inject]
    public required IEhrAdapterFactory Adapters { get; init; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized()
    {
        _vendors = [new("", "As each address tells"), .. Adapters.Profiles.Where(profile => profile.FhirBaseUrl.Shape is not null).Select(profile => new ChoiceOption(profile.Id, profile.Name))];
        _environments = [.. new[] { EhrEnvironment.Production, EhrEnvironment.NonProduction, EhrEnvironment.Sandbox }.Select(kind => new ChoiceOption(Json.Word(kind), kind.Word())), new("", "The list does not say")];
    }

    private string? ErrorAt(string code) => _refused?.Code == code ? _refused.Message : null;

    private void Take(KnownDirectory known) => (_address, _name, _vendor, _environment) = (known.Address, known.Name, known.Vendor, Json.Word(EhrEnvironment.Production));

    private void TakeAddress(string text)
    {
        _address = text.Trim();
        if (_name.Length == 0 && DirectoryDownload.Address(_address) is { } url) _name = url.Host;
    }

    private void TakeFile(InputFileChangeEventArgs chosen)
    {
        (_file, _uploaded) = (chosen.File, 0);
        if (_name.Length == 0) _name = Path.GetFileNameWithoutExtension(_file.Name);
    }

    private async Task ImportAsync()
    {
        if (_working) return;
        (_working, _refused) = (true, null);
        try
        {
            _refused = _address.Length > 0 && _file is not null
                ? new("directory-either", "Give an address or a file, not both.")
                : await StartAsync();
            if (_refused is null) await OnStarted.InvokeAsync();
        }
        catch (IOException)
        {
            _refused = new("directory-upload", "The upload broke off. Nothing was changed. Choose the file again.");
        }
        finally
        {
            _working = false;
        }
    }

    private async Task<Refusal?> StartAsync()
    {
        if (_file is { Size: > DirectoryLimits.Bytes }) return DirectoryRefusals.TooLarge;
        if (string.IsNullOrWhiteSpace(_name)) return DirectoryRefusals.NameNeeded;
        var upload = _file is null ? null : await UploadAsync(_file);
        var started = await Imports.StartAsync(new()
        {
            Name = _name,
            Source = _file is null ? _address : Path.GetFileName(_file.Name),
            File = upload,
            Vendor = _vendor.Length > 0 ? _vendor : null,
            Environment = Enum.GetValues<EhrEnvironment>().Where(kind => Json.Word(kind) == _environment).Select(kind => (EhrEnvironment?)kind).FirstOrDefault(),
        }, Me, CancellationToken.None);
        if (started.Refusal is not null && upload is not null) File.Delete(upload);
        return started.Refusal;
    }

    // The file first comes to a place of ours, so that the import itself can outlive the page.
    private async Task<string> UploadAsync(IBrowserFile file)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            await using var from = file.OpenReadStream(DirectoryLimits.Bytes, _gone.Token);
            var buffer = new byte[256 * 1024];
            for (int read; (read = await from.ReadAsync(buffer, _gone.Token)) > 0; StateHasChanged())
            {
                await to.WriteAsync(buffer.AsMemory(0, read), _gone.Token);
                _uploaded += read;
            }

            return path;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private Task LeaveAsync() => OnLeft.InvokeAsync();
}
