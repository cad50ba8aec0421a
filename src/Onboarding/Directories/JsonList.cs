using System.Text;

namespace Onboarding.Directories;

/// <summary>One element of a list, as bytes; null where it is larger than we take.</summary>
internal readonly record struct JsonElementBytes(int Position, ReadOnlyMemory<byte>? Bytes);

/// <summary>
/// Cuts the elements out of one array inside a JSON document of any length, holding one element at a time. It looks at brackets and
/// quotes only, so neither depth nor length nor a broken element can hurt it; whoever takes an element parses it.
/// </summary>
internal sealed class JsonList(Stream stream, IReadOnlyList<string> names)
{
    private readonly StringBuilder key = new();
    private byte[] element = new byte[4096];
    private int length, depth, position, listDepth;
    private bool inString, escaped, expectsValue, tooLarge, inElement, began;

    /// <summary>Null until the end was reached in order; then whether a list was found.</summary>
    public bool? Found { get; private set; }

    /// <summary>False where the first sign is no JSON document's.</summary>
    public bool IsJson { get; private set; } = true;

    public async IAsyncEnumerable<JsonElementBytes> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var ready = new List<JsonElementBytes>();
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            ready.Clear();
            if (!Take(buffer.AsSpan(0, read), ready))
                yield break;
            foreach (var one in ready)
                yield return one;
        }

        IsJson = began;
        if (depth == 0 && began)
            Found = listDepth != 0;
    }

    private bool Take(ReadOnlySpan<byte> bytes, List<JsonElementBytes> ready)
    {
        foreach (var sign in bytes)
        {
            if (!began)
            {
                // White space and the byte order mark may stand in front.
                if (sign is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF)
                    continue;
                if (sign is not ((byte)'{' or (byte)'['))
                    return IsJson = false;
                began = true;
            }

            Step(sign, ready);
        }

        return true;
    }

    private void Step(byte sign, List<JsonElementBytes> ready)
    {
        var inList = listDepth > 0 && depth >= listDepth;
        if (inString)
        {
            if (inList)
                Keep(sign);
            else if (depth == 1 && key.Length < 64)
                key.Append((char)sign);
            if (escaped)
                escaped = false;
            else if (sign is (byte)'\\')
                escaped = true;
            else if (sign is (byte)'"')
                inString = false;
            return;
        }

        switch (sign)
        {
            case (byte)'"':
                inString = true;
                if (inList)
                    Keep(sign);
                else
                    key.Clear();
                break;
            case (byte)'{' or (byte)'[':
                // The list is the root's own array, or the value of one of the names at the root.
                if (listDepth == 0 && sign is (byte)'[' && (depth == 0 || (depth == 1 && expectsValue && IsListName())))
                    listDepth = depth + 1;
                else if (inList)
                    Keep(sign);
                depth++;
                expectsValue = false;
                break;
            case (byte)'}' or (byte)']':
                depth--;
                if (inList && depth >= listDepth)
                    Keep(sign);
                else if (inList)
                    Close(ready);
                // A second list of the same name would be another document's.
                if (listDepth > 0 && depth < listDepth)
                    listDepth = int.MaxValue;
                break;
            case (byte)',' when inList && depth == listDepth:
                Close(ready);
                break;
            default:
                expectsValue = sign is (byte)':' || (expectsValue && sign <= (byte)' ');
                if (inList && (inElement || sign > (byte)' '))
                    Keep(sign);
                break;
        }
    }

    private bool IsListName() => names.Contains(key.ToString().TrimEnd('"'), StringComparer.OrdinalIgnoreCase);

    private void Keep(byte sign)
    {
        inElement = true;
        if (length >= DirectoryLimits.EntryBytes)
        {
            tooLarge = true;
            return;
        }

        if (length == element.Length)
            Array.Resize(ref element, length * 2);
        element[length++] = sign;
    }

    private void Close(List<JsonElementBytes> ready)
    {
        if (inElement)
            ready.Add(new(++position, tooLarge ? default(ReadOnlyMemory<byte>?) : element.AsSpan(0, length).ToArray()));
        (length, tooLarge, inElement) = (0, false, false);
    }
}
