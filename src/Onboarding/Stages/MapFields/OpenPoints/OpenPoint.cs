using System.Text.Json.Serialization;
using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.MapFields.OpenPoints;

/// <summary>One thing about a mapping that somebody has to look at. Counts only: it is kept with the run.</summary>
/// <param name="OtherFieldId">The other field, where two are concerned.</param>
/// <param name="Count">How many: patients, codes or values, as the kind says.</param>
/// <param name="Of">Of how many.</param>
public sealed record OpenPoint(OpenPointKind Kind, string FieldId, int Count, int Of, string? OtherFieldId = null)
{
    /// <summary>Values that the unmapped codes cover, of <see cref="Values"/>.</summary>
    public int Covered { get; init; }

    /// <summary>Values seen at the place.</summary>
    public int Values { get; init; }

    /// <summary>The field is needed: the stage fails on it.</summary>
    public bool Needed { get; init; }

    [JsonIgnore]
    public CheckState State => (Kind, Needed) switch
    {
        (OpenPointKind.OneWay or OpenPointKind.DiffersFromTemplate, _) => CheckState.NotApplicable,
        (OpenPointKind.NotMapped or OpenPointKind.NeverFilled or OpenPointKind.CodesOpen, true) => CheckState.Failed,
        _ => CheckState.Warning,
    };

    /// <summary>Who has the next move.</summary>
    [JsonIgnore]
    public FaultOwner Owner => Kind is OpenPointKind.TwoValues or OpenPointKind.CodesOpen ? FaultOwner.Hospital : FaultOwner.OurConfiguration;
}

/// <summary>The kinds, in the order people read them.</summary>
public enum OpenPointKind
{
    /// <summary>Two places of one patient or record hold different values for the field.</summary>
    TwoValues,

    /// <summary>Two fields are read at one place.</summary>
    SamePlace,

    /// <summary>The field is needed or expected and has no place.</summary>
    NotMapped,

    /// <summary>It has a place, and no sample has a value there.</summary>
    NeverFilled,

    /// <summary>Hospital codes without an entry in the code map.</summary>
    CodesOpen,

    /// <summary>The company's template maps the field otherwise.</summary>
    DiffersFromTemplate,

    /// <summary>Hospital codes share one of ours, so that nothing can be written back.</summary>
    OneWay,
}
