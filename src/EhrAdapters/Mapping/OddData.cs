namespace EhrAdapters.Mapping;

/// <summary>
/// Reads from records that hospitals sent wrong. The SDK keeps what it could not parse and throws, with many exception
/// types, when that part is asked for; the messages may quote the value, so none is kept.
/// </summary>
internal static class OddData
{
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
