using EhrAdapters.Fhir;
using EhrAdapters.Http;
using EhrAdapters.Vendors.FhirR4;

namespace EhrAdapters.Vendors.Epic;

/// <summary>Epic: identifiers are searched by type text, and outcome entries inside bundles are ordinary.</summary>
internal sealed class EpicAdapter(AdapterContext context) : FhirR4Adapter(context)
{
    private const string NoHits = "4101";
    private const string PatientContextCaveat = "4119";

    /// <inheritdoc/>
    protected override SearchQuery MrnQuery(string mrn) =>
        SearchQuery.Of("identifier", Token(Connection.Option(OptionKeys.MrnTypeText) ?? Connection.Option(OptionKeys.MrnSystem), mrn));

    /// <inheritdoc/>
    protected override bool IsNoise(OutcomeIssue issue) =>
        base.IsNoise(issue) || issue.Details.Contains(NoHits) || issue.Details.Contains(PatientContextCaveat);
}
