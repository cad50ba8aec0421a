namespace EhrAdapters.Diagnosis;

/// <summary>Every code of the taxonomy, as constants. The words behind them are in <see cref="FindingCatalog"/>.</summary>
public static class FindingCodes
{
    // Level 0: configuration and our own side.
    /// <summary>The base URL cannot be a FHIR base.</summary>
    public const string CfgUrlShape = "CFG-URL-SHAPE";
    /// <summary>Parts of two environments are mixed.</summary>
    public const string CfgEnvMix = "CFG-ENV-MIX";
    /// <summary>The host is private and not allowed for this site.</summary>
    public const string CfgPrivateAddr = "CFG-PRIVATE-ADDR";
    /// <summary>A required setting is empty.</summary>
    public const string CfgMissing = "CFG-MISSING";
    /// <summary>A setting has the wrong form.</summary>
    public const string CfgOption = "CFG-OPTION";
    /// <summary>Our own network has no way out.</summary>
    public const string SelfEgress = "SELF-EGRESS";
    /// <summary>Our clock is wrong.</summary>
    public const string SelfClock = "SELF-CLOCK";
    /// <summary>Our service was too busy to finish the call.</summary>
    public const string SelfBusy = "SELF-BUSY";
    /// <summary>Our service failed in a way it should not.</summary>
    public const string SelfError = "SELF-ERROR";
    /// <summary>The address of our public keys is one that no hospital can reach.</summary>
    public const string SelfKeysAddress = "SELF-KEYS-ADDRESS";
    /// <summary>Our public keys cannot be read where hospitals fetch them.</summary>
    public const string SelfKeys = "SELF-KEYS";
    /// <summary>We sign with another key than the one that we publish.</summary>
    public const string SelfKeyMismatch = "SELF-KEY-MISMATCH";
    /// <summary>The assertion that we sign breaks the rules.</summary>
    public const string SelfAssertion = "SELF-ASSERTION";

    // Level 1: names.
    /// <summary>The name does not exist.</summary>
    public const string DnsNxDomain = "DNS-NXDOMAIN";
    /// <summary>The resolver reports an error.</summary>
    public const string DnsServFail = "DNS-SERVFAIL";
    /// <summary>The resolver does not answer.</summary>
    public const string DnsTimeout = "DNS-TIMEOUT";
    /// <summary>A public name has a private answer.</summary>
    public const string DnsInternalAnswer = "DNS-INTERNAL-ANSWER";
    /// <summary>The answer differs from the last good run.</summary>
    public const string DnsChanged = "DNS-CHANGED";

    // Level 2: the way to the port.
    /// <summary>The port refuses at once.</summary>
    public const string TcpRefused = "TCP-REFUSED";
    /// <summary>Silence until the limit.</summary>
    public const string TcpTimeout = "TCP-TIMEOUT";
    /// <summary>The connection is cut right after it opens.</summary>
    public const string TcpReset = "TCP-RESET";
    /// <summary>Only some of the addresses answer.</summary>
    public const string TcpPartial = "TCP-PARTIAL";
    /// <summary>The tunnel is down.</summary>
    public const string VpnDown = "VPN-DOWN";
    /// <summary>The tunnel is up, the host behind it silent.</summary>
    public const string VpnUpNoRoute = "VPN-UP-NO-ROUTE";
    /// <summary>A proxy asks for credentials.</summary>
    public const string Proxy407 = "PROXY-407";

    // Level 3: encryption.
    /// <summary>The certificate has run out.</summary>
    public const string TlsExpired = "TLS-EXPIRED";
    /// <summary>The certificate is not valid yet.</summary>
    public const string TlsNotYet = "TLS-NOT-YET";
    /// <summary>The intermediate certificate is not sent.</summary>
    public const string TlsChainIncomplete = "TLS-CHAIN-INCOMPLETE";
    /// <summary>The chain ends at an authority that is not public.</summary>
    public const string TlsPrivateCa = "TLS-PRIVATE-CA";
    /// <summary>The certificate is for another name.</summary>
    public const string TlsName = "TLS-NAME";
    /// <summary>Only old protocol versions are offered.</summary>
    public const string TlsVersion = "TLS-VERSION";
    /// <summary>No common cipher suite.</summary>
    public const string TlsCipher = "TLS-CIPHER";
    /// <summary>The handshake fails for a reason that is not told.</summary>
    public const string TlsHandshake = "TLS-HANDSHAKE";
    /// <summary>A security product opens the traffic.</summary>
    public const string TlsIntercepted = "TLS-INTERCEPTED";
    /// <summary>Another valid certificate than last time.</summary>
    public const string TlsPinChanged = "TLS-PIN-CHANGED";
    /// <summary>A client certificate is asked for.</summary>
    public const string MtlsRequired = "MTLS-REQUIRED";
    /// <summary>Our client certificate is refused.</summary>
    public const string MtlsRejected = "MTLS-REJECTED";
    /// <summary>The certificate was withdrawn.</summary>
    public const string TlsRevoked = "TLS-REVOKED";

