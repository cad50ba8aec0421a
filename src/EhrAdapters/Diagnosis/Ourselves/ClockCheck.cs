using System.Globalization;
using EhrAdapters.Diagnosis.Ladder;

namespace EhrAdapters.Diagnosis.Ourselves;

/// <summary>Our clock against a time server, or against the control address where no time server answers.</summary>
internal static class ClockCheck
{
    // A Date header counts whole seconds.
    private static readonly TimeSpan HeaderIsRough = TimeSpan.FromSeconds(1);

    internal static async Task<ClockReading> RunAsync(Climb climb, Task<ControlAnswer> control, CancellationToken cancellationToken)
    {
        if (climb.Connection.Environment is EhrEnvironment.Simulator)
            return Unread(CheckState.NotApplicable, "A simulated hospital lives on this machine and shares its clock.");
        if (await TimeServer.AskAsync(climb, cancellationToken).ConfigureAwait(false) is { } offset)
            return Judge(climb, offset, TimeSpan.Zero, climb.OurSide.TimeServer!);
        if ((await control.ConfigureAwait(false)).ClockOffset is { } rough)
            return Judge(climb, rough, HeaderIsRough, climb.OurSide.ControlAddress!.IdnHost);
        return Unread(
            CheckState.CouldNotAssess,
            $"Nobody outside told us the time. Allow our server to reach {climb.OurSide.TimeServer ?? "a time server"} on UDP port 123{Or(climb.OurSide.ControlAddress)}; then our clock can be compared.");
    }

    private static ClockReading Judge(Climb climb, TimeSpan offset, TimeSpan rough, string source)
    {
        var apart = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(offset.TotalSeconds):0.0}");
        List<EvidenceItem> evidence = [new("Compared with", source), new("Our clock is behind by", string.Create(CultureInfo.InvariantCulture, $"{offset.TotalSeconds:0.000} s"))];
        var isWrong = offset.Duration() > climb.OurSide.GreatestClockDifference + rough;
        return new(new()
        {
            Kind = SelfCheckKind.Clock,
            State = isWrong ? CheckState.Failed : CheckState.Passed,
            Measured = apart + " s apart",
            Finding = isWrong ? climb.Find(FindingCodes.SelfClock, evidence, ("seconds", apart)) : null,
            Evidence = evidence,
        }, offset);
    }

    private static ClockReading Unread(CheckState state, string note) => new(new() { Kind = SelfCheckKind.Clock, State = state, Note = note }, null);

    private static string Or(Uri? control) => control is null ? "" : $" or {control.IdnHost} on port {control.Port.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>The check, and how far the true time is ahead of ours where it was told.</summary>
internal sealed record ClockReading(SelfCheck Check, TimeSpan? Offset);
