using Xunit;

namespace EhrSimulator.Tests.Support;

/// <summary>Tests that turn dials: each begins with every hospital as it was built, in whatever order they run.</summary>
public abstract class DialTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>, IAsyncLifetime
{
    protected RunningSimulator Simulator { get; } = simulator;

    public async ValueTask InitializeAsync() => await Simulator.ResetAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
