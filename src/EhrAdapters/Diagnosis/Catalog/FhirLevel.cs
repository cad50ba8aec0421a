namespace EhrAdapters.Diagnosis.Catalog;

/// <summary>Level 5: is it FHIR, and which FHIR?</summary>
internal static class FhirLevel
{
    private const string R4Base = "Please send the R4 service base URL for {env}.";

    internal static readonly IReadOnlyList<CatalogEntry> Entries =
    [
        new(FindingCodes.FhirNotFhir, 5, FaultOwner.Hospital,
            "Something answers at the hospital's address, but it is not a FHIR server.",
            "The answer is data, yet not the statement with which every FHIR server describes itself.",
            "Ask for the FHIR base URL.")
        { Confidence = Confidence.Likely, Requests = ["Please confirm which service answers at {url}.", R4Base], CheckCommand = Command.Metadata },
        new(FindingCodes.FhirDstu2, 5, FaultOwner.Hospital,
            "The hospital's address belongs to an old FHIR version, DSTU2.",
            "Everything up to here works. The R4 service usually lies beside it: {sibling}.",
            "Try the R4 address of the same server, or ask for it.")
        { Requests = [R4Base + " {url} is DSTU2."], CheckCommand = Command.Metadata },
        new(FindingCodes.FhirStu3, 5, FaultOwner.Hospital,
            "The hospital's address belongs to an old FHIR version, STU3.",
            "Everything up to here works. The R4 service usually lies beside it: {sibling}.",
            "Try the R4 address of the same server, or ask for it.")
        { Requests = [R4Base + " {url} is STU3."], CheckCommand = Command.Metadata },
        new(FindingCodes.FhirR4400, 5, FaultOwner.EhrVendor,
            "The EHR speaks the first published form of R4, which is fine.",
            "Version 4.0.0 differs from 4.0.1 only in technical corrections and is treated as R4.",
            "Continue; nothing has to be done.")
        { State = CheckState.Warning, Requests = ["Nothing has to be done now; please move {url} to FHIR 4.0.1 at your next upgrade."] },
        new(FindingCodes.FhirR4B, 5, FaultOwner.EhrVendor,
            "The EHR speaks FHIR R4B, which is newer than we support.",
            "It says version {version}. Many servers offer R4 beside it.",
            "Ask whether R4 is offered as well.")
        { Requests = [R4Base + " {url} is R4B."], CheckCommand = Command.Metadata },
        new(FindingCodes.FhirR5, 5, FaultOwner.EhrVendor,
            "The EHR speaks a newer FHIR version than we support.",
            "It says version {version}. Many servers offer R4 beside it.",
            "Ask whether R4 is offered as well.")
        { Requests = [R4Base + " {url} is version {version}."], CheckCommand = Command.Metadata },
        new(FindingCodes.FhirXmlOnly, 5, FaultOwner.EhrVendor,
            "The EHR answers only in XML.",
            "We asked for JSON, by header and by the _format parameter, and got XML all the same.",
            "Ask whether JSON can be switched on.")
        { Requests = ["Please enable application/fhir+json on {url}."], CheckCommand = Command.Metadata },
        new(FindingCodes.FhirCapInvalid, 5, FaultOwner.EhrVendor,
            "The EHR's description of itself has small faults.",
            "It can be read and the rest works; the faults are listed for engineers.",
            "Continue; tell the vendor when there is time.")
        { State = CheckState.Warning, Requests = ["Please check {url}/metadata against FHIR R4; the parser's codes are in the evidence."], CheckCommand = Command.Metadata },
        new(FindingCodes.FhirCapMissingRes, 5, FaultOwner.Hospital,
            "The hospital's server does not list {missing} among what it offers.",
            "It is FHIR R4, but its description leaves out things that we need, so they are probably not switched on for this site. The exact list is in the evidence.",
            "Send the letter with the exact list.")
        {
            Requests = ["Please enable {missing} for client {clientId} on {url}."],
            CheckCommand = Command.Metadata,
        },
        new(FindingCodes.FhirCap401, 5, FaultOwner.Hospital,
            "The hospital hides even the server's public description behind a login.",
            "A gateway guards every address. The FHIR standard leaves the description open, so that clients can find the sign-in.",
            "Ask for it to be opened, or for confirmation that it is meant so.")
        {
            Requests = ["Please allow {url}/metadata and {url}/.well-known/smart-configuration without sign-in, or confirm that this is by design."],
            CheckCommand = Command.Metadata,
        },
        new(FindingCodes.FhirVendorOther, 5, FaultOwner.OurConfiguration,
            "The server is recognised as {software}, and another vendor is chosen for this site.",
            "Chosen is {vendor}. The wrong vendor brings the wrong search rules and mappings; what gave it away is in the evidence.",
            "Check which vendor the hospital uses, then change it on the configuration page.")
        { State = CheckState.Warning, Confidence = Confidence.Likely },
    ];
}
