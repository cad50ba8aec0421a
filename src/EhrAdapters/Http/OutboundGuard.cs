using System.Net;

namespace EhrAdapters.Http;

/// <summary>
/// Decides which addresses our server may call. A person types an address and we call it, so every resolved address is
/// checked at connect time, again for each connection and each redirect.
/// </summary>
public sealed class OutboundGuard
{
    // Cloud metadata services and ranges that no FHIR server can live in; no allow-list opens them.
    private static readonly IPNetwork[] Never =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("100.100.100.200/32"), IPNetwork.Parse("168.63.129.16/32"),
        IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"),
        IPNetwork.Parse("::/128"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("ff00::/8"),
        IPNetwork.Parse("2001::/32"), IPNetwork.Parse("fd00:ec2::254/128"),
    ];

    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("::1/128"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fec0::/10"), IPNetwork.Parse("64:ff9b:1::/48"),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    private readonly HashSet<string> hosts;
    private readonly List<IPNetwork> networks = [];

    /// <summary>A guard that opens the private places listed: host names, IP addresses or networks such as <c>10.1.0.0/16</c>.</summary>
    public OutboundGuard(IEnumerable<string> allowPrivateNetwork)
    {
        hosts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in allowPrivateNetwork.Select(entry => entry.Trim()))
        {
            if (IPAddress.TryParse(entry.Trim('[', ']'), out var address))
                networks.Add(new IPNetwork(Unwrap(address), Unwrap(address).GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(entry, out var network))
                networks.Add(network);
            else if (entry.Length > 0)
                hosts.Add(entry);
        }
    }

    /// <summary>True for an address of the open internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = Unwrap(address);
        return !Within(Never, plain) && !Within(Private, plain);
    }

    /// <summary>True where we may connect to this address when calling this host.</summary>
    public bool Allows(IPAddress address, string host)
    {
        var plain = Unwrap(address);
        if (Within(Never, plain))
            return false;
        return !Within(Private, plain) || Within(networks, plain) || (hosts.Contains(host) && (!IPAddress.IsLoopback(plain) || IsLocal(host)));
    }

    /// <summary>True where the host is named by the allow-list or is itself a private address, so that no proxy stands between.</summary>
    internal bool IsInside(string host) =>
        hosts.Contains(host) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && !IsPublic(address));

    // Whoever owns an allowed name also owns its DNS answer, which must not lead back into our own machine.
    private static bool IsLocal(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>True where a private answer for this name may be open to us: the list names it, or a network that it may lie in.</summary>
    internal bool MayOpen(string host) => hosts.Contains(host) || networks.Count > 0;

    private static bool Within(IEnumerable<IPNetwork> networks, IPAddress address) =>
        networks.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));

    // IPv4 hides inside IPv6 in four ways; the guard judges what is really called.
    private static IPAddress Unwrap(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        // The oldest way, ::10.0.0.1, leaves out "::" and "::1", which are addresses of their own.
        if (!bytes.AsSpan(0, 12).ContainsAnyExcept((byte)0) && bytes.AsSpan(12, 3).ContainsAnyExcept((byte)0))
            return new IPAddress(bytes.AsSpan(12, 4));
        if (Nat64.Contains(address))
            return new IPAddress(bytes.AsSpan(12, 4));
        return SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4)) : address;
    }
}
