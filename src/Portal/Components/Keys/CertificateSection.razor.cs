using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Onboarding;
using Onboarding.Secrets.Certificates;
using Onboarding.Sites;

namespace Portal.Components.Keys;

/// <summary>The client certificate of one environment: made here, requested, or brought along.</summary>
public sealed partial class CertificateSection
{
    private bool _replacing, _bringing;
    private string _signed = "";

    [Parameter, EditorRequired]
    public required CertificateView Certificate { get; set; }

    [Inject]
    public required ClientCertificates Certificates { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    private CheckState Sign => Certificate.InUse!.IsExpired(Now) ? CheckState.Failed : Certificate.InUse.EndsSoon(Now) ? CheckState.Warning : CheckState.Passed;

    private string Word => Sign switch
    {
        CheckState.Failed => "Expired: replace it now",
        CheckState.Warning => $"Ends in {Ago.Span(Certificate.InUse!.ValidUntil!.Value - Now)}: replace it",
        _ => "In use",
    };

    private Task MakeAsync() => PutAsync("A certificate is made and used", () => Certificates.MakeSelfSignedAsync(Site.Id, Site.Version, Environment, Me, CancellationToken.None));

    private Task RequestAsync() => ActAsync(() => Certificates.RequestAsync(Site.Id, Site.Version, Environment, Me, CancellationToken.None), "The request is ready to be sent");

    private async Task UploadAsync()
    {
        if (await PutAsync("The signed certificate is used", () => Certificates.UploadSignedAsync(Site.Id, Site.Version, Environment, _signed, Me, CancellationToken.None)))
            _signed = "";
    }

    private Task ImportAsync(BroughtPem brought) =>
        PutAsync("The certificate is used", () => Certificates.ImportPemAsync(Site.Id, Site.Version, Environment, brought.Text, brought.Password, Me, CancellationToken.None));

    private Task ImportFileAsync(BroughtFile brought) =>
        PutAsync("The certificate is used", () => Certificates.ImportPkcs12Async(Site.Id, Site.Version, Environment, brought.Content, brought.Password, Me, CancellationToken.None));

    private async Task RemoveAsync(CertificateState state)
    {
        const string Text = "A server that asks for a certificate refuses us from this moment on. The private key is deleted and cannot be brought back.";
        if (state is CertificateState.InUse && !await ConfirmAsync("Remove the client certificate", Text, "Remove certificate")) return;
        await ActAsync(() => Certificates.RemoveAsync(Site.Id, Site.Version, Environment, state, Me, CancellationToken.None), "It is removed");
    }

    private async Task<bool> PutAsync(string said, Func<Task<Result<Site>>> put)
    {
        const string Text = "A server that does not know the new certificate refuses us from this moment on, and our API refuses callers until the connection test passes again.";
        if (!await ConfirmAsync("Use another client certificate", Text, "Use certificate") || !await ActAsync(put, said)) return false;
        (_replacing, _bringing) = (false, false);
        return true;
    }

    private async Task DownloadAsync(string name, string text) =>
        await Script.InvokeVoidAsync("portal.download", $"{Site.Slug}-{Onboarding.Json.Word(Environment)}-{name}", "application/x-pem-file", text);
}
