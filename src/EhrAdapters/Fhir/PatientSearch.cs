using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;

namespace EhrAdapters.Fhir;

/// <summary>Gathers the patients of a search.</summary>
internal sealed class PatientSearch(Func<Uri, CancellationToken, Task<EhrResult<HttpAnswer>>> read, ResponseDiagnosis diagnosis, Func<OutcomeIssue, bool> isNoise)
    : PagedSearch<Patient>(read, diagnosis, isNoise)
{
    public async Task<EhrResult<IReadOnlyList<Patient>>> RunAsync(Uri first, int limit, CancellationToken cancellationToken) =>
        (await GatherAsync(first, limit, cancellationToken).ConfigureAwait(false)).Select(gathered => gathered.Items);

    protected override SearchPage<Patient>? SortOut(Bundle bundle, Uri address, IReadOnlyList<string> faults) => OddData.Read<SearchPage<Patient>?>(
        () => new([.. BundleParts.Matches(bundle).Select(entry => entry.Resource).OfType<Patient>()], BundleParts.Notes(bundle), BundleParts.Next(bundle, address)), null);

    protected override Resource Resource(Patient item) => item;
}
