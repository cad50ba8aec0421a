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
    ];
}