    // Level 4: HTTP before FHIR.
    /// <summary>We are sent to a login page.</summary>
    public const string HttpRedirectLogin = "HTTP-REDIRECT-LOGIN";
    /// <summary>We are sent to another address.</summary>
    public const string HttpRedirect = "HTTP-REDIRECT";
    /// <summary>A web page instead of data.</summary>
    public const string HttpHtmlPage = "HTTP-HTML-PAGE";
    /// <summary>A firewall page refuses us.</summary>
    public const string HttpWaf403 = "HTTP-WAF-403";
    /// <summary>Nothing at the base path.</summary>
    public const string Http404Base = "HTTP-404-BASE";
    /// <summary>The method is blocked.</summary>
    public const string Http405 = "HTTP-405";
    /// <summary>The format is not acceptable.</summary>
    public const string Http406 = "HTTP-406";
    /// <summary>Our content type is not supported.</summary>
    public const string Http415 = "HTTP-415";
    /// <summary>Too many requests.</summary>
    public const string Http429 = "HTTP-429";
    /// <summary>The server failed.</summary>
    public const string Http500 = "HTTP-500";
    /// <summary>The method is not implemented.</summary>
    public const string Http501 = "HTTP-501";
    /// <summary>The gateway cannot reach the service behind it.</summary>
    public const string Http502 = "HTTP-502";
    /// <summary>Unavailable.</summary>
    public const string Http503 = "HTTP-503";
    /// <summary>The gateway waited in vain.</summary>
    public const string Http504 = "HTTP-504";
    /// <summary>Another status that is no success.</summary>
    public const string HttpStatus = "HTTP-STATUS";
    /// <summary>The first byte takes longer than five seconds.</summary>
    public const string HttpSlow = "HTTP-SLOW";
    /// <summary>Connected, but no answer within the limit.</summary>
    public const string HttpTimeout = "HTTP-TIMEOUT";
    /// <summary>The answer ends early.</summary>
    public const string HttpTruncated = "HTTP-TRUNCATED";
    /// <summary>The answer is larger than the limit.</summary>
    public const string HttpTooLarge = "HTTP-TOO-LARGE";

    // Level 5: is it FHIR, and which?
    /// <summary>An answer without a CapabilityStatement.</summary>
    public const string FhirNotFhir = "FHIR-NOT-FHIR";
    /// <summary>FHIR 1.0, DSTU2.</summary>
    public const string FhirDstu2 = "FHIR-DSTU2";
    /// <summary>FHIR 3.0, STU3.</summary>
    public const string FhirStu3 = "FHIR-STU3";
    /// <summary>FHIR 4.0.0; treated as R4.</summary>
    public const string FhirR4400 = "FHIR-R4-400";
    /// <summary>FHIR 4.3, R4B.</summary>
    public const string FhirR4B = "FHIR-R4B";
    /// <summary>FHIR 5 or later.</summary>
    public const string FhirR5 = "FHIR-R5";
    /// <summary>Only XML is offered.</summary>
    public const string FhirXmlOnly = "FHIR-XML-ONLY";
    /// <summary>The statement breaks FHIR's rules.</summary>
    public const string FhirCapInvalid = "FHIR-CAP-INVALID";
    /// <summary>A needed resource or interaction is not listed.</summary>
    public const string FhirCapMissingRes = "FHIR-CAP-MISSING-RES";
    /// <summary>The statement itself wants a sign-in.</summary>
    public const string FhirCap401 = "FHIR-CAP-401";
    /// <summary>The statement names the software of another vendor.</summary>
    public const string FhirVendorOther = "FHIR-VENDOR-OTHER";

    // Level 6: SMART discovery.
    /// <summary>No SMART configuration.</summary>
    public const string Smart404 = "SMART-404";
    /// <summary>The token endpoint is on another host that cannot be reached.</summary>
    public const string SmartTokenOtherHost = "SMART-TOKEN-OTHER-HOST";
    /// <summary>Signing in with a key pair is not offered.</summary>
    public const string SmartNoPkJwt = "SMART-NO-PKJWT";
    /// <summary>Our signing algorithm is not listed.</summary>
    public const string SmartAlg = "SMART-ALG";

