using System.Text.RegularExpressions;
using EhrAdapters.Diagnosis;
using EhrAdapters.Fhir;
using EhrAdapters.Vendors.FhirR4;

namespace EhrAdapters.Vendors.Athenahealth;

/// <summary>athenahealth: the MRN is the number after <c>E-</c> in an id that names the practice unless the practice keeps a pool of its own, and tokens are rationed by the minute.</summary>
internal sealed partial class AthenahealthAdapter(AdapterContext context) : FhirR4Adapter(context)
{
    private const string PatientSystem = "https://fhir.athena.io/sid/ah-patient";

    private readonly TimeProvider time = context.Time;

    /// <inheritdoc/>
    protected override SearchQuery MrnQuery(string mrn) => Connection.Option(OptionKeys.MrnSystem) is { } own && own != PatientSystem
        ? SearchQuery.Of("identifier", Token(own, mrn))
        : SearchQuery.Of("identifier", Token(PatientSystem, WholeId().IsMatch(mrn) ? mrn : $"a-{Connection.Option(OptionKeys.Practice)}.E-{mrn}"));

    /// <inheritdoc/>
    protected override Finding Refine(Finding finding) => finding.Code switch
    {
        FindingCodes.Oauth429 => finding with { Retry = new RetryAdvice(true, UntilFullMinute(), "athenahealth counts token requests by the minute; wait until the next one.") },
        FindingCodes.OauthInvalidClient => finding with
        {
            Explanation = "athenahealth gives one answer for a wrong client ID or secret, for an app of the wrong kind and for a scope that is not ticked for the app. "
                + "Compare the client ID with the developer portal of this environment, then the ticked scopes.",
            Requests = [.. finding.Requests, "Please confirm that your practice has authorised our app."],
        },
        _ => finding,
    };

    private TimeSpan UntilFullMinute() => TimeSpan.FromSeconds(60 - time.GetUtcNow().Second);

    [GeneratedRegex(@"^a-\d+\.E-\d+$")]
    private static partial Regex WholeId();
}
