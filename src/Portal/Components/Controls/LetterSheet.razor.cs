using System.Text;
using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Components.Controls;

/// <summary>A letter ready to go: copied, opened in the mail program, or taken as a file.</summary>
public sealed partial class LetterSheet
{
    [Parameter, EditorRequired]
    public required Letter Letter { get; set; }

    [Parameter, EditorRequired]
    public required string To { get; set; }

    [Parameter]
    public string? CopyTo { get; set; }

    /// <summary>Without its ending.</summary>
    [Parameter]
    public string FileName { get; set; } = "letter";

    [Parameter]
    public RenderFragment? Actions { get; set; }

    /// <summary>Above the body: that somebody edited it, when it went out.</summary>
    [Parameter]
    public string? Note { get; set; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    private string Plain => $"Subject: {Letter.Subject}\n\n{Letter.Body}";

    private MailLink Mail => MailLink.Of(Letter);

    // RFC 5322 with an encoded subject; X-Unsent opens it as a draft in mail programs that know it.
    private string Eml =>
        $"Subject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(Letter.Subject))}?=\r\nX-Unsent: 1\r\n"
        + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + Letter.Body.ReplaceLineEndings("\r\n");

    private async Task SaveAsync(string ending, string type, string text) =>
        await Script.InvokeVoidAsync("portal.download", $"{FileName}.{ending}", type, text);
}
