using System.Buffers;
using System.Net.Http;

namespace EhrAdapters.Http;

/// <summary>Reads a body up to a limit, counted after decompression, so that neither a huge answer nor a small bomb fills memory.</summary>
internal static class BodyReader
{
    private const int BufferBytes = 16 * 1024;

    internal sealed record Body(byte[] Bytes, bool Truncated, bool TooLarge);

    public static async Task<Body> ReadAsync(HttpContent content, long limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
            return new Body([], Truncated: false, TooLarge: true);
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var kept = new MemoryStream(content.Headers.ContentLength is { } length ? (int)Math.Min(length, limit) : 0);
            // Borrowed: a load test reads thousands of answers a second.
            var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
            try
            {
                int read;
                while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
                {
                    if (kept.Length + read > limit)
                        return new Body([], Truncated: false, TooLarge: true);
                    kept.Write(buffer, 0, read);
                }
            }
            // Cut by the server, by a device in the way, or inside the compressed stream.
            catch (Exception fault) when (fault is IOException or InvalidDataException)
            {
                return new Body(kept.ToArray(), Truncated: true, TooLarge: false);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            }

            return new Body(kept.ToArray(), Truncated: false, TooLarge: false);
        }
    }
}
