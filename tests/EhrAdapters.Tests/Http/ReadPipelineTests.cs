using EhrAdapters.Diagnosis;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EhrAdapters.Tests.Http;

public sealed class ReadPipelineTests
{
    private const string Patient = """{"resourceType":"Patient","id":"p1"}""";

    private readonly FakeTimeProvider time = new(TestConnections.Now) { AutoAdvanceAmount = TimeSpan.Zero };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Passing_fault_is_tried_again(int status)
    {
        var stub = new StubHandler((_, number) => number == 0 ? StubHandler.Answer(status, "") : StubHandler.Answer(200, Patient));

        Assert.True((await ReadAsync(stub, retries: 2)).Succeeded);
        Assert.Equal(2, stub.Asked.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(501)]
    public async Task Lasting_refusal_is_not_repeated(int status)
    {
        var stub = StubHandler.Always(status, "");

        Assert.False((await ReadAsync(stub, retries: 2)).Succeeded);
        Assert.Single(stub.Asked);
    }

    [Fact]
    public async Task Retries_end_and_tell_the_last_fault()
    {
        var stub = StubHandler.Always(503, "");

        Assert.Equal(FindingCodes.Http503, (await ReadAsync(stub, retries: 2)).Finding?.Code);
        Assert.Equal(3, stub.Asked.Count);
    }

    [Fact]
    public async Task Load_generator_without_retries_sees_every_fault()
    {
        var stub = StubHandler.Always(503, "");

        Assert.False((await ReadAsync(stub, retries: 0)).Succeeded);
        Assert.Single(stub.Asked);
    }

    [Fact]
    public async Task Short_retry_after_is_waited_for()
    {
        var started = time.GetUtcNow();
        var stub = new StubHandler((_, number) => number == 0 ? StubHandler.Answer(429, "", headers: ("Retry-After", "7")) : StubHandler.Answer(200, Patient));

        Assert.True((await ReadAsync(stub, retries: 1)).Succeeded);
        Assert.True(time.GetUtcNow() - started >= TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Long_retry_after_is_reported_at_once()
    {
        var stub = StubHandler.Always(429, "", headers: ("Retry-After", "120"));

        var finding = (await ReadAsync(stub, retries: 2)).Finding!;

        Assert.Equal(FindingCodes.Http429, finding.Code);
        Assert.Equal(TimeSpan.FromSeconds(120), finding.Retry.After);
        Assert.Single(stub.Asked);
    }

    [Fact]
    public async Task Cut_connection_is_tried_again()
    {
        var stub = new StubHandler((_, number) => number == 0
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "cut", new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionReset))
            : StubHandler.Answer(200, Patient));

        Assert.True((await ReadAsync(stub, retries: 1)).Succeeded);
    }

    [Fact]
    public async Task Cancellation_by_the_caller_is_not_a_finding()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        using var adapter = TestConnections.Adapter(StubHandler.Always(200, Patient));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => adapter.ReadPatientAsync("p1", stop.Token));
    }

    // Turns the clock while the pipeline waits on it, so that no test waits in real time.
    private async Task<EhrResult<Hl7.Fhir.Model.Patient>> ReadAsync(StubHandler stub, int retries)
    {
        using var adapter = TestConnections.Adapter(stub, time: time, options: new EhrAdapterOptions { Retries = retries });
        var reading = adapter.ReadPatientAsync("p1", Token);
        while (!reading.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        return await reading;
    }
}
