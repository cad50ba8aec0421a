using Onboarding.Stages.Samples;
using Resource = Hl7.Fhir.Model.Resource;

namespace Onboarding.Stages.ValidatePatients.Records;

/// <summary>Everything that was fetched, each resource once however often its patient was named.</summary>
internal static class FetchedResources
{
    internal static IReadOnlyList<Resource> Of(SampleSet fetched) =>
    [
        .. fetched.Found.SelectMany(sample => (IEnumerable<Resource>)[sample.Resource!, .. sample.Records])
            .DistinctBy(resource => ResourceIds.Of(resource) is { } id ? (object)(resource.TypeName, id) : resource),
    ];
}
