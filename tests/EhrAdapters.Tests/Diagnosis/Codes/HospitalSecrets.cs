using System.Text.RegularExpressions;
using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using EhrAdapters.Tests.Contract;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis.Codes;

/// <summary>Everything of one hospital that no finding, no evidence and no letter may hold.</summary>
internal sealed class HospitalSecrets
{
    private readonly SimulatedSite site;
    private readonly List<string> forbidden;

    private HospitalSecrets(SimulatedSite site, IEnumerable<string> forbidden) => (this.site, this.forbidden) = (site, [.. forbidden.Distinct()]);

    /// <summary>The FHIR ID of the first test patient.</summary>
    public required string FhirId { get; init; }

    public static async Task<HospitalSecrets> OfAsync(SimulatedSite site)
    {
        using var adapter = site.Adapter();
        List<string> words = [.. site.Mrns];
        string? first = null;
        foreach (var mrn in site.Mrns)
        {
            var patient = (await adapter.FindPatientsByMrnAsync(mrn, TestContext.Current.CancellationToken)).Value![0];
            first ??= patient.Id;
            words.Add(patient.Id!);
            words.AddRange(patient.Name.SelectMany(name => name.Given.Append(name.Family)).OfType<string>());
            words.AddRange(patient.Identifier.Select(identifier => identifier.Value?.Trim()).OfType<string>());
        }

        if (site.Secrets.ClientSecret is { } secret)
            words.Add(secret);
        words.AddRange((site.Secrets.PrivateKeyPem ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 20));
        // A patient may be called as the town is; the hospital's own name is no secret.
        return new(site, words.Where(word => word.Length > 2 && !site.Slug.Contains(word, StringComparison.OrdinalIgnoreCase))) { FhirId = first! };
    }

    public void AssertAbsentFrom(Finding finding, LadderStep step, Letter? letter)
    {
        var text = string.Join('\n', [
            finding.Cause, finding.Explanation, finding.NextStep, finding.CheckCommand, step.Note, step.Measured, letter?.Subject, letter?.Body, .. finding.Requests,
            .. finding.Evidence.Concat(step.Evidence).Select(fact => $"{fact.Name}: {fact.Value}"),
        ]).Replace(site.Connection.FhirBaseUrl.Authority, "host", StringComparison.Ordinal);
        Assert.DoesNotContain(forbidden, word => Regex.IsMatch(text, $@"(?<![\w.-]){Regex.Escape(word)}(?![\w])", RegexOptions.IgnoreCase));
        // Tokens of the simulator have 64 characters; nothing that we show is as long.
        Assert.DoesNotMatch("[A-Za-z0-9_-]{60,}", text);
        Assert.DoesNotContain("Bearer ", text, StringComparison.Ordinal);
    }

    public Letter? Letter(Finding finding, VendorFacts vendor) => LetterWriter.Write(finding, new()
    {
        SiteName = site.Slug,
        Environment = site.Connection.Environment,
        VendorName = vendor.Name,
        Host = site.Connection.FhirBaseUrl.Host,
        ClientId = site.Connection.SignIn.ClientId,
        KeyId = site.Connection.SignIn.KeyId,
        Thumbprint = site.Secrets.PrivateKeyPem is { } pem ? PublicJwk.FromPem(pem).Thumbprint : null,
        When = new(2026, 3, 2, 15, 4, 5, TimeSpan.Zero),
        ProvenFine = ["the name resolves", "the port accepts our connection"],
        OwnChecks = ["our clock is right"],
        Sender = "Maren Quist, onboarding",
    });

    internal sealed record VendorFacts(string Name);
}
