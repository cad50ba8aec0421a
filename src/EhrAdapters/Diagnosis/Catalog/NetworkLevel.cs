namespace EhrAdapters.Diagnosis.Catalog;

/// <summary>Levels 1 and 2: names and the way to the port.</summary>
internal static class NetworkLevel
{
    internal static readonly IReadOnlyList<CatalogEntry> Entries =
    [
        new(FindingCodes.DnsNxDomain, 1, FaultOwner.Hospital,
            "The server name {host} does not exist on the internet.",
            "Either the name has a typing error, or it is known only inside the hospital's network. Nothing else could be tried.",
            "Compare the spelling with the hospital's message; if it is right, send the letter.")
        {
            Requests =
            [
                "Please confirm the exact host name of the FHIR server; we tried {host}.",
                "Please tell us whether that name is in public DNS, or send the public name.",
            ],
            CheckCommand = Command.Resolve,
        },
        new(FindingCodes.DnsServFail, 1, FaultOwner.Hospital,
            "The hospital's name servers report an error for {host}.",
            "The name servers were asked and failed to answer; a broken zone or DNSSEC signature is the usual reason.",
            "Try again in a quarter of an hour; if it stays, send the letter.")
        {
            Confidence = Confidence.Likely,
            Retry = Advice.QuarterHour,
            Requests = ["Please check the zone, its DNSSEC signatures and the name servers that serve {host}."],
            CheckCommand = Command.Resolve,
        },
        new(FindingCodes.DnsTimeout, 1, FaultOwner.Hospital,
            "Nobody answers when we ask for the address of {host}.",
            "Name servers stayed silent until our limit. Servers that are down or that block us look the same from here.",
            "Try again in a quarter of an hour; if it stays, send the letter.")
        {
            Confidence = Confidence.Likely,
            Retry = Advice.QuarterHour,
            Requests = ["Please check that the name servers for {host} are up and answer from outside your network."],
            CheckCommand = Command.Resolve,
        },
        new(FindingCodes.DnsInternalAnswer, 1, FaultOwner.Hospital,
            "The public name {host} leads to an address inside the hospital.",
            "Name resolution works, but the answer is a private network address that nobody can reach from the internet.",
            "Send the letter; the hospital has to publish a public address or offer a VPN.")
        {
            Requests =
            [
                "Please publish a public DNS record for {host}, or",
                "send the details of a VPN through which we can reach {addresses}.",
            ],
            CheckCommand = Command.Resolve,
        },
        new(FindingCodes.DnsChanged, 1, FaultOwner.Hospital,
            "The name {host} now leads to other addresses than at the last good test.",
            "The service may have moved. Firewall rules and certificates may need to follow.",
            "Ask whether the move was planned, with the old and new addresses from the evidence.")
        {
            State = CheckState.Warning,
            Confidence = Confidence.Likely,
            Requests = ["Please confirm that {host} was moved on purpose.", "Please tell us whether allowlists must follow."],
            CheckCommand = Command.Resolve,
        },
        new(FindingCodes.TcpRefused, 2, FaultOwner.Hospital,
            "The hospital's server {host} refuses connections on port {port}.",
            "The name is right and the machine answers at once, but nothing listens on this port or a firewall rejects us.",
            "Check the port in the address; if it is right, send the letter.")
        {
            Requests =
            [
                "Please check that the FHIR service listens on port {port} of {host}.",
                "If a firewall stands in front, please allow our addresses: {egress}.",
            ],
            CheckCommand = Command.Connect,
        },
        new(FindingCodes.TcpTimeout, 2, FaultOwner.HospitalNetwork,
            "A firewall at the hospital most likely keeps us out.",
            "The name {host} resolves, but port {port} stays silent. Usually our addresses are not on the firewall's allowlist yet.",
            "Send the letter and wait for the firewall change; do not keep testing.")
        {
            Confidence = Confidence.Likely,
            Retry = Advice.Blocked,
            Requests =
            [
                "Please allow connections from {egress} to {host} on port {port}.",
                "Please send the ticket number and the planned date of the change.",
            ],
            CheckCommand = Command.Connect,
        },
        new(FindingCodes.TcpReset, 2, FaultOwner.HospitalNetwork,
            "A device in front of the hospital cuts the connection as soon as it opens.",
            "Port {port} of {host} accepts us and then closes at once. Intrusion prevention or an allowlist by name does this.",
            "Send the letter to the hospital's network team.")
        {
            Confidence = Confidence.Likely,
            Retry = Advice.Blocked,
            Requests =
            [
                "Please look in the firewall and intrusion prevention logs for a connection from {egress} to {host}:{port} at the time below.",
                "Please allow it; the server name we send is {host}.",
            ],
            CheckCommand = Command.Certificate,
        },
        new(FindingCodes.TcpPartial, 2, FaultOwner.Hospital,
            "Some of the addresses of {host} do not answer.",
            "At least one address works, so the service is up. Addresses that stay silent: {addresses}.",
            "Continue, and send the letter so that the silent addresses are repaired.")
        {
            State = CheckState.Warning,
            Requests = ["Please check these addresses of {host}, or take them out of DNS: {addresses}."],
            CheckCommand = Command.Connect,
        },
        new(FindingCodes.VpnDown, 2, FaultOwner.HospitalNetwork,
            "The VPN tunnel to the hospital is down.",
            "Its heartbeat has stopped, so the server behind it cannot be judged.",
            "Have engineering check our end first, then send the letter.")
        {
            Retry = Advice.QuarterHour,
            Confidence = Confidence.Likely,
            Requests = ["Please check both phases of the tunnel, the peer address, key lifetimes and the last key change."],
        },
        new(FindingCodes.VpnUpNoRoute, 2, FaultOwner.HospitalNetwork,
            "The VPN tunnel is up, but the server behind it is not reachable through it.",
            "The heartbeat is fine. Most likely {host} is not part of the tunnel's networks, or the way back is missing.",
            "Send the letter to the hospital's network team.")
        {
            Confidence = Confidence.Likely,
            Requests = ["Please add {host} port {port} to the encryption domain.", "Please check address translation and the return route."],
        },
        new(FindingCodes.Proxy407, 2, FaultOwner.OurService,
            "A proxy on our way out asks for a login.",
            "The call ended at the proxy and never reached the hospital.",
            "Ask engineering to exempt {host} from the proxy."),
    ];
}
