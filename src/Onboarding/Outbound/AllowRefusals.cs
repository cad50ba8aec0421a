namespace Onboarding.Outbound;

/// <summary>Every way the portal says no about the allow-list of private networks.</summary>
public static class AllowRefusals
{
    public static readonly Refusal AdministratorsOnly = new(
        "administrators-only", "Only an administrator may let a site reach a private network. Ask one, with the reason.");

    public static readonly Refusal EntryNeeded = new("entry-needed", "Enter a host name, an address or a network.");

    public static readonly Refusal OneHost = new("entry-wildcard", "One host at a time: a pattern would open hosts that nobody has looked at. Enter the whole name, or the network it is in.");

    public static readonly Refusal NoHost = new("entry-unreadable", "This is neither a host name nor a whole address. Examples: ehr.mercy-west.internal, 10.20.30.40, 10.20.0.0/16.");

    public static readonly Refusal NoNetwork = new("entry-unreadable", "This is not a network. Write its first address and its length, such as 10.20.0.0/16.");

    public static readonly Refusal TooWide = new(
        "entry-too-wide", $"This network is too wide. At most /{AllowEntry.WidestIPv4} (IPv4) or /{AllowEntry.WidestIPv6} (IPv6) at a time: ask the hospital for the subnet of the server.");

    public static readonly Refusal ThisMachine = new(
        "entry-this-machine", "This leads back to the portal's own machine, which is never opened for a site. Enter the hospital's host or address.");

    public static readonly Refusal ReasonNeeded = new("allow-reason-needed", "Say why: who asked, for which connection, by which way in (VPN, agent).");

    public static readonly Refusal ReasonTooLong = new("allow-reason-long", $"Say it in at most {AllowList.LongestReason} characters.");

    public static readonly Refusal ExpiryPast = new("expiry-past", "This day is over. Choose today or a later day.");

    public static readonly Refusal ExpiryFar = new("expiry-far", "At most one year ahead. Whoever still needs it then extends it.");

    public static readonly Refusal NotShorter = new("expiry-not-later", "This is not later than what already stands. Choose a later day, or end the entry.");

    public static readonly Refusal Gone = new("entry-gone", "This entry has ended already. Add it again if it is still needed.");

    public static Refusal WholeAddress(string host) => new("entry-whole-address", $"Enter only the host, without https:// and path: {host}");

    public static Refusal PortToo(string host) => new("entry-port", $"Leave the port out: {host}");

    public static Refusal NotTheStart(string network) => new("entry-not-the-start", $"The network that holds this address is written {network}");

    public static Refusal Public(string entry) => new("entry-public", $"{entry} is open to us without an entry: it is not in a private range.");

    public static Refusal NeverOpen(string entry) => new(
        "entry-never-open", $"{entry} is never opened: link-local, metadata and multicast addresses and the like hold no EHR.");

    public static Refusal Already(string entry, string where) => new("entry-exists", $"{entry} is allowed already for {where}. Extend that entry instead.");
}
