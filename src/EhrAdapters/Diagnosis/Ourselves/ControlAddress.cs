using System.Net.Http;
using EhrAdapters.Diagnosis.Ladder;
using EhrAdapters.Http;

namespace EhrAdapters.Diagnosis.Ourselves;

/// <summary>Asks an address that always answers, through the same guard, proxy and sockets as any hospital.</summary>
internal static class ControlAddress
{
    internal static async Task<ControlAnswer> AskAsync(Climb climb, CancellationToken cancellationToken)
    {
        var ours = climb.OurSide;
        if (climb.Connection.Environment is EhrEnvironment.Simulator || ours.ControlAddress is not { } address)
            return ControlAnswer.None;
        var started = climb.Time.GetTimestamp();
        try
        {
            ControlAnswer answer = ControlAnswer.None;
            var inTime = await climb.WithinAsync(ours.Limit, async token => answer = await HeadAsync(climb, address, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            return (inTime ? answer : ControlAnswer.Silent(FindingCodes.HttpTimeout)) with { Elapsed = climb.Time.GetElapsedTime(started) };
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return ControlAnswer.Silent(ExceptionDiagnosis.Explain(fault, address, climb.Words).Code) with { Elapsed = climb.Time.GetElapsedTime(started) };
        }
    }

    private static async Task<ControlAnswer> HeadAsync(Climb climb, Uri address, CancellationToken cancellationToken)
    {
        var limits = new EhrAdapterOptions { ConnectTimeout = climb.OurSide.Limit };
        using var client = new HttpClient(HandlerFactory.Create(climb.OurSide.AllowPrivateNetwork, limits, climb.Time, climb.Network)) { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        var sent = climb.Time.GetUtcNow();
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var back = climb.Time.GetUtcNow();
        // Whatever the status: somebody out there answered. The header counts whole seconds, so half of one is the fairest guess.
        return new(true, null, response.Headers.Date is { } date ? date.AddMilliseconds(500) - (sent + ((back - sent) / 2)) : null);
    }
}

/// <summary>What came of asking the control address.</summary>
/// <param name="Answered">Null where there is none to ask.</param>
/// <param name="Code">Why there was no answer.</param>
/// <param name="ClockOffset">How far its clock is ahead of ours, to the second, where it told.</param>
internal sealed record ControlAnswer(bool? Answered, string? Code, TimeSpan? ClockOffset)
{
    public static readonly ControlAnswer None = new(null, null, null);

    public TimeSpan Elapsed { get; init; }

    public static ControlAnswer Silent(string code) => new(false, code, null);
}
