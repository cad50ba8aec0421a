namespace EhrAdapters.Diagnosis.Catalog;

/// <summary>Level 6: SMART discovery.</summary>
internal static class SmartLevel
{
    internal static readonly IReadOnlyList<CatalogEntry> Entries =
    [
        new(FindingCodes.Smart404, 6, FaultOwner.EhrVendor,
            "The EHR does not say where to sign in.",
            "The FHIR service works, but the page that should name the address for signing in, the token endpoint, is missing or does not name it.",
            "Ask the hospital for the token endpoint and enter it as the token URL.")
        {
            Requests = ["Please send the token endpoint for backend services in {env}.", "Please publish it at {url}/.well-known/smart-configuration if you can."],
            CheckCommand = Command.Smart,
        },
        new(FindingCodes.SmartTokenOtherHost, 6, FaultOwner.HospitalNetwork,
            "Sign-in runs on a second server, {tokenHost}, which we cannot reach.",
            "The FHIR service is reachable. The usual reason is that the firewall was opened for one of the two addresses only.",
            "Send the letter; the second address needs the same firewall rule.")
        {
            Confidence = Confidence.Likely,
            Retry = Advice.Blocked,
            Requests = ["Please allow connections from {egress} to {tokenHost} as well."],
            CheckCommand = Command.TokenReach,
        },
        new(FindingCodes.SmartNoPkJwt, 6, FaultOwner.EhrVendor,
            "The EHR does not list sign-in with a key pair.",
            "It lists its ways to sign in, and the one for programs with a key pair is not among them. We try all the same, because some servers leave it out of the list.",
            "If sign-in fails, ask whether backend services are enabled; otherwise choose another sign-in method.")
        {
            Confidence = Confidence.Likely,
            Requests = ["Please enable backend services (client credentials with a signed assertion) for this instance, or tell us the method to use."],
            CheckCommand = Command.Smart,
        },
        new(FindingCodes.SmartAlg, 6, FaultOwner.OurConfiguration,
            "The EHR does not list the kind of key that we sign with.",
            "We sign with {algorithm}, which is not among the algorithms that it says it accepts.",
            "Choose a listed algorithm and make a new key pair for it.")
        { Retry = Advice.OursFirst },
    ];
}
