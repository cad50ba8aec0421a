using Resource = Hl7.Fhir.Model.Resource;

namespace Onboarding.Stages.Samples;

/// <summary>Reads off records that hospitals sent wrong: the SDK throws, with many types, when a part of the wrong shape is asked for.</summary>
internal static class ResourceIds
{
    /// <summary>The logical id; null where there is none that can be read.</summary>
    internal static string? Of(Resource? resource) => Read(() => resource?.Id, null);

    internal static T Read<T>(Func<T> read, T whereItCannotBeRead)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return whereItCannotBeRead;
        }
    }
}
