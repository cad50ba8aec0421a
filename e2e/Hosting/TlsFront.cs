using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portal.E2E.Hosting;

/// <summary>An encrypted door in front of the simulated hospitals, so that a site of theirs can be one that is no simulator.</summary>
public sealed class TlsFront : IAsyncDisposable
{
    private readonly CancellationTokenSource gone = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string folder = Directory.CreateTempSubdirectory("tls-front-").FullName;
    private readonly X509Certificate2 certificate;
    private readonly Uri behind;

    private TlsFront(Uri behind)
    {
        this.behind = behind;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=hospitals of the journeys", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(200));
        File.WriteAllText(TrustFile, certificate.ExportCertificatePem());
        listener.Start();
        _ = ServeAsync();
    }

    /// <summary>The address of the hospitals behind it, without a slash at the end.</summary>
    public string Address => $"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>What a portal that reaches hospitals through this door has to be told.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["SSL_CERT_FILE"] = TrustFile, ["Onboarding__OwnMachine__0"] = "127.0.0.1" };

    private string TrustFile => Path.Combine(folder, "trusted.pem");

    public static TlsFront Before(string hospitals) => new(new(hospitals));

    private async Task ServeAsync()
    {
        while (!gone.IsCancellationRequested)
        {
            try
            {
                _ = PassAsync(await listener.AcceptTcpClientAsync(gone.Token));
            }
            catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task PassAsync(TcpClient caller)
    {
        using (caller)
        using (var hospital = new TcpClient())
        {
            try
            {
                await using var encrypted = new SslStream(caller.GetStream());
                await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, gone.Token);
                await hospital.ConnectAsync(behind.Host, behind.Port, gone.Token);
                await using var plain = hospital.GetStream();
                await Task.WhenAny(encrypted.CopyToAsync(plain, gone.Token), plain.CopyToAsync(encrypted, gone.Token));
            }
            catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
            {
                // The caller went away, or did not like our certificate; the ladder says so.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        listener.Dispose();
        certificate.Dispose();
        gone.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
