using EhrAdapters.Diagnosis.Ladder;
using EhrAdapters.SignIn;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EhrAdapters.Diagnosis.Ourselves;

/// <summary>Signs two assertions that are never sent and reads them back as a strict server would.</summary>
internal static class AssertionCheck
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(300);

    internal static async Task<SelfCheck> RunAsync(Climb climb, CancellationToken cancellationToken)
    {
        var settings = climb.Connection.SignIn;
        var made = ClientAssertion.Create(settings, climb.Secrets);
        if (made.Value is not { } signer)
            return new() { Kind = SelfCheckKind.Assertion, State = CheckState.CouldNotAssess, Note = "The private key has to be put right first." };
        using (signer)
        {
            var endpoint = await climb.TokenEndpoint.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            var now = climb.Time.GetUtcNow();
            var (one, two) = (signer.Sign(endpoint ?? climb.Connection.FhirBaseUrl, now), signer.Sign(endpoint ?? climb.Connection.FhirBaseUrl, now));
            return Judge(climb, endpoint, new(one), new(two), await VerifiesAsync(one, climb).ConfigureAwait(false));
        }
    }

    private static SelfCheck Judge(Climb climb, Uri? endpoint, JsonWebToken one, JsonWebToken two, bool verifies)
    {
        var settings = climb.Connection.SignIn;
        var audience = one.Audiences.Single();
        var life = one.ValidTo - one.IssuedAt;
        IReadOnlyList<EvidenceItem> evidence =
        [
            new("Audience", audience),
            new("Token endpoint", endpoint?.GetLeftPart(UriPartial.Path) ?? "not known yet"),
            new("Assertion life", $"{life.TotalSeconds:0} s"),
            new("Key ID", one.Kid),
            new("Algorithm", one.Alg),
        ];
        var problem = one switch
        {
            _ when one.Issuer != settings.ClientId || one.Subject != settings.ClientId => "issuer and subject are not both our client ID",
            _ when life > LongestLife => "it lives longer than five minutes",
            _ when one.Id.Length == 0 || one.Id == two.Id => "two messages carry the same ID",
            _ when one.Alg != settings.Algorithm => "it is signed with another algorithm than the one set",
            _ when !string.IsNullOrWhiteSpace(settings.KeyId) && one.Kid != settings.KeyId => "it names another key ID than the one set",
            _ when !verifies => "its signature does not fit our public key",
            _ => null,
        };
        if (problem is not null)
            return new() { Kind = SelfCheckKind.Assertion, State = CheckState.Failed, Finding = climb.Find(FindingCodes.SelfAssertion, evidence, ("problem", problem)), Evidence = evidence };
        if (endpoint is not null && audience != endpoint.AbsoluteUri)
            return new() { Kind = SelfCheckKind.Assertion, State = CheckState.Warning, Finding = OtherAudience(evidence), Evidence = evidence, Measured = "another audience" };
        return new()
        {
            Kind = SelfCheckKind.Assertion,
            State = CheckState.Passed,
            Measured = $"valid for {life.TotalSeconds:0} s",
            Evidence = evidence,
            Note = endpoint is null ? "The audience could not be compared, because the token endpoint is not known yet." : null,
        };
    }

    // A server behind a gateway may want another name than the one we call, so this is a doubt only.
    private static Finding OtherAudience(IReadOnlyList<EvidenceItem> evidence) => FindingCatalog.Create(
        FindingCodes.CfgOption,
        evidence,
        new Dictionary<string, string> { ["setting"] = "The audience", ["problem"] = "it is set by hand and is not the token endpoint; most servers demand exactly the token endpoint" },
        Confidence.Likely) with { State = CheckState.Warning };

    private static async Task<bool> VerifiesAsync(string assertion, Climb climb)
    {
        using var key = SigningKeys.Read(climb.Secrets.PrivateKeyPem!)!;
        var verified = await new JsonWebTokenHandler().ValidateTokenAsync(assertion, new TokenValidationParameters
        {
            IssuerSigningKey = new JsonWebKey(PublicJwk.From(key, null).Jwk.ToJsonString()) { Kid = new JsonWebToken(assertion).Kid },
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        }).ConfigureAwait(false);
        return verified.IsValid;
    }
}
