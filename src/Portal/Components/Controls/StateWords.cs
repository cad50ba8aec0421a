using EhrAdapters.Diagnosis;
using Onboarding.Evidence;

namespace Portal.Components.Controls;

/// <summary>The six honest states as people see them: a word, a drawing and a colour. The only place that says them.</summary>
public static class StateWords
{
    public static string Word(this CheckState state) => state switch
    {
        CheckState.Passed => "Passed",
        CheckState.Failed => "Failed",
        CheckState.Warning => "Warning",
        CheckState.NotApplicable => "Not applicable",
        CheckState.CouldNotAssess => "Could not assess",
        CheckState.NotReached => "Not reached",
    };

    /// <summary>The end of the symbol's id and of the style's class.</summary>
    public static string Css(this CheckState state) => state switch
    {
        CheckState.Passed => "passed",
        CheckState.Failed => "failed",
        CheckState.Warning => "warning",
        CheckState.NotApplicable => "na",
        CheckState.CouldNotAssess => "unknown",
        CheckState.NotReached => "notreached",
    };

    /// <summary>Reading order: what needs somebody comes first, what is fine comes last.</summary>
    public static int Urgency(this CheckState state) => state switch
    {
        CheckState.Failed => 0,
        CheckState.Warning => 1,
        CheckState.CouldNotAssess => 2,
        CheckState.NotReached => 3,
        CheckState.NotApplicable => 4,
        CheckState.Passed => 5,
    };

    /// <summary>The row that needs somebody most, or null where none does.</summary>
    public static ResultRow? Worst(this IEnumerable<ResultRow> rows) =>
        rows.Where(row => row.State is CheckState.Failed or CheckState.Warning or CheckState.CouldNotAssess).MinBy(row => row.State.Urgency());

    public static string Word(this FaultOwner owner) => owner switch
    {
        FaultOwner.Hospital => "Hospital",
        FaultOwner.EhrVendor => "EHR vendor",
        FaultOwner.HospitalNetwork => "Hospital network",
        FaultOwner.OurConfiguration => "Us, settings",
        FaultOwner.OurService => "Us, our service",
        FaultOwner.NotSure => "Not sure yet",
    };

    public static string Icon(this FaultOwner owner) => owner switch
    {
        FaultOwner.Hospital => "i-hospital",
        FaultOwner.EhrVendor => "i-globe",
        FaultOwner.HospitalNetwork => "i-network",
        FaultOwner.OurConfiguration => "i-user",
        FaultOwner.OurService => "i-shield",
        FaultOwner.NotSure => "i-clock",
    };

    public static string Word(this Confidence confidence) => confidence switch
    {
        Confidence.Certain => "Certain",
        Confidence.Likely => "Likely",
        Confidence.Guess => "One cause of several",
    };
}
