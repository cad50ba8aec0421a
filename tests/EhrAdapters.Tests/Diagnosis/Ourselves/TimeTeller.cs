using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace EhrAdapters.Tests.Diagnosis.Ourselves;

/// <summary>A time server on loopback (RFC 5905) whose clock is as far ahead as the test says; null stays silent.</summary>
internal sealed class TimeTeller : IAsyncDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource stop = new();
    private readonly Task loop;

    public TimeTeller(TimeSpan? ahead, byte stratum = 2, bool sameStamp = true)
    {
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        loop = TellAsync(ahead, stratum, sameStamp);
    }

    public string Place => $"127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}";

    public int Asked { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loop;
        socket.Dispose();
        stop.Dispose();
    }

    private async Task TellAsync(TimeSpan? ahead, byte stratum, bool sameStamp)
    {
        var packet = new byte[48];
        try
        {
            while (true)
            {
                var asked = await socket.ReceiveFromAsync(packet, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), stop.Token);
                Asked++;
                if (ahead is not { } offset)
                    continue;
                var answer = new byte[48];
                (answer[0], answer[1]) = (0x24, stratum);
                if (sameStamp)
                    packet.AsSpan(40, 8).CopyTo(answer.AsSpan(24));
                var now = (TimeProvider.System.GetUtcNow() + offset - new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds;
                foreach (var at in new[] { 32, 40 })
                {
                    BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(at), (uint)(ulong)now);
                    BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(at + 4), (uint)((now - Math.Floor(now)) * uint.MaxValue));
                }

                await socket.SendToAsync(answer, SocketFlags.None, asked.RemoteEndPoint, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
