using EhrAdapters.Diagnosis.Ladder;
using EhrAdapters.Vendors;

namespace EhrAdapters.Diagnosis.Recognition;

/// <summary>What can be said only after the whole climb: whose software it is, and what a second look made of an early rung.</summary>
internal static class Conclusions
{
    public static ConnectionReport Conclude(this ConnectionReport report, Connection connection, Climb? climb, IReadOnlyList<VendorProfile> profiles) => report with
    {
        Steps = climb?.SecondLook is { } second ? [.. report.Steps.Select(step => step.Rung == second.Rung ? second : step)] : report.Steps,
        Recognised = VendorRecogniser.Recognise(profiles, connection.FhirBaseUrl, climb?.Statement, climb?.Smart),
    };
}
