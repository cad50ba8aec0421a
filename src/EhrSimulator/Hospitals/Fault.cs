namespace EhrSimulator.Hospitals;

/// <summary>The faults that a hospital can be told to have, by the name on its dial.</summary>
internal static class Fault
{
    public const string HtmlLoginPage = "html-login-page";
    public const string RedirectToLogin = "redirect-to-login";
    public const string Waf403 = "waf-403";
    public const string Metadata404 = "metadata-404";
    public const string Metadata401 = "metadata-401";
    public const string NotFhir = "not-fhir";
    public const string Dstu2 = "dstu2";
    public const string Stu3 = "stu3";
    public const string R5 = "r5";
    public const string NoPatientInMetadata = "no-patient-in-metadata";
    public const string TokenOtherHost = "token-other-host";
    public const string AlgorithmNotListed = "alg-not-listed";
    public const string XmlOnly = "xml-only";
    public const string WrongContentType = "wrong-content-type";
    public const string Smart404 = "smart-404";
    public const string NoPrivateKeyJwt = "no-pkjwt";
    public const string TokenHtml = "token-html";
    public const string Token429 = "token-429";
    public const string Token503 = "token-503";
    public const string InvalidClient = "invalid-client";
    public const string ClientNotEnabled = "client-not-enabled";
    public const string UnknownKid = "unknown-kid";
    public const string JwksUnreachable = "jwks-unreachable";
    public const string InvalidScope = "invalid-scope";
    public const string ScopeShort = "scope-short";
    public const string UnauthorizedClient = "unauthorized-client";
    public const string TokenShortLife = "token-short-life";
    public const string ExpiredToken = "expired-token";
    public const string Api403 = "api-403";
    public const string Patient404 = "patient-404";
    public const string EmptySearch = "empty-search";
    public const string OutcomeIn200 = "outcome-in-200";
    public const string BundlePagesInternalHost = "bundle-pages-internal-host";
    public const string TruncatedBody = "truncated-body";
    public const string HugeBody = "huge-body";
    public const string NeverAnswers = "never-answers";
    public const string SlowFirstByte = "slow-first-byte";
    public const string Server500 = "server-500";
    public const string Gateway502 = "gateway-502";

    // More of the sign-in: what a token service refuses, and how it says so.
    public const string NoOauthUris = "no-oauth-uris";
    public const string TokenNeverAnswers = "token-never-answers";
    public const string Token415 = "token-415";
    public const string TokenBasicChallenge = "token-basic-challenge";
    public const string TokenOddError = "token-odd-error";
    public const string TokenClockApart = "token-clock-apart";
    public const string KeyTooShort = "key-too-short";
    public const string AlgorithmRefused = "alg-refused";
    public const string AssertionReplayed = "assertion-replayed";
    public const string InvalidGrant = "invalid-grant";
    public const string InvalidRequest = "invalid-request";
    public const string SecretRawOnly = "secret-raw-only";
    public const string BadAuthorizationHeader = "bad-authorization-header";
    public const string ScopeV1Only = "scope-v1-only";
    public const string ScopeExtrasRefused = "scope-extras-refused";

    // What answers before and instead of FHIR.
    public const string RedirectElsewhere = "redirect-elsewhere";
    public const string NotAcceptable406 = "not-acceptable-406";
    public const string FhirJson406 = "fhir-json-406";
    public const string XmlWithoutFormat = "xml-without-format";
    public const string Misdirected421 = "misdirected-421";
    public const string Gateway504 = "gateway-504";
    public const string SearchGet405 = "search-get-405";
    public const string Search501 = "search-501";
    public const string Api415 = "api-415";
    public const string Api429 = "api-429";

    // What the statement says of itself.
    public const string R4First = "r4-400";
    public const string R4B = "r4b";
    public const string MetadataInvalid = "metadata-invalid";
    public const string OtherVendorInMetadata = "other-vendor-in-metadata";
    public const string NoSearchInMetadata = "no-search-in-metadata";
    public const string NoIdentifierInMetadata = "no-identifier-in-metadata";
    public const string NoEncounterInMetadata = "no-encounter-in-metadata";

    // What reading and searching come to, and what is in the records.
    public const string Search400 = "search-400";
    public const string Resource404 = "resource-404";
    public const string OutcomeLogin = "outcome-login";
    public const string OutcomeExpired = "outcome-expired";
    public const string OutcomeUnknown = "outcome-unknown";
    public const string OutcomeTransient = "outcome-transient";
    public const string InvalidResource = "invalid-resource";
    public const string Condition403 = "condition-403";
    public const string Encounter404 = "encounter-404";
    public const string Observation400 = "observation-400";
    public const string NoRecords = "no-records";
    public const string AbsoluteReferences = "absolute-references";
    public const string WrongSite = "wrong-site";
    public const string ProductionData = "production-data";
    public const string DanglingReference = "dangling-reference";
    public const string RecordWrongType = "record-wrong-type";
    public const string RecordFutureDate = "record-future-date";
    public const string RecordWrongUnit = "record-wrong-unit";

    public static readonly IReadOnlyList<string> Names =
    [
        HtmlLoginPage, RedirectToLogin, Waf403, Server500, Gateway502, TruncatedBody, HugeBody, NeverAnswers, SlowFirstByte,
        WrongContentType, XmlOnly, Metadata404, Metadata401, NotFhir, Dstu2, Stu3, R5, NoPatientInMetadata,
        Smart404, NoPrivateKeyJwt, TokenOtherHost, AlgorithmNotListed,
        TokenHtml, Token429, Token503, InvalidClient, ClientNotEnabled, UnknownKid, JwksUnreachable, UnauthorizedClient,
        InvalidScope, ScopeShort, TokenShortLife, ExpiredToken, Api403, Patient404, EmptySearch, OutcomeIn200, BundlePagesInternalHost,
        NoOauthUris, TokenNeverAnswers, Token415, TokenBasicChallenge, TokenOddError, TokenClockApart, KeyTooShort, AlgorithmRefused, AssertionReplayed,
        InvalidGrant, InvalidRequest, SecretRawOnly, BadAuthorizationHeader, ScopeV1Only, ScopeExtrasRefused,
        RedirectElsewhere, NotAcceptable406, FhirJson406, XmlWithoutFormat, Misdirected421, Gateway504, SearchGet405, Search501, Api415, Api429,
        R4First, R4B, MetadataInvalid, OtherVendorInMetadata, NoSearchInMetadata, NoIdentifierInMetadata, NoEncounterInMetadata,
        Search400, Resource404, OutcomeLogin, OutcomeExpired, OutcomeUnknown, OutcomeTransient, InvalidResource,
        Condition403, Encounter404, Observation400, NoRecords, AbsoluteReferences, WrongSite, ProductionData,
        DanglingReference, RecordWrongType, RecordFutureDate, RecordWrongUnit,
    ];
}
