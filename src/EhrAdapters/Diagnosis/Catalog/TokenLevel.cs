namespace EhrAdapters.Diagnosis.Catalog;

/// <summary>Level 7: the access token.</summary>
internal static class TokenLevel
{
    /// <summary>For OAUTH-CLOCK where no difference can be measured.</summary>
    internal const string ClockUnseen = "The sign-in service says that our message is too old or not valid yet, although the date in its answer agrees with our clock. Most likely the sign-in service runs on another machine whose clock is wrong.";

    /// <summary>The request that goes with it.</summary>
    internal const string ClockUnseenRequest = "Please check the time synchronisation of the sign-in service behind {tokenHost}; the date in its answers agrees with our clock.";

    internal static readonly IReadOnlyList<CatalogEntry> Entries =
    [
        new(FindingCodes.OauthInvalidClient, 7, FaultOwner.Hospital,
            "The EHR does not accept who we say we are.",
            "The sign-in service was reached and understood us. Usual reasons, in order: the client is not enabled for this environment yet, the client ID belongs to another environment, or our key or secret is not the one that is registered.",
            "Check client ID and environment, then send the letter; new registrations may take a day or two.")
        {
            Confidence = Confidence.Likely,
            Requests =
            [
                "Please check that client {clientId} is enabled for {env}.",
                "Please check that our public key {thumbprint} with the key ID {keyId} is registered for it.",
            ],
            CheckCommand = Command.TokenReach,
        },
        new(FindingCodes.OauthSecretEncoding, 7, FaultOwner.OurService,
            "The sign-in service reads our client ID and secret differently from how the standard writes them.",
            "The secret holds symbols that can be sent in two ways, and both were tried once.",
            "Ask for a secret of letters and digits only, or pass this report to engineering.")
        { Confidence = Confidence.Likely },
        new(FindingCodes.OauthKeyWeak, 7, FaultOwner.OurConfiguration,
            "Our key is too short to be accepted.",
            "RSA keys need at least 2048 bits, and some servers want more.",
            "Make a new key pair and register its public half.")
        { Retry = Advice.OursFirst },
        new(FindingCodes.OauthAlg, 7, FaultOwner.OurConfiguration,
            "The signing algorithm does not fit the key or the server.",
            "What is wrong: {problem}. RS384 needs an RSA key, ES384 an elliptic-curve key on P-384.",
            "Choose the algorithm that fits the key, or make a new key pair.")
        { Retry = Advice.OursFirst },
        new(FindingCodes.OauthKidUnknown, 7, FaultOwner.Hospital,
            "The EHR does not know the key that we sign with.",
            "The client ID was recognised. They hold an old copy of our public keys, or the new key was used too early.",
            "Send the letter; if the key is new, wait a day before using it.")
        {
            Confidence = Confidence.Likely,
            Requests = ["Please refresh your copy of our public keys; the key ID is {keyId}."],
            CheckCommand = Command.TokenReach,
        },
        new(FindingCodes.OauthJwksUnreachable, 7, FaultOwner.HospitalNetwork,
            "The hospital's sign-in service cannot fetch our public keys.",
            "Our request arrived, but their outbound firewall most likely blocks {jwksUrl}.",
            "Send the letter to the hospital's network team.")
        {
            Confidence = Confidence.Likely,
            Requests = ["Please allow your sign-in service to reach {jwksUrl} on port 443.", "If that is not possible, please load our public key {thumbprint} by hand."],
            CheckCommand = "curl -i {jwksUrl}",
        },
        new(FindingCodes.OauthClock, 7, FaultOwner.Hospital,
            "The hospital's clock and ours disagree.",
            "They differ by {seconds} seconds. Sign-in messages live only minutes, and strict servers refuse even one second.",
            "Send the letter; it holds what we measured.")
        {
            Confidence = Confidence.Likely,
            Retry = RetryAdvice.Now,
            Requests = ["Please check the time synchronisation on {tokenHost}; we measured a difference of {seconds} seconds."],
            CheckCommand = "curl -sI {tokenUrl}",
        },
        new(FindingCodes.OauthReplay, 7, FaultOwner.OurService,
            "The sign-in service says we sent the same request twice.",
            "Every sign-in message has to be unique; sending one again is our fault.",
            "Try again; if it comes back, pass this report to engineering.")
        { Retry = RetryAdvice.Now },
        new(FindingCodes.OauthInvalidGrant, 7, FaultOwner.Hospital,
            "The EHR does not allow this kind of sign-in for our client.",
            "Sign-in by a program, without a person, is not granted to it (the client_credentials grant).",
            "Send the letter to the hospital.")
        {
            Confidence = Confidence.Likely,
            Requests = ["Please allow the client_credentials grant for client {clientId} in {env}."],
            CheckCommand = Command.TokenReach,
        },
        new(FindingCodes.OauthUnauthorizedClient, 7, FaultOwner.Hospital,
            "Our client is known, but sign-in without a person is not enabled for it.",
            "Client ID and key or secret were accepted as far as they were read; the hospital has to switch on backend services.",
            "Send the letter to the hospital.")
        {
            Requests = ["Please enable backend services for client {clientId} in {env}."],
            CheckCommand = Command.TokenReach,
        },
        new(FindingCodes.OauthInvalidScope, 7, FaultOwner.Hospital,
            "We asked for a right that the hospital has not granted.",
            "Client ID and key or secret are fine. We asked in both styles of writing rights (scopes), and where more than patients were asked for, for patients alone; all was refused.",
            "Compare the scopes with what the hospital approved, then send the letter.")
        {
            Confidence = Confidence.Likely,
            Requests = ["Please approve these scopes for client {clientId}: {missing}.", "Please tell us whether you use the first (.read) or second (.rs) scope style."],
            CheckCommand = Command.Smart,
        },
        new(FindingCodes.OauthScopeShort, 7, FaultOwner.Hospital,
            "The hospital granted fewer rights than we asked for.",
            "Sign-in works. Missing: {missing}. As long as they are missing, these will fail: {stages}.",
            "Send the letter; what is named above cannot pass before it is answered.")
        {
            State = CheckState.Warning,
            Requests = ["Please grant client {clientId} these scopes: {missing}."],
            CheckCommand = Command.Smart,
        },
        new(FindingCodes.OauthInvalidRequest, 7, FaultOwner.OurService,
            "The sign-in service could not read our request.",
            "It was reached, but the form we sent is not what it expects. This is ours to repair.",
            "Pass this report to engineering."),
        new(FindingCodes.Oauth401BasicChallenge, 7, FaultOwner.Hospital,
            "The hospital's token address asks for a person's user name and password.",
            "It is the login of people, not of programs.",
            "Ask for the token endpoint of backend services.")
        { Requests = ["Please send the token endpoint for backend services; {tokenUrl} asks for a person's login."], CheckCommand = Command.TokenReach },
        new(FindingCodes.OauthHtml, 7, FaultOwner.Hospital,
            "The hospital's token address is a web page for people.",
            "We got a page made for a browser where an access token should be.",
            "Ask for the token endpoint of backend services.")
        { Requests = ["Please send the token endpoint for backend services; {tokenUrl} answers with a web page."], CheckCommand = Command.TokenReach },
        new(FindingCodes.Oauth429, 7, FaultOwner.EhrVendor,
            "The EHR's sign-in service limits how often we may ask.",
            "We keep a token as long as it lives; others may share the limit.",
            "Wait, then test once.")
        { Retry = Advice.ServerSays, Requests = ["Please tell us the limit of the token endpoint {tokenUrl}."], CheckCommand = Command.TokenReach },
        new(FindingCodes.Oauth5xx, 7, FaultOwner.EhrVendor,
            "The EHR's sign-in service is down or failing.",
            "The FHIR service answers; only the service that hands out tokens does not.",
            "Try again in a quarter of an hour; if it stays, send the letter.")
        { Retry = Advice.QuarterHour, Requests = ["Please check the token service at {tokenUrl}: {requestId}."], CheckCommand = Command.TokenReach },
        new(FindingCodes.OauthRefused, 7, FaultOwner.NotSure,
            "The EHR's sign-in service refused us without a clear reason.",
            "It was reached and answered with {status}.",
            "Send the letter with the evidence.")
        {
            Confidence = Confidence.Guess,
            Requests = ["Please look up in the log of {tokenUrl} why client {clientId} was refused: {requestId}."],
            CheckCommand = Command.TokenReach,
        },
        new(FindingCodes.OauthLifeShort, 7, FaultOwner.EhrVendor,
            "The access we are given ends too soon to work with.",
            "A token lives {seconds} seconds; less than a minute does not cover a run.",
            "Ask whether this is intended.")
        { State = CheckState.Warning, Requests = ["Please tell us whether a token life of {seconds} seconds is intended, and raise it to five minutes if not."] },
    ];
}
