using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Onboarding.Tests.Notices;

/// <summary>A mail server on a free port that takes mail as a test says, and keeps what it was given.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task work;

    public SmtpListener()
    {
        listener.Start();
        work = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The answer to RCPT TO; null accepts.</summary>
    public string? RefuseRecipient { get; set; }

    /// <summary>The answer to the message itself; null accepts.</summary>
    public string? RefuseData { get; set; }

    public ConcurrentQueue<string> Mails { get; } = [];

    public int Conversations { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await work;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                Conversations++;
                await TalkAsync(client);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 listener");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var word = line.Split(' ', ':')[0].ToUpperInvariant();
            if (word is "QUIT")
            {
                await writer.WriteLineAsync("221 bye");
                return;
            }

            await writer.WriteLineAsync(word switch
            {
                "EHLO" or "HELO" => "250 listener",
                "RCPT" => RefuseRecipient ?? "250 ok",
                "DATA" => "354 go on",
                _ => "250 ok",
            });
            if (word is "DATA")
                await TakeAsync(reader, writer);
        }
    }

    private async Task TakeAsync(StreamReader reader, StreamWriter writer)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line and not ".")
            mail.AppendLine(line);
        if (RefuseData is null)
            Mails.Enqueue(mail.ToString());
        await writer.WriteLineAsync(RefuseData ?? "250 taken");
    }
}
