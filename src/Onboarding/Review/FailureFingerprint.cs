using System.Security.Cryptography;
using System.Text;
using Onboarding.Evidence;
using Onboarding.Lifecycle;

namespace Onboarding.Review;

/// <summary>
/// What makes two failures the same one: stage, vendor, code and field or check. Neither the site nor its environment nor its
/// settings are in it, so that one cause at many hospitals is one thing to decide.
/// </summary>
public static class FailureFingerprint
{
    private const int Length = 12;

    /// <summary>Twelve letters and digits, the same on every machine.</summary>
    public static string Of(Stage stage, string? vendor, ResultRow row)
    {
        var said = string.Join('\n', Json.Word(stage), vendor ?? "", row.Code.ToUpperInvariant(), Place(row.Check));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(said)))[..Length];
    }

    /// <summary>As people compare it: "7C2E·91A4".</summary>
    public static string Shown(string fingerprint) => $"{fingerprint[..4]}·{fingerprint[4..8]}";

    /// <summary>The field or check without what differs from run to run: "Patients 3, 4" and "Patient 7" are the same place.</summary>
    public static string Place(string check)
    {
        var words = check.ToLowerInvariant().Split([' ', ',', ';', ':', '.', '\t'], StringSplitOptions.RemoveEmptyEntries).Where(word => !word.All(char.IsAsciiDigit));
        return string.Join(' ', words.Select(word => word is "patients" ? "patient" : word));
    }
}
