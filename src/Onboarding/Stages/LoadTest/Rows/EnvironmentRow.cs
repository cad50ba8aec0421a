using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;

namespace Onboarding.Stages.LoadTest;

/// <summary>The stamp of a rehearsal: where it was measured, and that it never counts for production.</summary>
internal static class EnvironmentRow
{
    public static ResultRow? Of(LoadCase test) => LoadVerdict.IsRehearsal(test.Environment)
        ? new()
        {
            Code = "LOAD-ENVIRONMENT",
            Check = "Counts for production",
            State = CheckState.NotApplicable,
            Message = $"Measured on a {(test.Environment is EhrEnvironment.Simulator ? "simulator" : "sandbox")}. This result never counts for production.",
        }
        : null;
}
