using EhrAdapters.Diagnosis;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis;

/// <summary>Proves of a finding whose move it is, and that neither it nor its letter opens a door.</summary>
internal static class LetterProof
{
    /// <summary>The first failure of a report, or else its first warning.</summary>
    public static Finding Holds(ConnectionReport report, string code, FaultOwner owner, params string?[] secrets)
    {
        var finding = (report.FirstFailure ?? report.Steps.FirstOrDefault(step => step.State is CheckState.Warning))?.Finding;
        Assert.NotNull(finding);
        return Holds(finding, code, owner, secrets);
    }

    public static Finding Holds(Finding finding, string code, FaultOwner owner, params string?[] secrets)
    {
        Assert.Equal((code, owner), (finding.Code, finding.Owner));
        var letter = LetterWriter.Write(finding, Context);
        Assert.Equal(owner is FaultOwner.OurConfiguration or FaultOwner.OurService, letter is null);
        var all = string.Join('\n', [finding.Cause, finding.Explanation, finding.NextStep, finding.CheckCommand, .. finding.Requests, .. finding.Evidence.Select(item => $"{item.Name}: {item.Value}"), letter?.Subject, letter?.Body]);
        Assert.DoesNotContain("PRIVATE KEY", all, StringComparison.Ordinal);
        Assert.All(secrets.OfType<string>().SelectMany(Pieces), secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
        return finding;
    }

    private static LetterContext Context => new()
    {
        SiteName = "Harbour Hospital",
        Environment = EhrEnvironment.NonProduction,
        VendorName = "Invented EHR",
        Host = "fhir.hospital.example",
        When = new(2026, 3, 2, 15, 4, 5, 678, TimeSpan.Zero),
        Sender = "Maren Quist, onboarding",
    };

    // A key on several lines would slip through as a whole.
    private static IEnumerable<string> Pieces(string secret) =>
        secret.Contains("-----BEGIN", StringComparison.Ordinal)
            ? secret[secret.LastIndexOf("-----BEGIN", StringComparison.Ordinal)..].Split('\n').Where(line => line.Length > 20 && line[0] != '-')
            : [secret];
}
