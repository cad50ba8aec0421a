using Onboarding.Directories;

namespace Portal.Glue;

/// <summary>Asks the directories as somebody types: when the typing rests, and only the newest question is answered.</summary>
public sealed class TypedSearch(DirectoryIndex index, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(150);

    private CancellationTokenSource? newest;

    /// <summary>The answer, or null where another question came meanwhile.</summary>
    public async Task<DirectoryFindings?> AskAsync(DirectoryQuery query)
    {
        Dispose();
        using var mine = newest = new CancellationTokenSource();
        try
        {
            await Task.Delay(Rest, time, mine.Token);
            var found = await index.FindAsync(query, mine.Token);
            return newest == mine ? found : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            if (newest == mine) newest = null;
        }
    }

    /// <summary>Forgets the question that is on its way.</summary>
    public void Dispose()
    {
        newest?.Cancel();
        newest = null;
    }
}
