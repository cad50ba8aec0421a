using EhrAdapters.Diagnosis;
using Onboarding.Evidence;

namespace Onboarding.Stages;

/// <summary>What keeps a stage from beginning.</summary>
internal static class StageProblems
{
    internal static readonly ResultRow NoConnection = new()
    {
        Code = FindingCodes.CfgMissing,
        Check = "Connection",
        State = CheckState.Failed,
        Owner = FaultOwner.OurConfiguration,
        Message = "No connection is configured yet.",
        NextStep = "Fill in the connection on the configuration page.",
    };

    internal static readonly ResultRow NoPatients = new()
    {
        Code = "PATIENTS-NAMED",
        Check = "Test patients",
        State = CheckState.CouldNotAssess,
        Measured = "0 named",
        Owner = FaultOwner.Hospital,
        Message = "The hospital has named no test patient yet, so nothing can be read.",
        NextStep = "Ask the hospital for ten test patients and enter their numbers on the configuration page.",
    };
}
