using Microsoft.AspNetCore.Components;
using Onboarding.Stages.GoLive.Plan;

namespace Portal.Components.Stages.GoLive.Planning;

/// <summary>What the hospital has done, noted with its own number.</summary>
public sealed partial class PlanTasksPart
{
    /// <summary>The plan as stored, for who noted what.</summary>
    [Parameter]
    public PlanContent? Stored { get; set; }

    private static string Example(HospitalTaskKind kind) => kind switch
    {
        HospitalTaskKind.SecurityReview => "SEC-17",
        HospitalTaskKind.Agreement => "BAA of 11 May",
        HospitalTaskKind.ChangeApproval => "HL-2208",
    };
}
