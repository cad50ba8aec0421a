using EhrAdapters.Diagnosis;
using EhrAdapters.Vendors.FhirR4;

namespace EhrAdapters.Vendors.OracleHealth;

/// <summary>Oracle Health Millennium: one host for all hospitals, the tenant in the path, and a plain-text refusal where it is not enabled.</summary>
internal sealed class OracleHealthAdapter(AdapterContext context) : FhirR4Adapter(context)
{
    /// <inheritdoc/>
    protected override Finding Refine(Finding finding) => finding.Code is FindingCodes.Api403 or FindingCodes.Http404Base
        ? finding with { Requests = [.. finding.Requests, $"Please confirm that our application is provisioned for tenant {Tenant} of this environment."] }
        : finding;

    private string Tenant => Connection.Option(OptionKeys.Tenant) ?? Connection.FhirBaseUrl.Segments[^1].Trim('/');
}
