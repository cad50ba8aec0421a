using System.Net;
using System.Net.Sockets;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>The host's name resolves, and to addresses that we may call.</summary>
internal static class DnsRung
{
    // RFC 2606 and RFC 6761: these never exist, whatever a broken resolver says.
    private static readonly string[] NeverExist = [".invalid", ".example"];

    internal static async Task<LadderStep> ClimbAsync(Climb climb, string controlHost, CancellationToken cancellationToken)
    {
        var started = climb.Time.GetTimestamp();
        IPAddress[]? addresses = null;
        if (IPAddress.TryParse(climb.Host.Trim('[', ']'), out var literal))
            addresses = [literal];
        else if (await ResolveAsync(climb, climb.Host, found => addresses = found, cancellationToken).ConfigureAwait(false) is { } code)
            return Climb.Of(LadderRung.Dns, await ExplainAsync(climb, code, controlHost, cancellationToken).ConfigureAwait(false));
        var elapsed = climb.Time.GetElapsedTime(started);
        IReadOnlyList<EvidenceItem> evidence = [new("Host", climb.Host), new("Resolved addresses", string.Join(", ", addresses!.AsEnumerable())), new("Name resolution", Climb.Milliseconds(elapsed))];
        climb.Addresses = [.. addresses!.Where(address => climb.Guard.Allows(address, climb.Host)).Take(8)];
        if (climb.Addresses.Count == 0)
            return Climb.Of(LadderRung.Dns, climb.Find(
                literal is not null || !climb.Host.Contains('.', StringComparison.Ordinal) ? FindingCodes.CfgPrivateAddr : FindingCodes.DnsInternalAnswer,
                evidence, ("addresses", string.Join(", ", addresses!.AsEnumerable()))));
        return Climb.Passed(LadderRung.Dns, addresses!.Length == 1 ? "1 address" : $"{addresses!.Length} addresses", evidence);
    }

    private static async Task<string?> ResolveAsync(Climb climb, string host, Action<IPAddress[]> keep, CancellationToken cancellationToken)
    {
        try
        {
            return await climb.WithinAsync(climb.Limits.ConnectTimeout, async token => keep(await Dns.GetHostAddressesAsync(host, token).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false)
                ? null : FindingCodes.DnsTimeout;
        }
        catch (SocketException fault)
        {
            return fault.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData ? FindingCodes.DnsNxDomain : FindingCodes.DnsServFail;
        }
        catch (ArgumentException)
        {
            return FindingCodes.DnsNxDomain;
        }
    }

    // A resolver that fails for everybody is ours; a control name tells the two apart.
    private static async Task<Finding> ExplainAsync(Climb climb, string code, string controlHost, CancellationToken cancellationToken)
    {
        if (NeverExist.Any(ending => climb.Host.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            code = FindingCodes.DnsNxDomain;
        if (code is FindingCodes.DnsServFail or FindingCodes.DnsTimeout
            && await ResolveAsync(climb, controlHost, _ => { }, cancellationToken).ConfigureAwait(false) is FindingCodes.DnsServFail or FindingCodes.DnsTimeout)
            code = FindingCodes.SelfEgress;
        return climb.Find(code, [new("Host", climb.Host), .. code is FindingCodes.SelfEgress ? [new EvidenceItem("Control name", controlHost)] : Array.Empty<EvidenceItem>()]);
    }
}
