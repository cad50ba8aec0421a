namespace EhrAdapters.Diagnosis.Catalog;

/// <summary>Levels 8 and 9: the first authorised read, and whether there is anything to read.</summary>
internal static class ReadLevel
{
    private const string Who = "Please check which background user client {clientId} runs as, and that it may see {resource} in {env}.";

    internal static readonly IReadOnlyList<CatalogEntry> Entries =
    [
        new(FindingCodes.Api401WithToken, 8, FaultOwner.Hospital,
            "We signed in, but the hospital's FHIR server does not accept the access we were given.",
            "The token is fresh. It may be meant for another instance, or the gateway checks our network address as well.",
            "Send the letter to the hospital.")
        {
            Confidence = Confidence.Likely,
            Requests = ["Please check that {url} accepts tokens from {tokenHost}.", "Please check whether the gateway also filters by network address: {egress}."],
            CheckCommand = Command.Metadata,
        },
        new(FindingCodes.Api403, 8, FaultOwner.Hospital,
            "The hospital knows us but does not let us read {resource}.",
            "Sign-in works. A missing right, the background user's security or a limit to departments is the usual reason.",
            "Send the letter to the hospital.")
        { Confidence = Confidence.Likely, Requests = [Who, "Please check site and department restrictions for it."], CheckCommand = Command.Smart },
        new(FindingCodes.Api404Patient, 8, FaultOwner.Hospital,
            "The hospital's test patient is not in this environment.",
            "Sign-in and reading work. The number may belong to another environment or be of another kind, an MRN instead of a FHIR ID.",
            "Check how the patient was named; then ask the hospital for three test patients.")
        {
            Confidence = Confidence.Likely,
            Requests = ["Please name three test patients in {env} with their FHIR IDs and MRNs."],
        },
        new(FindingCodes.Api404Resource, 8, FaultOwner.EhrVendor,
            "The EHR does not offer {resource}.",
            "Everything up to here works, but this kind of record is switched off.",
            "Send the letter; it has to be switched on.")
        { Requests = ["Please enable {resource} for client {clientId} on {url}."], CheckCommand = Command.Metadata },
        new(FindingCodes.Api400Search, 8, FaultOwner.EhrVendor,
            "The EHR wants its search for {resource} asked in another way.",
            "Sign-in works, but the combination of search parameters is not accepted.",
            "Name the patients by FHIR ID, or ask which parameters are required.")
        {
            Confidence = Confidence.Likely,
            Requests = ["Please tell us which search parameters {resource} requires on {url}."],
            CheckCommand = Command.Metadata,
        },
        new(FindingCodes.ApiOoLogin, 8, FaultOwner.Hospital,
            "The EHR says that we are not signed in.",
            "The token is fresh, yet the service behind the gateway did not accept it.",
            "Try once more; if it stays, send the letter.")
        { Confidence = Confidence.Likely, Retry = RetryAdvice.Now, Requests = [Who] },
        new(FindingCodes.ApiOoExpired, 8, FaultOwner.Hospital,
            "The EHR says that our session has ended.",
            "The token should still live. Clocks that disagree look like this.",
            "Try once more; if it stays, send the letter.")
        { Confidence = Confidence.Likely, Retry = RetryAdvice.Now, Requests = ["Please check the clock of {host} and the token life set for client {clientId}."] },
        new(FindingCodes.ApiOoUnknown, 8, FaultOwner.Hospital,
            "The EHR does not know the user behind our client.",
            "Sign-in works, but the account it is mapped to is missing.",
            "Send the letter to the hospital.")
        { Confidence = Confidence.Likely, Requests = [Who] },
        new(FindingCodes.ApiOoTransient, 8, FaultOwner.Hospital,
            "The EHR reports a passing fault on its side.",
            "It was busy, locked or over a limit at that moment.",
            "Wait a minute and try again.")
        { Retry = Advice.Soon, Requests = ["If it lasts: please look up our request in the log, {requestId}."] },
        new(FindingCodes.ApiOoError, 8, FaultOwner.NotSure,
            "The EHR answered with an error of its own.",
            "Sign-in works. The error's codes are in the evidence.",
            "Send the letter with the evidence.")
        { Confidence = Confidence.Guess, Requests = ["Please look up our request in the log: {requestId}."] },
        new(FindingCodes.ApiOoWarning200, 8, FaultOwner.EhrVendor,
            "The EHR answered only in part.",
            "The answer holds a notice that something was left out.",
            "Continue, and ask what was left out.")
        { State = CheckState.Warning, Confidence = Confidence.Likely, Requests = ["Please tell us what was left out of the answer and why."] },
        new(FindingCodes.ApiInvalidResource, 8, FaultOwner.EhrVendor,
            "The EHR's answer is not a correct FHIR record.",
            "We were let in and got an answer, but it cannot be read as {resource}.",
            "Send the letter to the vendor through the hospital.")
        { Confidence = Confidence.Likely, Requests = ["Please check the {resource} answer against FHIR R4; the place is in the evidence."] },
        new(FindingCodes.ApiEmpty, 9, FaultOwner.Hospital,
            "We are connected, but the hospital shows us no {records}.",
            "Sign-in and search work and the answer is empty. A filter, a department limit or the background user's security hides the data.",
            "Check how the test patient was named, then send the letter.")
        { Confidence = Confidence.Likely, Requests = [Who, "Please name a test patient that it can see."] },
        new(FindingCodes.ApiBundlePages, 9, FaultOwner.Hospital,
            "The hospital's second page of results points to a server we may not follow.",
            "The first page is fine. The links to further pages name {location}, most likely an internal name.",
            "Send the letter to the hospital.")
        { Requests = ["Please correct the public base URL of the FHIR server or proxy, so that paging links begin with {url}."], CheckCommand = Command.Metadata },
        new(FindingCodes.ApiRefAbsolute, 9, FaultOwner.Hospital,
            "The hospital's records point to each other by an address that is not the server's own.",
            "The data is there, but its references name {location}, most likely an internal name that we cannot reach.",
            "Send the letter to the hospital.")
        { State = CheckState.Warning, Requests = ["Please correct the public base URL of the FHIR server or proxy, so that references begin with {url}."], CheckCommand = Command.Metadata },
        new(FindingCodes.ApiWrongSite, 9, FaultOwner.Hospital,
            "The hospital's server answers with records of another hospital.",
            "The connection works, but the organisation in the data is not the one expected. Going on could show the wrong patients.",
            "Stop, and confirm the tenant with the hospital in a call of two people.")
        { Confidence = Confidence.Likely, Retry = Advice.Never, Requests = ["Please confirm that {url} is the tenant or instance of {organization}.", "Please tell us which organisation its records should name."], CheckCommand = Command.Metadata },
        new(FindingCodes.ApiProdDataInTest, 9, FaultOwner.Hospital,
            "The hospital's test environment seems to hold real patients.",
            "Several signs say that the data is not invented. We stopped reading and kept nothing.",
            "Stop, and tell the privacy officer before anything else is read.")
        { Confidence = Confidence.Guess, Retry = Advice.Never, Requests = ["Please confirm at once whether {url} holds real patients.", "If it does, please name the test environment that we should use."], CheckCommand = Command.Metadata },
    ];
}
