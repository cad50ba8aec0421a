using System.Net;
using EhrAdapters.Http;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>The host's name resolves, and to addresses that we may call.</summary>
internal static class DnsRung
{
    private const int MostAddresses = 8;

    // RFC 2606 and RFC 6761: these never exist, whatever a broken resolver says.
    private static readonly string[] NeverExist = [".invalid", ".example"];

    internal static async Task<LadderStep> ClimbAsync(Climb climb, CancellationToken cancellationToken)
    {
        var started = climb.Time.GetTimestamp();
        try
        {
            climb.Resolved = await climb.Dialer().ResolveAsync(climb.Host, cancellationToken).ConfigureAwait(false);
        }
        catch (NameFaultException fault)
        {
            var code = NeverExists(climb.Host) ? FindingCodes.DnsNxDomain : fault.Code;
            return Climb.Of(LadderRung.Dns, climb.Find(code, [new("Host", climb.Host), new("Name resolution", $"{fault.Error}, {Climb.Milliseconds(climb.Time.GetElapsedTime(started))}")]));
        }

        var all = Listed(climb.Resolved.Select(address => address.ToString()));
        IReadOnlyList<EvidenceItem> evidence = [new("Host", climb.Host), new("Resolved addresses", all), new("Name resolution", Climb.Milliseconds(climb.Time.GetElapsedTime(started)))];
        climb.Addresses = [.. climb.Resolved.Where(address => climb.Guard.Allows(address, climb.Host)).Take(MostAddresses)];
        if (climb.Addresses.Count == 0)
            return Climb.Of(LadderRung.Dns, climb.Find(
                IPAddress.TryParse(climb.Host.Trim('[', ']'), out _) || !climb.Host.Contains('.', StringComparison.Ordinal) ? FindingCodes.CfgPrivateAddr : FindingCodes.DnsInternalAnswer,
                evidence, ("addresses", all)));
        var measured = climb.Resolved.Count == 1 ? "1 address" : $"{climb.Resolved.Count} addresses";
        return HasMoved(climb) is { } before
            ? Climb.Of(LadderRung.Dns, climb.Find(FindingCodes.DnsChanged, [.. evidence, new("Addresses at the last good test", before)]), measured)
            : Climb.Passed(LadderRung.Dns, measured, evidence);
    }

    internal static bool NeverExists(string host) => NeverExist.Any(ending => host.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    // A pool may leave some of its members out of an answer; only an address that was not there before tells of a move.
    private static string? HasMoved(Climb climb)
    {
        var before = climb.LastGood?.Addresses ?? [];
        return before.Count > 0 && climb.Resolved.Any(address => !before.Contains(address.ToString(), StringComparer.OrdinalIgnoreCase)) ? Listed(before) : null;
    }

    private static string Listed(IEnumerable<string> addresses) => string.Join(", ", addresses.Order(StringComparer.Ordinal));
}
