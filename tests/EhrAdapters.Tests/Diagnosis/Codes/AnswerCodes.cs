using EhrAdapters.Diagnosis;
using static EhrAdapters.Diagnosis.CheckState;
using static EhrAdapters.Diagnosis.FaultOwner;

namespace EhrAdapters.Tests.Diagnosis.Codes;

/// <summary>One dial of the simulated hospital and what the ladder must make of it.</summary>
/// <param name="Code">The finding.</param>
/// <param name="Dial">The fault that causes it; <c>outage</c> and <c>latency</c> are dials of their own.</param>
/// <param name="Rung">Where the ladder meets it.</param>
/// <param name="Owner">Whose move it is.</param>
/// <param name="State">Failed or warning.</param>
/// <param name="ById">True where the patient is named by FHIR ID, so that reading and not searching is judged.</param>
internal sealed record AnswerCode(string Code, string Dial, LadderRung Rung, FaultOwner Owner, CheckState State = Failed, bool ById = false)
{
    /// <summary>Levels 4, 5, 8 and 9. API-PROD-DATA-IN-TEST and FHIR-R4-400 have tests of their own beside the theory.</summary>
    public static readonly IReadOnlyList<AnswerCode> All =
    [
        new(FindingCodes.HttpRedirectLogin, "redirect-to-login", LadderRung.Http, Hospital),
        new(FindingCodes.HttpRedirect, "redirect-elsewhere", LadderRung.Http, Hospital),
        new(FindingCodes.HttpHtmlPage, "html-login-page", LadderRung.Http, Hospital),
        new(FindingCodes.HttpWaf403, "waf-403", LadderRung.Http, HospitalNetwork),
        new(FindingCodes.Http404Base, "metadata-404", LadderRung.Http, Hospital),
        new(FindingCodes.Http405, "search-get-405", LadderRung.PatientRead, Hospital),
        new(FindingCodes.Http406, "not-acceptable-406", LadderRung.Http, EhrVendor),
        new(FindingCodes.Http415, "api-415", LadderRung.PatientRead, OurService),
        new(FindingCodes.Http429, "api-429", LadderRung.PatientRead, Hospital),
        new(FindingCodes.Http500, "server-500", LadderRung.Http, Hospital),
        new(FindingCodes.Http501, "search-501", LadderRung.PatientRead, EhrVendor),
        new(FindingCodes.Http502, "gateway-502", LadderRung.Http, Hospital),
        new(FindingCodes.Http503, "outage", LadderRung.Http, Hospital),
        new(FindingCodes.Http504, "gateway-504", LadderRung.Http, Hospital),
        new(FindingCodes.HttpStatus, "misdirected-421", LadderRung.Http, NotSure),
        new(FindingCodes.HttpSlow, "latency", LadderRung.Http, Hospital, Warning),
        new(FindingCodes.HttpTimeout, "never-answers", LadderRung.Http, Hospital),
        new(FindingCodes.HttpTruncated, "truncated-body", LadderRung.Http, HospitalNetwork),
        new(FindingCodes.HttpTooLarge, "huge-body", LadderRung.Http, Hospital),
        new(FindingCodes.FhirNotFhir, "not-fhir", LadderRung.Fhir, Hospital),
        new(FindingCodes.FhirDstu2, "dstu2", LadderRung.Fhir, Hospital),
        new(FindingCodes.FhirStu3, "stu3", LadderRung.Fhir, Hospital),
        new(FindingCodes.FhirR4B, "r4b", LadderRung.Fhir, EhrVendor),
        new(FindingCodes.FhirR5, "r5", LadderRung.Fhir, EhrVendor),
        new(FindingCodes.FhirXmlOnly, "xml-only", LadderRung.Fhir, EhrVendor),
        new(FindingCodes.FhirCapInvalid, "metadata-invalid", LadderRung.Fhir, EhrVendor, Warning),
        new(FindingCodes.FhirCapMissingRes, "no-patient-in-metadata", LadderRung.Fhir, Hospital),
        new(FindingCodes.FhirCapMissingRes, "no-search-in-metadata", LadderRung.Fhir, Hospital),
        new(FindingCodes.FhirCapMissingRes, "no-identifier-in-metadata", LadderRung.Fhir, Hospital, Warning),
        new(FindingCodes.FhirCapMissingRes, "no-encounter-in-metadata", LadderRung.Fhir, Hospital, Warning),
        new(FindingCodes.FhirCap401, "metadata-401", LadderRung.Fhir, Hospital, Warning),
        new(FindingCodes.FhirVendorOther, "other-vendor-in-metadata", LadderRung.Fhir, OurConfiguration, Warning),
        new(FindingCodes.Api401WithToken, "expired-token", LadderRung.PatientRead, Hospital),
        new(FindingCodes.Api403, "api-403", LadderRung.PatientRead, Hospital),
        new(FindingCodes.Api403, "api-403", LadderRung.PatientRead, Hospital, ById: true),
        new(FindingCodes.Api404Patient, "patient-404", LadderRung.PatientRead, Hospital, ById: true),
        new(FindingCodes.Api404Resource, "resource-404", LadderRung.PatientRead, EhrVendor),
        new(FindingCodes.Api400Search, "search-400", LadderRung.PatientRead, EhrVendor),
        new(FindingCodes.ApiOoLogin, "outcome-login", LadderRung.PatientRead, Hospital),
        new(FindingCodes.ApiOoLogin, "outcome-login", LadderRung.PatientRead, Hospital, ById: true),
        new(FindingCodes.ApiOoExpired, "outcome-expired", LadderRung.PatientRead, Hospital),
        new(FindingCodes.ApiOoUnknown, "outcome-unknown", LadderRung.PatientRead, Hospital),
        new(FindingCodes.ApiOoTransient, "outcome-transient", LadderRung.PatientRead, Hospital),
        new(FindingCodes.ApiOoError, "outcome-in-200", LadderRung.PatientRead, NotSure, ById: true),
        new(FindingCodes.ApiOoWarning200, "outcome-in-200", LadderRung.PatientRead, EhrVendor, Warning),
        new(FindingCodes.ApiInvalidResource, "invalid-resource", LadderRung.PatientRead, EhrVendor),
        new(FindingCodes.ApiInvalidResource, "invalid-resource", LadderRung.PatientRead, EhrVendor, ById: true),
        new(FindingCodes.ApiEmpty, "empty-search", LadderRung.PatientRead, Hospital),
        new(FindingCodes.ApiEmpty, "no-records", LadderRung.DataVisible, Hospital, Warning),
        new(FindingCodes.Api403, "condition-403", LadderRung.DataVisible, Hospital, Warning),
        new(FindingCodes.Api404Resource, "encounter-404", LadderRung.DataVisible, EhrVendor, Warning),
        new(FindingCodes.Api400Search, "observation-400", LadderRung.DataVisible, EhrVendor, Warning),
        new(FindingCodes.ApiBundlePages, "bundle-pages-internal-host", LadderRung.PatientRead, Hospital),
        new(FindingCodes.ApiRefAbsolute, "absolute-references", LadderRung.PatientRead, Hospital, Warning),
        new(FindingCodes.ApiRefAbsolute, "absolute-references", LadderRung.PatientRead, Hospital, Warning, ById: true),
        new(FindingCodes.ApiWrongSite, "wrong-site", LadderRung.PatientRead, Hospital),
    ];
}
