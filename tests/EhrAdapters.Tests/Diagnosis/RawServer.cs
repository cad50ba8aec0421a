using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EhrAdapters.Tests.Diagnosis;

/// <summary>A listener on a free loopback port that treats every connection in one way.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task loop;

    public RawServer(Func<Socket, CancellationToken, Task> treat)
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        loop = AcceptAsync(treat);
    }

    public int Port { get; }

    public static RawServer Silent() => new((_, token) => Task.Delay(Timeout.Infinite, token));

    public static RawServer Resetting() => new((socket, _) =>
    {
        socket.LingerState = new LingerOption(true, 0);
        return Task.CompletedTask;
    });

    public static RawServer Plain() => new(async (socket, token) =>
        await socket.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), token));

    /// <summary>Answers each plain HTTP request with the bytes given, and closes.</summary>
    public static RawServer Answering(Func<string, byte[]> answer) => new(async (socket, token) =>
    {
        var head = new byte[8192];
        var read = await socket.ReceiveAsync(head, token);
        if (read > 0)
            await socket.SendAsync(answer(System.Text.Encoding.ASCII.GetString(head, 0, read)), token);
        socket.Shutdown(SocketShutdown.Send);
        await socket.ReceiveAsync(head, token);
    });

    public static byte[] Http(string status, byte[]? body = null, params string[] headers) =>
        [.. System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body?.Length ?? 0}\r\nConnection: close\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n"), .. body ?? []];

    /// <summary>Answers every handshake with one fatal alert (RFC 8446, 6.2).</summary>
    public static RawServer Alerting(byte alert) => new(async (socket, token) =>
    {
        await socket.ReceiveAsync(new byte[4096], token);
        await socket.SendAsync(new byte[] { 21, 3, 3, 0, 2, 2, alert }, token);
        await socket.ReceiveAsync(new byte[1], token);
    });

    public static RawServer Encrypted(DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Encrypted(new CertificateRequest("CN=fhir.hospital.example", key, HashAlgorithmName.SHA256).CreateSelfSigned(notBefore, notAfter));
    }

    /// <summary>Shakes hands with a certificate and whatever else is to be sent, then treats the encrypted stream.</summary>
    public static RawServer Encrypted(
        X509Certificate2 certificate, X509Certificate2Collection? beside = null, Action<SslServerAuthenticationOptions>? change = null, Func<SslStream, CancellationToken, Task>? then = null) => new(async (socket, token) =>
    {
        var options = new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(certificate, beside, offline: true) };
        change?.Invoke(options);
        await using var stream = new SslStream(new NetworkStream(socket));
        await stream.AuthenticateAsServerAsync(options, token);
        await (then ?? BusyAsync)(stream, token);
    });

    /// <summary>A port that nobody listens on.</summary>
    public static int ClosedPort()
    {
        var gone = new TcpListener(IPAddress.Loopback, 0);
        gone.Start();
        var port = ((IPEndPoint)gone.LocalEndpoint).Port;
        gone.Stop();
        return port;
    }

    private static async Task BusyAsync(SslStream stream, CancellationToken token)
    {
        if (await stream.ReadAsync(new byte[4096], token) > 0)
            await stream.WriteAsync(Http("503 Busy"), token);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await loop;
        stop.Dispose();
    }

    private async Task AcceptAsync(Func<Socket, CancellationToken, Task> treat)
    {
        List<Task> treated = [];
        try
        {
            while (true)
                treated.Add(TreatAsync(await listener.AcceptSocketAsync(stop.Token), treat));
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(treated);
        }
    }

    private async Task TreatAsync(Socket socket, Func<Socket, CancellationToken, Task> treat)
    {
        using (socket)
        {
            try
            {
                await treat(socket, stop.Token);
            }
            catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                // The client hung up, as it should.
            }
        }
    }
}
