using EhrAdapters.Diagnosis;
using EhrAdapters.Tests.Contract;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis.Codes;

/// <summary>One climb of the whole ladder against a simulated hospital, and what must never be seen of it.</summary>
internal sealed class LadderRun(SimulatedHospitals hospitals, string slug)
{
    private SimulatedSite? site;

    public string? Secret { get; init; }

    public string? ClientId { get; init; }

    public IReadOnlyList<string>? Scopes { get; init; }

    public Uri? PublicKeysUrl { get; init; }

    public Func<SimulatedSite, SimulatedSite> Change { get; init; } = site => site;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The adapters of one portal: they share the memory of refusals.</summary>
    public EhrAdapterFactory Adapters { get => field ??= new EhrAdapterFactory(Time); init; }

    public EhrAdapterOptions Limits { get; init; } = new() { Retries = 0 };

    public SimulatedSite Site => site!;

    public async Task<ConnectionReport> ClimbAsync()
    {
        var file = await hospitals.SiteAsync(slug);
        file = file.WithSignIn(signIn => signIn with { ClientId = ClientId ?? signIn.ClientId, Scopes = Scopes ?? signIn.Scopes });
        site = Change(Secret is null ? file : file with { Secrets = new ConnectionSecrets { ClientSecret = Secret } });
        return await new ConnectionLadder(Adapters, Time, Limits).ClimbAsync(
            new(site.Connection, site.Secrets) { TestPatient = new(TestPatientKind.Mrn, site.Mrns[0]), PublicKeysUrl = PublicKeysUrl },
            null,
            TestContext.Current.CancellationToken);
    }

    public Letter? Letter(Finding finding) => LetterWriter.Write(finding, new LetterContext
    {
        SiteName = "Lakeside West",
        Environment = Site.Connection.Environment,
        VendorName = "Invented EHR",
        Host = Site.Connection.FhirBaseUrl.IdnHost,
        ClientId = Site.Connection.SignIn.ClientId,
        KeyId = Site.Connection.SignIn.KeyId,
        When = TestConnections.Now,
        Sender = "Maren Quist, onboarding",
    });

    /// <summary>Neither evidence nor letter holds the secret, a token, a private key or an assertion.</summary>
    public void HoldsNothingSecret(LadderStep step)
    {
        var letter = step.Finding is null ? null : Letter(step.Finding);
        List<string?> seen = [letter?.Subject, letter?.Body, step.Note, step.Measured, .. step.Evidence.Select(item => item.Value)];
        if (step.Finding is { } finding)
            seen.AddRange([finding.Cause, finding.Explanation, finding.NextStep, finding.CheckCommand, .. finding.Requests, .. finding.Evidence.Select(item => item.Value)]);
        var everything = string.Join('\n', seen);
        if (Site.Secrets.ClientSecret is { } secret)
            Assert.DoesNotContain(secret, everything, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", everything, StringComparison.Ordinal);
        // Tokens of the simulated hospitals are 64 letters long; a key thumbprint has 43.
        Assert.DoesNotMatch("[A-Za-z0-9_-]{60,}", everything);
        Assert.DoesNotContain(Site.Mrns[0], everything, StringComparison.Ordinal);
    }
}
