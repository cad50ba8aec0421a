namespace Onboarding;

/// <summary>Progress told at once and in order; the framework's own posts it to wherever it was made.</summary>
internal sealed class Relay<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}
