using System.Globalization;

namespace Onboarding.Stages.ValidatePatients.Records;

/// <summary>Shares as people read them.</summary>
internal static class Shares
{
    internal static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} %");
}
