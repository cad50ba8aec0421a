namespace Onboarding.Stages.MapFields.Versions;

/// <summary>Every way the portal says no about a mapping's versions.</summary>
public static class VersionRefusals
{
    public static Refusal NotFound(int number) => new("version-not-found", $"This site has no version {number} of its mapping. Choose one of the list.");

    public static Refusal Same(int number) => new("version-same", $"Version {number} is what is saved now; there is nothing to restore.");
}
