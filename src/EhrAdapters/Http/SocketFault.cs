using System.Net.Sockets;
using EhrAdapters.Diagnosis;

namespace EhrAdapters.Http;

/// <summary>What a socket's error says of whom.</summary>
internal static class SocketFault
{
    /// <summary>True where our own machine ran out of something, so that nothing was sent.</summary>
    public static bool IsBusy(SocketError error) => error is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable
        or SocketError.AddressNotAvailable or SocketError.ProcessLimit;

    /// <summary>True where the packet never left our house: no route, no network, nothing free.</summary>
    public static bool IsOurs(SocketError error) => IsBusy(error)
        || error is SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.AddressFamilyNotSupported or SocketError.AccessDenied;

    /// <summary>True where nobody said anything until the limit, or a router on the way gave up.</summary>
    public static bool IsSilence(SocketError error) => error is SocketError.TimedOut or SocketError.HostUnreachable or SocketError.HostDown;

    /// <summary>The taxonomy's code for attempts that all failed, the most telling one first.</summary>
    public static string Code(IReadOnlyCollection<SocketError> errors)
    {
        if (errors.All(IsOurs))
            return errors.Any(IsBusy) ? FindingCodes.SelfBusy : FindingCodes.SelfEgress;
        if (errors.Contains(SocketError.ConnectionRefused))
            return FindingCodes.TcpRefused;
        return errors.Contains(SocketError.ConnectionReset) || errors.Contains(SocketError.ConnectionAborted) ? FindingCodes.TcpReset : FindingCodes.TcpTimeout;
    }
}
