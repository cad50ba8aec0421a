using System.Text;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;

namespace Portal.Components.Controls;

/// <summary>Evidence under one heading.</summary>
public sealed record EvidenceGroup(string Title, IReadOnlyList<EvidenceItem> Items);

/// <summary>The facts of rows in the order an engineer reads them, for the page and for the clipboard.</summary>
public static class EvidenceGroups
{
    // The first group one of whose beginnings fits takes the fact.
    private static readonly (string Title, string[] Beginnings)[] Table =
    [
        ("Time and clocks", ["Time", "Clock", "Our clock", "Server's", "Waited"]),
        ("Certificate", ["Certificate", "Chain", "TLS", "Handshake", "Issuer", "Cipher", "Revocation", "OCSP", "CRL", "Our certificate", "Authorities", "ALPN", "Its issuer"]),
        ("HTTP", ["HTTP", "Request", "Content type", "Body", "Page begins", "Support ID", "Correlation", "Retry-After", "Redirect", "First byte", "Whole answer", "WWW-Authenticate", "Looked at", "Server", "Cache-Control", "Format"]),
        ("FHIR", ["FHIR", "Software", "Vendor", "Chosen vendor", "Issue", "Parser", "Paging", "Next page", "Organi", "Resource", "Search", "Record", "Recognised", "Signs of", "References", "Not listed", "Kind of"]),
        ("Sign-in", ["Token", "Client", "Key", "Algorithm", "Audience", "Assertion", "Scope", "OAuth", "Grant", "Authentication", "Public key", "Published", "Sign-in", "JWKS", "Error URN", "Secret", "Not asked again", "Next try", "Seen", "Noted", "Underlying"]),
        ("Network", ["Host", "Port", "Resolved", "Address", "Name ", "Socket", "Connect", "Egress", "Our ", "VPN", "Heartbeat", "Silent", "Proxy", "Control", "Address"]),
        ("Settings", ["Setting", "Reason", "Problem"]),
    ];

    private static readonly string[] Order = ["Time and clocks", "Network", "Certificate", "HTTP", "FHIR", "Sign-in", "Settings", "Other"];

    /// <summary>Every fact once, grouped.</summary>
    public static IReadOnlyList<EvidenceGroup> Of(IEnumerable<EvidenceItem> items) =>
    [
        .. items.Distinct().GroupBy(item => Title(item.Name)).OrderBy(group => Array.IndexOf(Order, group.Key))
            .Select(group => new EvidenceGroup(group.Key, [.. group])),
    ];

    /// <summary>A plain block for a ticket or a chat, scrubbed once more on its way out.</summary>
    public static string Plain(string title, ResultRow row, IReadOnlyList<EvidenceGroup> groups)
    {
        var text = new StringBuilder(title).Append('\n')
            .Append(row.Check).Append(": ").Append(row.State.Word().ToLowerInvariant()).Append(row.Measured is { } measured ? $", {measured}" : "").Append('\n');
        if (row.Message is { } message)
            text.Append(message).Append('\n');
        text.Append("Code: ").Append(row.Code).Append('\n');
        foreach (var group in groups)
        {
            text.Append('\n').Append(group.Title).Append('\n');
            foreach (var item in group.Items)
                text.Append("  ").Append(item.Name).Append(": ").Append(item.Value).Append('\n');
        }

        return Scrubber.Scrub(text.ToString());
    }

    private static string Title(string name) =>
        Table.FirstOrDefault(group => group.Beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))).Title ?? "Other";
}
