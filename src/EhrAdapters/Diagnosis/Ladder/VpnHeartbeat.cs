using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EhrAdapters.Http;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>
/// Asks an address that answers whenever the hospital's tunnel is up, and only where the host itself stays silent: from half of
/// the connect limit on, so that both end together.
/// </summary>
internal static class VpnHeartbeat
{
    internal static async Task<Beat?> ProbeAsync(Climb climb, Task<bool> reached, CancellationToken cancellationToken)
    {
        if (climb.Connection.VpnHeartbeat is not { Length: > 0 } place)
            return null;
        var half = climb.Limits.ConnectTimeout / 2;
        try
        {
            if (await reached.WaitAsync(half, climb.Time, cancellationToken).ConfigureAwait(false))
                return null;
        }
        catch (TimeoutException)
        {
            // Silent so far: now the tunnel is worth a question.
        }

        return Place(place) is { } address ? await AskAsync(climb, address, half, cancellationToken).ConfigureAwait(false) : new(null, "not an address with a port");
    }

    // A refusal is an answer too: the machine at the other end of the tunnel sent it.
    private static async Task<Beat> AskAsync(Climb climb, DnsEndPoint place, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            var dialer = climb.Dialer(limit);
            var answered = await climb.WithinAsync(limit, async token =>
            {
                var addresses = dialer.Permitted(await dialer.ResolveAsync(place.Host, token).ConfigureAwait(false), place.Host);
                (await dialer.DialAsync(new(addresses[0], place.Port), place.Host, token).ConfigureAwait(false)).Dispose();
            }, cancellationToken).ConfigureAwait(false);
            return answered ? new(true, $"{place.Host}:{place.Port} answers") : new(false, $"{place.Host}:{place.Port} is silent");
        }
        catch (SocketException fault)
        {
            return fault.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset
                ? new(true, $"{place.Host}:{place.Port} answers")
                : new(false, $"{place.Host}:{place.Port} is silent");
        }
        catch (BlockedAddressException)
        {
            return new(null, $"{place.Host} is not on the list of private addresses that we may call");
        }
        catch (NameFaultException)
        {
            return new(null, $"the name {place.Host} could not be looked up");
        }
    }

    internal static DnsEndPoint? Place(string text) =>
        Uri.TryCreate("tcp://" + text, UriKind.Absolute, out var uri) && uri.Port > 0 && uri.Host.Length > 0
            && text.EndsWith(":" + uri.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            ? new(uri.Host.Trim('[', ']'), uri.Port) : null;

    /// <summary>What the heartbeat said.</summary>
    /// <param name="IsUp">Null where it could not be asked.</param>
    /// <param name="Said">For the engineer.</param>
    internal sealed record Beat(bool? IsUp, string Said);
}
