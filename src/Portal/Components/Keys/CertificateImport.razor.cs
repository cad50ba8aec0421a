using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Portal.Components.Keys;

/// <summary>A certificate with its key as somebody pasted it; prints as nothing.</summary>
public sealed record BroughtPem(string Text, string? Password)
{
    public override string ToString() => "(certificate and key)";
}

/// <summary>A PKCS#12 file as somebody chose it; prints as nothing.</summary>
public sealed record BroughtFile(byte[] Content, string? Password)
{
    public override string ToString() => "(certificate file)";
}

/// <summary>The way in for a certificate and its key. Nothing of it stays in the page once it was handed on.</summary>
public sealed partial class CertificateImport
{
    private const long Largest = 128 * 1024;
    private string _text = "", _password = "";
    private string? _problem;
    private (string Name, byte[] Content)? _file;

    [Parameter]
    public EventCallback<BroughtPem> OnPem { get; set; }

    [Parameter]
    public EventCallback<BroughtFile> OnFile { get; set; }

    private async Task TakeFileAsync(InputFileChangeEventArgs chosen)
    {
        (_file, _problem) = (null, null);
        if (chosen.File.Size > Largest)
        {
            _problem = "That file is far too large for a certificate. Choose the .p12 or .pfx file.";
            return;
        }

        using var content = new MemoryStream();
        await using var stream = chosen.File.OpenReadStream(Largest);
        await stream.CopyToAsync(content);
        _file = (chosen.File.Name, content.ToArray());
    }

    private async Task ImportAsync()
    {
        var (text, file, password) = (_text, _file, _password.Length > 0 ? _password : null);
        (_text, _password, _file) = ("", "", null);
        if (file is { } chosen)
            await OnFile.InvokeAsync(new(chosen.Content, password));
        else
            await OnPem.InvokeAsync(new(text, password));
    }
}
