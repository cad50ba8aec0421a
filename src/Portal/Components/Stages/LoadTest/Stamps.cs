using EhrAdapters;

namespace Portal.Components.Stages.LoadTest;

/// <summary>What a result of a system that nobody treats patients with is worth, in words.</summary>
public static class Stamps
{
    public static string Unneeded(EhrEnvironment environment) => environment is EhrEnvironment.Simulator
        ? "Nobody works on a simulated hospital."
        : "Nobody treats patients on a vendor's sandbox.";

    /// <summary>What stands on a result that proves nothing of the hospital's own system; null where it is one.</summary>
    public static string? Of(EhrEnvironment? environment) => environment switch
    {
        EhrEnvironment.Simulator => "Simulator result",
        EhrEnvironment.Sandbox => "Sandbox result",
        _ => null,
    };

    public static string Worth(EhrEnvironment environment) => environment is EhrEnvironment.Simulator
        ? "Measured on a simulated hospital. It never counts for production."
        : "Measured on the vendor's sandbox, which is another machine than the hospital's. It never counts for production.";
}
