namespace EhrAdapters.Diagnosis;

/// <summary>The six honest states. Every check, in every stage and after go-live, ends in exactly one of them.</summary>
public enum CheckState
{
    /// <summary>Checked and right.</summary>
    Passed,

    /// <summary>Checked and wrong; closes the gate.</summary>
    Failed,

    /// <summary>Checked; worth a look, does not close the gate.</summary>
    Warning,

    /// <summary>Does not apply here; leaves the denominator.</summary>
    NotApplicable,

    /// <summary>Something was missing; the row says what would unlock it.</summary>
    CouldNotAssess,

    /// <summary>An earlier check stopped the ladder.</summary>
    NotReached,
}

/// <summary>Who has to act. H, V and N of the diagnosis taxonomy, and its U as one of the two of ours.</summary>
public enum FaultOwner
{
    /// <summary>The hospital's interface analyst or EHR team.</summary>
    Hospital,

    /// <summary>The EHR vendor.</summary>
    EhrVendor,

    /// <summary>Network or security at the hospital.</summary>
    HospitalNetwork,

    /// <summary>What was typed into the portal.</summary>
    OurConfiguration,

    /// <summary>Our own service or network.</summary>
    OurService,

    /// <summary>The evidence does not say.</summary>
    NotSure,
}

/// <summary>How sure a finding is of its cause.</summary>
public enum Confidence
{
    /// <summary>The evidence allows no other reading.</summary>
    Certain,

    /// <summary>The usual cause of what was seen.</summary>
    Likely,

    /// <summary>One cause of several.</summary>
    Guess,
}
