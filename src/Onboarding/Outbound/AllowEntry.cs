using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using EhrAdapters.Http;

namespace Onboarding.Outbound;

/// <summary>What may stand on the allow-list: one host, one private address, or one private network that is not too wide.</summary>
public static partial class AllowEntry
{
    /// <summary>The widest network that one entry opens: a hospital's subnets, never a whole private range.</summary>
    public const int WidestIPv4 = 16, WidestIPv6 = 48;

    private const int LongestName = 253;

    // Cloud providers' names for what the guard never opens; the entry would only look as if it did something.
    private static readonly string[] MetadataNames = ["metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal"];

    /// <summary>The entry as it is stored, or what is wrong with it in words for its field.</summary>
    public static Result<string> Check(string typed)
    {
        var text = typed.Trim().TrimEnd('.').ToLowerInvariant();
        if (text.Length == 0)
            return AllowRefusals.EntryNeeded;
        if (text.Contains('*', StringComparison.Ordinal))
            return AllowRefusals.OneHost;
        if (Uri.TryCreate(text, UriKind.Absolute, out var whole) && text.Contains("://", StringComparison.Ordinal))
            return AllowRefusals.WholeAddress(whole.IdnHost);
        if (text.Split('/') is [var start, var length])
            return Address(start) is { } network ? Network(network, length) : AllowRefusals.WholeAddress(start);
        if (Address(text) is { } address)
            return One(address);
        return WithPort().Match(text) is { Success: true } port ? AllowRefusals.PortToo(port.Groups["host"].Value) : Host(text);
    }

    /// <summary>True for a name or address of this machine itself, which only the portal's own settings open.</summary>
    public static bool IsThisMachine(string entry)
    {
        var text = entry.Trim().TrimEnd('.').ToLowerInvariant();
        return text is "localhost" || text.EndsWith(".localhost", StringComparison.Ordinal)
            || (Address(text.Split('/')[0]) is { } address && IPAddress.IsLoopback(Plain(address)));
    }

    /// <summary>True where the entry may be what lets us reach this host. A network may hold any name, so a name counts as within it.</summary>
    public static bool MayCover(string entry, string host)
    {
        if (Address(entry) is null && !entry.Contains('/', StringComparison.Ordinal))
            return string.Equals(entry, host, StringComparison.OrdinalIgnoreCase);
        return Address(host) is not { } address || (!OutboundGuard.IsPublic(address) && new OutboundGuard([entry]).Allows(address, host));
    }

    // The framework reads "10.1", "012" and "0x7f000001" as addresses too; people do not, so those are none here.
    private static IPAddress? Address(string text)
    {
        var bare = text.StartsWith('[') && text.EndsWith(']') ? text[1..^1] : text;
        return IPAddress.TryParse(bare, out var address) && !bare.Contains('%', StringComparison.Ordinal)
            && (address.AddressFamily is AddressFamily.InterNetworkV6 || address.ToString() == bare) ? address : null;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static Result<string> One(IPAddress given)
    {
        var address = Plain(given);
        return Closed(address) is { } closed ? closed : address.ToString();
    }

    private static Result<string> Network(IPAddress start, string length)
    {
        var address = Plain(start);
        var bits = address.GetAddressBytes().Length * 8;
        if (!int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > bits || !address.Equals(start))
            return AllowRefusals.NoNetwork;
        if (prefix == bits)
            return One(address);
        var (first, last) = Ends(address, prefix);
        if ((Closed(first) ?? Closed(last)) is { } closed)
            return closed;
        var v6 = address.AddressFamily is AddressFamily.InterNetworkV6;
        if (v6 && !first.IsIPv6UniqueLocal && !first.IsIPv6SiteLocal)
            return AllowRefusals.Public($"{first}/{prefix}");
        if (prefix < (v6 ? WidestIPv6 : WidestIPv4))
            return AllowRefusals.TooWide;
        return first.Equals(address) ? $"{first}/{prefix}" : AllowRefusals.NotTheStart($"{first}/{prefix}");
    }

    private static Refusal? Closed(IPAddress address)
    {
        if (IPAddress.IsLoopback(address))
            return AllowRefusals.ThisMachine;
        if (OutboundGuard.IsPublic(address))
            return AllowRefusals.Public(address.ToString());
        return new OutboundGuard([address.ToString()]).Allows(address, address.ToString()) ? null : AllowRefusals.NeverOpen(address.ToString());
    }

    private static (IPAddress First, IPAddress Last) Ends(IPAddress address, int prefix)
    {
        var (first, last) = (address.GetAddressBytes(), address.GetAddressBytes());
        for (var bit = prefix; bit < first.Length * 8; bit++)
        {
            first[bit / 8] &= (byte)~(0x80 >> (bit % 8));
            last[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return (new(first), new(last));
    }

    private static Result<string> Host(string text)
    {
        if (IsThisMachine(text))
            return AllowRefusals.ThisMachine;
        var name = Ascii(text);
        if (name is null || name.Length > LongestName || !Name().IsMatch(name))
            return AllowRefusals.NoHost;
        return MetadataNames.Contains(name) ? AllowRefusals.NeverOpen(name) : name;
    }

    private static string? Ascii(string text)
    {
        try
        {
            return new IdnMapping().GetAscii(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // A last label of digits alone is a mistyped address, not a name.
    [GeneratedRegex(@"^(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*$(?<![.][0-9]+)(?<!^[0-9]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?<host>[^:/]+):[0-9]+$", RegexOptions.ExplicitCapture)]
    private static partial Regex WithPort();
}
