using EhrAdapters.Mapping;

namespace Onboarding.Stages.MapFields.OpenPoints;

/// <summary>Open points as people read them: what it is, how much, what to do.</summary>
public static class OpenPointWords
{
    public static string Title(this OpenPointKind kind) => kind switch
    {
        OpenPointKind.TwoValues => "Two values",
        OpenPointKind.SamePlace => "One place, two fields",
        OpenPointKind.NotMapped => "Not mapped",
        OpenPointKind.NeverFilled => "Never filled",
        OpenPointKind.CodesOpen => "Codes open",
        OpenPointKind.DiffersFromTemplate => "Differs from the template",
        OpenPointKind.OneWay => "One way",
    };

    /// <param name="label">Gives the label of a field's id.</param>
    public static string Cause(this OpenPoint point, Func<string, string> label) => point.Kind switch
    {
        OpenPointKind.TwoValues => $"On {point.Count} of {point.Of} another known place holds a different value.",
        OpenPointKind.SamePlace => $"It is read where “{label(point.OtherFieldId!)}” is read.",
        OpenPointKind.NotMapped when point.Needed => "It has no place yet, and the product cannot work without it.",
        OpenPointKind.NotMapped => "It has no place yet; most patients should have it.",
        OpenPointKind.NeverFilled => $"None of {point.Of} has a value at its place.",
        OpenPointKind.CodesOpen => $"{point.Of - point.Count} of {point.Of} codes are mapped; {Codes(point.Count)} cover{(point.Count == 1 ? "s" : "")} {point.Covered} of {point.Values} records.",
        OpenPointKind.DiffersFromTemplate => "The company’s template reads it elsewhere, or translates other codes.",
        OpenPointKind.OneWay => $"{point.Count} of {point.Of} hospital codes share one of ours; from ours nobody can tell which it was.",
    };

    public static string Next(this OpenPointKind kind) => kind switch
    {
        OpenPointKind.TwoValues => "Look at both in the preview, and ask the hospital which counts.",
        OpenPointKind.SamePlace => "Give one of the two another place.",
        OpenPointKind.NotMapped => "Accept the suggestion, or choose a place.",
        OpenPointKind.NeverFilled => "Choose another place, or ask the hospital whether it keeps this at all.",
        OpenPointKind.CodesOpen => "Fill the code map, or ask the interface analyst.",
        OpenPointKind.DiffersFromTemplate => "Leave it where this hospital really differs; otherwise take the template’s.",
        OpenPointKind.OneWay => "Nothing, as long as nobody writes back.",
    };

    private static string Codes(int count) => count == 1 ? "1 code" : $"{count} codes";
}
