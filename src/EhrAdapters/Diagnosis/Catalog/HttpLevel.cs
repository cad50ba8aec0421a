namespace EhrAdapters.Diagnosis.Catalog;

/// <summary>Level 4: HTTP before FHIR.</summary>
internal static class HttpLevel
{
    private static readonly string[] LookUp = ["Please look up our request in the server's log: {requestId}.", "Please tell us what failed and when it is repaired."];

    internal static readonly IReadOnlyList<CatalogEntry> Entries =
    [
        new(FindingCodes.HttpRedirectLogin, 4, FaultOwner.Hospital,
            "The hospital's address leads to a login page, not to the FHIR service.",
            "We were sent to {location}. Network and encryption work; this is a door for people, not for programs.",
            "Ask for the FHIR base URL, or for the service to be exempt from single sign-on.")
        {
            Requests = ["Please send the R4 service base URL for {env}.", "If {url} is right, please exempt it from single sign-on."],
            CheckCommand = Command.Metadata,
        },
        new(FindingCodes.HttpRedirect, 4, FaultOwner.Hospital,
            "The hospital's address sends us on to another server.",
            "It points to {location}. We do not follow to another host on our own, because sign-in data would go with us.",
            "Ask whether the other address is the right base URL, then enter it.")
        {
            Requests = ["Please confirm the R4 service base URL; {url} redirects to {location}."],
            CheckCommand = Command.Metadata,
        },
        new(FindingCodes.HttpHtmlPage, 4, FaultOwner.Hospital,
            "A web page answered instead of the hospital's FHIR service.",
            "Network and encryption work, but the answer is HTML made for a browser: a portal, a login page or an error page.",
            "Check the base URL against the hospital's message, then ask for the exact one.")
        {
            Requests = ["Please send the R4 service base URL for {env}; {url} answers with a web page.", "If it is right, please exempt it from single sign-on."],
            CheckCommand = Command.Metadata,
        },
        new(FindingCodes.HttpWaf403, 4, FaultOwner.HospitalNetwork,
            "A web firewall at the hospital turned us away.",
            "The refusal comes from a protection device, not from the EHR: {host} was reached, the FHIR service was not.",
            "Send the letter to the hospital's network team.")
        {
            Confidence = Confidence.Likely,
            Retry = Advice.Blocked,
            Requests = ["Please find the rule that blocked our request ({requestId}).", "Please allow our client and our addresses: {egress}."],
            CheckCommand = Command.Metadata,
        },
        new(FindingCodes.Http404Base, 4, FaultOwner.Hospital,
            "The hospital's server has no FHIR service at this path.",
            "The server {host} answers, so name, network and encryption are right. A tenant ID, version or prefix is missing from the path.",
            "Compare the path with the hospital's message; then send the letter.")
        {
            Requests = ["Please send the exact R4 service base URL for {env}; {url} answers 404.", "Please check that the instance behind it is running."],
            CheckCommand = Command.Metadata,
        },
        new(FindingCodes.Http405, 4, FaultOwner.Hospital,
            "A gateway at the hospital does not let this kind of request through.",
            "The address is right, but the method we used is stopped on the way to {resource}.",
            "Send the letter to the hospital.")
        {
            Requests = ["Please allow GET requests and POST to _search on {url}."],
            CheckCommand = Command.Metadata,
        },
        new(FindingCodes.Http406, 4, FaultOwner.EhrVendor,
            "The EHR does not offer the data format we ask for.",
            "We asked for JSON in three ways: as FHIR JSON, as plain JSON and by the _format parameter. Every R4 server should speak one of them.",
            "Ask whether FHIR JSON can be switched on.")
        {
            Confidence = Confidence.Likely,
            Requests = ["Please enable application/fhir+json on {url}, or tell us how JSON is asked for."],
            CheckCommand = Command.Metadata,
        },
        new(FindingCodes.Http415, 4, FaultOwner.OurService,
            "We sent a request in a form that the server does not read.",
            "The content type was not accepted. This is ours to repair.",
            "Pass this report to engineering."),
        new(FindingCodes.Http429, 4, FaultOwner.Hospital,
            "The hospital's server limits how often we may ask, and we are over the limit.",
            "Address and access are fine. The limit may be shared with other clients.",
            "Wait, then test once; ask for the limit so that we can stay below it.")
        {
            Retry = Advice.ServerSays,
            Requests = ["Please tell us the limits per minute and for simultaneous requests, and whether they count per client or per site."],
            CheckCommand = Command.Metadata,
        },
        new(FindingCodes.Http500, 4, FaultOwner.Hospital,
            "The hospital's server failed on our request.",
            "We reached it and it answered with an internal error.",
            "Try again a few times over a quarter of an hour; if it stays, send the letter.")
        { Retry = Advice.QuarterHour, Requests = LookUp, CheckCommand = Command.Metadata },
        new(FindingCodes.Http501, 4, FaultOwner.EhrVendor,
            "The EHR has not implemented what we asked for.",
            "The address is right, but this kind of request is not supported.",
            "Send the letter; the vendor may have to switch it on.")
        {
            Requests = ["Please tell us whether {resource} can be read and searched on {url}."],
            CheckCommand = Command.Metadata,
        },
        new(FindingCodes.Http502, 4, FaultOwner.Hospital,
            "The hospital's gateway answers, but the FHIR service behind it does not.",
            "Network and gateway are fine; the service behind them is down or restarting.",
            "Check for maintenance, wait a quarter of an hour and test again.")
        { Retry = Advice.QuarterHour, Requests = ["Please check that the FHIR instance behind {url} is running.", "Please tell us about planned maintenance."], CheckCommand = Command.Metadata },
        new(FindingCodes.Http503, 4, FaultOwner.Hospital,
            "The hospital's server is unavailable at the moment.",
            "It says so itself: maintenance or overload.",
            "Wait for the hospital's maintenance window to end, then test again.")
        { Retry = Advice.QuarterHour, Requests = ["Please tell us whether this is planned and when it ends."], CheckCommand = Command.Metadata },
        new(FindingCodes.Http504, 4, FaultOwner.Hospital,
            "The service behind the hospital's gateway is too slow to answer.",
            "The gateway was reached and gave up waiting.",
            "Wait a quarter of an hour and test again; if it stays, send the letter.")
        { Retry = Advice.QuarterHour, Requests = ["Please check the FHIR instance behind {url} and its load."], CheckCommand = Command.Metadata },
        new(FindingCodes.HttpStatus, 4, FaultOwner.NotSure,
            "The hospital's server answered with {status}, which we did not expect.",
            "It was reached, but the answer says neither yes nor why not.",
            "Send the letter with the evidence.")
        { Confidence = Confidence.Guess, Requests = LookUp, CheckCommand = Command.Metadata },
        new(FindingCodes.HttpSlow, 4, FaultOwner.Hospital,
            "The hospital's server answers, but slowly.",
            "The first byte took {seconds} seconds. It works; the load test will tell whether it is fast enough.",
            "Continue, and ask what slows the way.")
        {
            State = CheckState.Warning,
            Retry = RetryAdvice.Now,
            Confidence = Confidence.Likely,
            Requests = ["Please tell us whether a proxy or inspection device stands between us and {host}."],
            CheckCommand = "time curl -sS -o /dev/null {url}/metadata",
        },
        new(FindingCodes.HttpTimeout, 4, FaultOwner.Hospital,
            "The hospital's server accepts the connection and then never answers.",
            "Name, network and encryption are fine; the answer did not arrive within {seconds} seconds.",
            "Try again in a quarter of an hour; if it stays, send the letter.")
        { Confidence = Confidence.Likely, Retry = Advice.QuarterHour, Requests = LookUp, CheckCommand = Command.Metadata },
        new(FindingCodes.HttpTruncated, 4, FaultOwner.HospitalNetwork,
            "The hospital's answer is cut off on its way to us.",
            "It began correctly and ended too early. A size limit or time-out on a proxy does this.",
            "Try once more; if it stays, send the letter.")
        {
            Confidence = Confidence.Likely,
            Retry = RetryAdvice.Now,
            Requests = ["Please check size limits and time-outs on every proxy in front of {host}."],
            CheckCommand = Command.Metadata,
        },
        new(FindingCodes.HttpTooLarge, 4, FaultOwner.Hospital,
            "The hospital's answer is far larger than any correct one.",
            "We stopped reading at {limit}. A wrong address or a search that ignores its filter gives such answers.",
            "Check the base URL; then send the letter.")
        {
            Confidence = Confidence.Likely,
            Requests = ["Please check what {url} answers; we stopped at {limit}."],
            CheckCommand = Command.Metadata,
        },
    ];
}
