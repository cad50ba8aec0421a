namespace EhrAdapters.Diagnosis.Catalog;

/// <summary>Level 0: configuration and our own side.</summary>
internal static class ConfigurationLevel
{
    internal static readonly IReadOnlyList<CatalogEntry> Entries =
    [
        new(FindingCodes.CfgUrlShape, 0, FaultOwner.OurConfiguration,
            "The address that was typed is not a FHIR base URL.",
            "What is wrong: {problem}. A base URL is the https address under which all resources lie; it ends before /metadata or /Patient.",
            "Change the base URL to {suggestion}.")
        { Retry = Advice.OursFirst },
        new(FindingCodes.CfgEnvMix, 0, FaultOwner.OurConfiguration,
            "Settings of two environments are mixed.",
            "What points to it: {problem}. Client ID, address and key belong together as one set per environment.",
            "Pick the environment again and enter address, client ID and key from the same set.")
        { Confidence = Confidence.Likely, Retry = Advice.OursFirst },
        new(FindingCodes.CfgPrivateAddr, 0, FaultOwner.Hospital,
            "This address exists only inside the hospital's own network.",
            "{host} is a private name or address, so it cannot be reached over the internet. A VPN, an agent inside the hospital or a public gateway is needed, and an administrator has to allow the address for this site.",
            "Ask the hospital which way in they offer, then have an administrator allow the address for this site.")
        {
            Requests =
            [
                "Please tell us which way in you offer for {host}: a public gateway, a VPN or an agent inside your network.",
                "If it is a VPN: please send the subnet at your end and the contact who builds it.",
            ],
            CheckCommand = Command.Resolve,
        },
        new(FindingCodes.CfgMissing, 0, FaultOwner.OurConfiguration,
            "{setting} is missing.",
            "The connection cannot work without it, so no network call was made.",
            "Fill in the missing setting on the configuration page: {setting}.")
        { Retry = Advice.OursFirst },
        new(FindingCodes.CfgOption, 0, FaultOwner.OurConfiguration,
            "{setting} does not have the form it should have.",
            "What is wrong: {problem}.",
            "Correct it on the configuration page: {setting}.")
        { Retry = Advice.OursFirst },
        new(FindingCodes.SelfEgress, 0, FaultOwner.OurService,
            "Our own network has no way out at the moment.",
            "Either our server has no route at all, or a control address that always answers failed as well. Nothing can be said about the hospital.",
            "Wait; engineering has to restore our network first.")
        { Retry = Advice.QuarterHour },
        new(FindingCodes.SelfClock, 0, FaultOwner.OurService,
            "The clock of our own server is wrong.",
            "It is off by {seconds} seconds. Sign-in uses exact times, so a refusal would be our fault.",
            "Tell engineering to correct our clock before testing again."),
        new(FindingCodes.SelfBusy, 0, FaultOwner.OurService,
            "Our own service was too busy to finish this check.",
            "The hospital was not at fault: the check stopped on our side before it could be judged.",
            "Run the check again in a minute.")
        { Retry = Advice.Soon },
        new(FindingCodes.SelfError, 0, FaultOwner.OurService,
            "Our own service failed during this check.",
            "The fault is in our software or set-up, not at the hospital.",
            "Pass this report to engineering; the hospital need not do anything."),
        new(FindingCodes.SelfKeysAddress, 0, FaultOwner.OurConfiguration,
            "Hospitals cannot reach the address where our public keys lie.",
            "It is {jwksUrl}: {problem}. A hospital has to fetch our keys over the internet before it can check who we are.",
            "Have engineering set the portal's public address, then test again.")
        { Retry = Advice.OursFirst },
        new(FindingCodes.SelfKeys, 0, FaultOwner.OurService,
            "Our public keys cannot be read where hospitals fetch them.",
            "We looked at {jwksUrl} ourselves: {problem}. The hospital need not do anything.",
            "Pass this report to engineering; test again when our keys can be read."),
        new(FindingCodes.SelfKeyMismatch, 0, FaultOwner.OurConfiguration,
            "We sign with another key than the one we publish.",
            "At {jwksUrl} the key ID {keyId} belongs to another public key, so every signature of ours looks forged.",
            "Put the key pair in again on the configuration page, so that both halves belong together.")
        { Retry = Advice.OursFirst },
        new(FindingCodes.SelfAssertion, 0, FaultOwner.OurService,
            "Our own sign-in message is not as it has to be.",
            "We signed one and read it back: {problem}. The hospital need not do anything.",
            "Pass this report to engineering."),
    ];
}