    // Level 7: the token.
    /// <summary>The error invalid_client.</summary>
    public const string OauthInvalidClient = "OAUTH-INVALID-CLIENT";
    /// <summary>The Authorization header is refused although id and secret are right.</summary>
    public const string OauthSecretEncoding = "OAUTH-SECRET-ENCODING";
    /// <summary>The key is too short.</summary>
    public const string OauthKeyWeak = "OAUTH-KEY-WEAK";
    /// <summary>The algorithm is not allowed or does not fit the key.</summary>
    public const string OauthAlg = "OAUTH-ALG";
    /// <summary>The key id is not known at their side.</summary>
    public const string OauthKidUnknown = "OAUTH-KID-UNKNOWN";
    /// <summary>They cannot fetch our public keys.</summary>
    public const string OauthJwksUnreachable = "OAUTH-JWKS-UNREACHABLE";
    /// <summary>The clocks disagree.</summary>
    public const string OauthClock = "OAUTH-CLOCK";
    /// <summary>An assertion counts as used before.</summary>
    public const string OauthReplay = "OAUTH-REPLAY";
    /// <summary>The error invalid_grant.</summary>
    public const string OauthInvalidGrant = "OAUTH-INVALID-GRANT";
    /// <summary>The error unauthorized_client.</summary>
    public const string OauthUnauthorizedClient = "OAUTH-UNAUTHORIZED-CLIENT";
    /// <summary>The error invalid_scope.</summary>
    public const string OauthInvalidScope = "OAUTH-INVALID-SCOPE";
    /// <summary>Fewer scopes than asked for.</summary>
    public const string OauthScopeShort = "OAUTH-SCOPE-SHORT";
    /// <summary>The error invalid_request.</summary>
    public const string OauthInvalidRequest = "OAUTH-INVALID-REQUEST";
    /// <summary>The token address asks for a person's login.</summary>
    public const string Oauth401BasicChallenge = "OAUTH-401-BASIC-CHALLENGE";
    /// <summary>The token address is a web page.</summary>
    public const string OauthHtml = "OAUTH-HTML";
    /// <summary>The token service limits us.</summary>
    public const string Oauth429 = "OAUTH-429";
    /// <summary>The token service fails.</summary>
    public const string Oauth5xx = "OAUTH-5XX";
    /// <summary>The token is refused with an error not told apart.</summary>
    public const string OauthRefused = "OAUTH-REFUSED";
    /// <summary>The token lives less than a minute.</summary>
    public const string OauthLifeShort = "OAUTH-LIFE-SHORT";

    // Level 8: the first authorised read.
    /// <summary>A fresh token is not accepted.</summary>
    public const string Api401WithToken = "API-401-WITH-TOKEN";
    /// <summary>Signed in, but not allowed.</summary>
    public const string Api403 = "API-403";
    /// <summary>The test patient is not there.</summary>
    public const string Api404Patient = "API-404-PATIENT";
    /// <summary>The resource type is switched off.</summary>
    public const string Api404Resource = "API-404-RESOURCE";
    /// <summary>The search needs other parameters.</summary>
    public const string Api400Search = "API-400-SEARCH";
    /// <summary>Issue code login.</summary>
    public const string ApiOoLogin = "API-OO-LOGIN";
    /// <summary>Issue code expired.</summary>
    public const string ApiOoExpired = "API-OO-EXPIRED";
    /// <summary>Issue code unknown.</summary>
    public const string ApiOoUnknown = "API-OO-UNKNOWN";
    /// <summary>Issue codes timeout, lock-error, no-store, throttled, transient.</summary>
    public const string ApiOoTransient = "API-OO-TRANSIENT";
    /// <summary>Any other error outcome.</summary>
    public const string ApiOoError = "API-OO-ERROR";
    /// <summary>An outcome entry inside a bundle.</summary>
    public const string ApiOoWarning200 = "API-OO-WARNING-200";
    /// <summary>An answer that cannot be read as the FHIR resource asked for.</summary>
    public const string ApiInvalidResource = "API-INVALID-RESOURCE";

    // Level 9: is there anything to read?
    /// <summary>Nothing visible.</summary>
    public const string ApiEmpty = "API-EMPTY";
    /// <summary>The paging links point to another host.</summary>
    public const string ApiBundlePages = "API-BUNDLE-PAGES";
    /// <summary>References point to an internal host.</summary>
    public const string ApiRefAbsolute = "API-REF-ABSOLUTE";
    /// <summary>The data is of another hospital.</summary>
    public const string ApiWrongSite = "API-WRONG-SITE";
    /// <summary>Real-looking data in a test environment.</summary>
    public const string ApiProdDataInTest = "API-PROD-DATA-IN-TEST";
}
