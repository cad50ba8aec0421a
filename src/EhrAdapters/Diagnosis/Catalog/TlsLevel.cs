namespace EhrAdapters.Diagnosis.Catalog;

/// <summary>Level 3: encryption.</summary>
internal static class TlsLevel
{
    internal static readonly IReadOnlyList<CatalogEntry> Entries =
    [
        new(FindingCodes.TlsExpired, 3, FaultOwner.Hospital,
            "The hospital's certificate ran out on {date}.",
            "The network way is open. An expired certificate also breaks every other program that checks it.",
            "Phone the hospital: others are hit as well.")
        {
            Requests = ["Please renew the certificate of {host} and install it with its full chain."],
            CheckCommand = Command.Certificate,
        },
        new(FindingCodes.TlsNotYet, 3, FaultOwner.Hospital,
            "The hospital's certificate is not valid before {date}.",
            "Either a new certificate was installed too early or a clock is wrong.",
            "Wait until that time, or ask the hospital to check.")
        {
            Requests = ["Please check the start date of the certificate on {host} and the server's clock."],
            CheckCommand = Command.Certificate,
        },
        new(FindingCodes.TlsChainIncomplete, 3, FaultOwner.Hospital,
            "The hospital's server leaves out part of its certificate chain.",
            "It sends only its own certificate, not the one of {issuer} between it and the root. Browsers hide this; other programs must refuse it. If {issuer} is the hospital's own root authority, it needs to be approved instead.",
            "Send the letter; certificate checking is never switched off.")
        {
            Confidence = Confidence.Likely,
            Requests = ["Please install the full chain, with the intermediate certificate of {issuer}, on the server or load balancer at {host}."],
            CheckCommand = Command.Certificate,
        },
        new(FindingCodes.TlsPrivateCa, 3, FaultOwner.Hospital,
            "The hospital's certificate was issued by an authority that is not publicly trusted.",
            "It was issued by {issuer}, probably the hospital's own authority. It has to be approved before we may trust it.",
            "Ask for a public certificate, or have the hospital's root approved by two people after a call-back.")
        {
            Requests =
            [
                "Please install a certificate of a public authority on {host}, or",
                "send your root and intermediate certificates, and confirm their fingerprints by phone.",
            ],
            CheckCommand = Command.Certificate,
        },
        new(FindingCodes.TlsName, 3, FaultOwner.Hospital,
            "The hospital's certificate is for another name than {host}.",
            "It is valid for {names}. The address is an alias, or another server answers.",
            "Ask which name is right; use that name in the base URL once it is confirmed.")
        {
            Requests = ["Please tell us the right host name: the certificate covers {names}, the address says {host}.", "If {host} is right, please add it to the certificate."],
            CheckCommand = Command.Certificate,
        },
        new(FindingCodes.TlsVersion, 3, FaultOwner.Hospital,
            "The hospital's server offers only outdated encryption.",
            "We need TLS 1.2 or 1.3; older versions are broken and forbidden by policy.",
            "Send the letter; there are no exceptions to this rule.")
        {
            Confidence = Confidence.Likely,
            Requests = ["Please enable TLS 1.2 or TLS 1.3 on {host}."],
            CheckCommand = "openssl s_client -connect {host}:{port} -servername {host} -tls1_2 </dev/null",
        },
        new(FindingCodes.TlsCipher, 3, FaultOwner.Hospital,
            "The hospital's server and we have no encryption method in common.",
            "The port is open, but {host} turned down every modern cipher suite we offered.",
            "Send the letter to the hospital.")
        {
            Confidence = Confidence.Likely,
            Requests = ["Please enable a modern suite on {host}, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256."],
            CheckCommand = Command.Certificate,
        },
        new(FindingCodes.TlsHandshake, 3, FaultOwner.NotSure,
            "No encrypted connection could be agreed with {host}.",
            "The port is open, but the handshake ended without saying why. A plain-text service on this port, a device in between or a missing client certificate look like this.",
            "Check the port in the address; then ask the hospital to look at it with us.")
        {
            Confidence = Confidence.Guess,
            Requests = ["Please check that {host} port {port} speaks TLS 1.2 or 1.3.", "Please tell us whether a client certificate is required."],
            CheckCommand = Command.Certificate,
        },
        new(FindingCodes.TlsIntercepted, 3, FaultOwner.HospitalNetwork,
            "A security product at the hospital opens the encrypted traffic on the way.",
            "The certificate comes from {issuer}, an inspection product, not from the server itself.",
            "Send the letter to the hospital's security team.")
        {
            Confidence = Confidence.Likely,
            Requests = ["Please exempt {host} from traffic inspection for connections from {egress}."],
            CheckCommand = Command.Certificate,
        },
        new(FindingCodes.TlsPinChanged, 3, FaultOwner.Hospital,
            "The hospital's server shows a new certificate.",
            "It is valid, but not the one of the last good test. Most likely it was renewed.",
            "Call the hospital back on a known number and approve the new fingerprint.")
        {
            State = CheckState.Warning,
            Confidence = Confidence.Likely,
            Requests = ["Please confirm the new certificate's fingerprint: {fingerprint}."],
            CheckCommand = Command.Certificate,
        },
        new(FindingCodes.MtlsRequired, 3, FaultOwner.OurConfiguration,
            "The hospital wants a certificate from us and we have none for it.",
            "The address is right and encryption works; the server closes the door on clients without a certificate of their own.",
            "Ask the hospital which kind of certificate it takes, then make or bring one.")
        { Confidence = Confidence.Likely },
        new(FindingCodes.MtlsRejected, 3, FaultOwner.Hospital,
            "The hospital does not accept our certificate.",
            "We sent our certificate with its intermediates. It may not be registered there, or its issuer may be missing from the trust list.",
            "Send the letter with the fingerprint of our certificate.")
        {
            Confidence = Confidence.Likely,
            Requests = ["Please register our client certificate with the thumbprint in the evidence.", "Please check that your trust list holds its issuer."],
            CheckCommand = Command.Certificate,
        },
        new(FindingCodes.TlsRevoked, 3, FaultOwner.Hospital,
            "The hospital's certificate was withdrawn by its issuer.",
            "A withdrawn certificate may mean that its key was stolen. We must not send anything.",
            "Phone the hospital at once.")
        {
            Requests = ["Please replace the certificate of {host} with a new key."],
            CheckCommand = Command.Certificate,
        },
    ];
}
