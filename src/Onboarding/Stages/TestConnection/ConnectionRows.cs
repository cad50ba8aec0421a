using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Runs;

namespace Onboarding.Stages.TestConnection;

/// <summary>Turns what the ladder and the checks of ourselves found into result rows.</summary>
internal sealed class ConnectionRows(FindingLetters letters, StageRunContext context)
{
    /// <summary>
    /// The rows of a whole report. A fault of ours stands first where it explains what failed; elsewhere it is a warning,
    /// because the ladder itself shows that the connection does not suffer from it.
    /// </summary>
    internal IReadOnlyList<ResultRow> Of(ConnectionReport report)
    {
        var proven = report.SelfChecks.Where(check => check.State is CheckState.Passed).Select(check => SelfChecks.Proven(check.Kind)).ToList();
        var own = report.SelfChecks.Select(check => (Row: Row(check, report.FirstFailure?.Rung), Explains: Explains(check, report.FirstFailure?.Rung))).ToList();
        return
        [
            .. own.Where(check => check.Explains).Select(check => check.Row),
            .. report.Steps.Select((step, index) => Row(step, [.. report.Steps.Take(index)], proven)),
            .. own.Where(check => !check.Explains).Select(check => check.Row),
        ];
    }

    internal ResultRow Row(LadderStep step, IReadOnlyList<LadderStep> before, IReadOnlyList<string> ours)
    {
        var check = Rungs.Check(step.Rung);
        if (step.Finding is { } finding)
        {
            string[] proven = [.. before.Where(earlier => earlier.State is CheckState.Passed or CheckState.Warning).Select(earlier => Rungs.Proven(earlier.Rung))];
            var row = letters.Row(check, finding, context, step.Measured, proven, ours);
            return row with { State = step.State, Limit = Rungs.Limit(step.Rung), Evidence = [.. row.Evidence, .. step.Evidence.Except(finding.Evidence)] };
        }

        return new()
        {
            Code = Rungs.Code(step.Rung),
            Check = check,
            State = step.State,
            Measured = step.Measured,
            Limit = step.State is CheckState.Passed ? Rungs.Limit(step.Rung) : null,
            Message = step.Note ?? Rungs.About(step.Rung),
            Evidence = step.Evidence,
        };
    }

    private ResultRow Row(SelfCheck own, LadderRung? failed)
    {
        var (check, limit) = (SelfChecks.Check(own.Kind), SelfChecks.Limit(own.Kind, context.Connection?.SignIn ?? new SignInSettings()));
        var row = own.Finding is { } finding
            ? letters.Row(check, finding, context, own.Measured)
            : new ResultRow { Code = SelfChecks.Code(own.Kind), Check = check, State = own.State, Measured = own.Measured, Message = own.Note };
        return row with
        {
            State = own.State is CheckState.Failed && !Explains(own, failed) ? CheckState.Warning : own.State,
            Limit = own.State is CheckState.NotApplicable or CheckState.NotReached ? null : limit,
            Evidence = [.. row.Evidence, .. own.Evidence.Except(row.Evidence)],
            Group = SelfChecks.Group,
            Needed = false,
        };
    }

    private static bool Explains(SelfCheck own, LadderRung? failed) =>
        own.State is CheckState.Failed && failed is { } rung && SelfChecks.Explains(own.Kind, rung);
}
