using Resource = Hl7.Fhir.Model.Resource;

namespace Onboarding.Stages.Samples;

/// <summary>Reads ids off records that hospitals sent wrong.</summary>
internal static class ResourceIds
{
    /// <summary>The logical id; null where there is none that can be read.</summary>
    internal static string? Of(Resource? resource)
    {
        try
        {
            return resource?.Id;
        }
        // The SDK throws with many types when a part of the wrong shape is asked for.
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return null;
        }
    }
}
