using Onboarding.Evidence;

namespace Portal.Components.Stages.TestConnection;

/// <summary>The rungs by a short name, for the picture.</summary>
public static class RungNames
{
    // In the order of the checks' own names; a code of the taxonomy says what went wrong, the check says which rung it is.
    private static readonly (string Check, string Name)[] Names =
    [
        ("Settings fit together", "Settings"), ("Name resolves", "Name"), ("Port answers", "Network"), ("Encryption holds", "Certificate"),
        ("Server answers", "Web answer"), ("Speaks FHIR R4", "FHIR"), ("Says how to sign in", "Discovery"), ("Signs us in", "Sign-in"), ("One patient can be read", "First read"), ("Records are visible", "Data visible"),
    ];

    public static string Of(ResultRow row) => Names.FirstOrDefault(rung => rung.Check == row.Check).Name ?? row.Check;
}
