using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Portal.Components.Controls;

namespace Portal.Components.Stages.TestConnection;

/// <summary>The rungs by a short name, for the picture and for what is proven fine.</summary>
public static class RungNames
{
    private const int LongestDetail = 18;

    // In the order of the checks' own names; a code of the taxonomy says what went wrong, the check says which rung it is.
    private static readonly (string Check, string Name)[] Names =
    [
        ("Settings fit together", "Settings"), ("Name resolves", "Name"), ("Port answers", "Network"), ("Encryption holds", "Certificate"),
        ("Server answers", "Web answer"), ("Speaks FHIR R4", "FHIR"), ("Says how to sign in", "Discovery"), ("Signs us in", "Sign-in"), ("One patient can be read", "First read"), ("Records are visible", "Data visible"),
    ];

    public static string Of(ResultRow row) => Names.FirstOrDefault(rung => rung.Check == row.Check).Name ?? row.Check;

    /// <summary>Below the name: what was measured, as far as it is short enough to stand there.</summary>
    public static string Detail(ResultRow row) =>
        row.State is not (CheckState.NotReached or CheckState.NotApplicable) && Brief(row.Measured) is { Length: > 0 and <= LongestDetail } measured ? measured : row.State switch
        {
            CheckState.NotReached => "not reached",
            CheckState.NotApplicable => "does not apply",
            CheckState.Passed => "fine",
            CheckState.Failed => "failed",
            CheckState.Warning => "warning",
            CheckState.CouldNotAssess => "not assessed",
        };

    /// <summary>The whole ladder while it is climbed: what was not reached yet stands there too.</summary>
    public static IReadOnlyList<ResultRow> WithPending(IReadOnlyList<ResultRow> soFar) =>
    [
        .. soFar,
        .. Names.Where(rung => soFar.All(row => row.Check != rung.Check)).Select(rung => new ResultRow { Code = "", Check = rung.Check, State = CheckState.NotReached }),
    ];

    /// <summary>The same as <see cref="Detail"/>, for a ladder that is still climbed.</summary>
    public static string DetailSoFar(ResultRow row) => row is { State: CheckState.NotReached, Code: "" } ? "to come" : Detail(row);

    // "answered in 212 ms" is 212 ms under "Web answer".
    private static string? Brief(string? measured) => measured is null ? null
        : measured.IndexOf(" in ", StringComparison.Ordinal) is var at and > 0 && measured.EndsWith('s') ? measured[(at + 4)..]
        : measured.StartsWith("in ", StringComparison.Ordinal) ? measured[3..] : measured;
}
