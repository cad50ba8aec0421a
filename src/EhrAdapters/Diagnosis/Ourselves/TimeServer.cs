using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using EhrAdapters.Diagnosis.Ladder;
using EhrAdapters.Http;

namespace EhrAdapters.Diagnosis.Ourselves;

/// <summary>Asks a time server once (SNTP, RFC 5905): 48 bytes there, 48 bytes back.</summary>
internal static class TimeServer
{
    private const int Port = 123;
    private const int Length = 48;
    private const int Originate = 24;
    private const int Receive = 32;
    private const int Transmit = 40;
    private const byte VersionFourClient = 0x23;

    private static readonly DateTimeOffset Era = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan EraLength = TimeSpan.FromSeconds(4_294_967_296);

    /// <summary>How far the server's clock is ahead of ours; null where it could not be asked.</summary>
    internal static async Task<TimeSpan?> AskAsync(Climb climb, CancellationToken cancellationToken)
    {
        if (climb.OurSide.TimeServer is not { Length: > 0 } place)
            return null;
        TimeSpan? offset = null;
        try
        {
            return await climb.WithinAsync(climb.OurSide.Limit, async token => offset = await ExchangeAsync(climb, place, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false) ? offset : null;
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            return null;
        }
    }

    private static async Task<TimeSpan?> ExchangeAsync(Climb climb, string place, CancellationToken cancellationToken)
    {
        var colon = place.LastIndexOf(':');
        var (host, port) = colon > 0 && int.TryParse(place.AsSpan(colon + 1), CultureInfo.InvariantCulture, out var given) && place.IndexOf(':', StringComparison.Ordinal) == colon ? (place[..colon], given) : (place, Port);
        var dialer = new GuardedDialer(new OutboundGuard(climb.OurSide.AllowPrivateNetwork), climb.Network, climb.OurSide.Limit, climb.Time);
        var address = dialer.Permitted(await dialer.ResolveAsync(host, cancellationToken).ConfigureAwait(false), host)[0];
        using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false);
        var packet = new byte[Length];
        packet[0] = VersionFourClient;
        // A random stamp tells our answer from a stranger's and does not tell our clock.
        RandomNumberGenerator.Fill(packet.AsSpan(Transmit));
        var stamp = packet[Transmit..];
        var sent = climb.Time.GetUtcNow();
        await socket.SendAsync(packet, cancellationToken).ConfigureAwait(false);
        var answer = new byte[Length];
        int read;
        do
            read = await socket.ReceiveAsync(answer, cancellationToken).ConfigureAwait(false);
        while (read < Length || !answer.AsSpan(Originate, stamp.Length).SequenceEqual(stamp));
        return Offset(answer, sent, climb.Time.GetUtcNow());
    }

    // Half the sum of both differences takes the way there and back out, where both take equally long.
    private static TimeSpan? Offset(byte[] answer, DateTimeOffset sent, DateTimeOffset back)
    {
        var isServer = (answer[0] & 0b111) == 4;
        var isSynchronised = answer[0] >> 6 != 3 && answer[1] is > 0 and < 16;
        return isServer && isSynchronised ? ((Moment(answer, Receive) - sent) + (Moment(answer, Transmit) - back)) / 2 : null;
    }

    private static DateTimeOffset Moment(byte[] packet, int at)
    {
        var seconds = BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(at));
        var fraction = BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(at + 4));
        // The count began anew in 2036; half a lap decides which one is meant.
        var lap = seconds < 0x8000_0000 ? EraLength : TimeSpan.Zero;
        return Era + lap + TimeSpan.FromSeconds(seconds) + TimeSpan.FromSeconds(fraction / 4_294_967_296d);
    }
}
