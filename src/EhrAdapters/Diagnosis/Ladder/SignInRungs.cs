using EhrAdapters.Diagnosis.Ourselves;
using EhrAdapters.SignIn;
using EhrAdapters.Vendors;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>Where to sign in, and whether we may.</summary>
internal static class SignInRungs
{
    private const string OpenServer = "This server needs no sign-in.";

    internal static async Task<LadderStep> DiscoverAsync(Climb climb, IEhrAdapter adapter, CancellationToken cancellationToken)
    {
        if (climb.Connection.SignIn.Method is SignInMethod.None)
            return Climb.NotApplicable(LadderRung.SmartDiscovery, OpenServer);
        var answer = await adapter.ReadSmartConfigurationAsync(cancellationToken).ConfigureAwait(false);
        climb.Smart = answer.Value;
        var measured = "answered in " + Climb.Milliseconds(answer.Elapsed);
        if (climb.Connection.SignIn.TokenUrl is { } given)
            return Climb.Passed(LadderRung.SmartDiscovery, measured, Endpoint(climb, given), answer.Value?.TokenEndpoint is null
                ? "The server does not publish its token endpoint; the token URL of the configuration is used."
                : "The token URL of the configuration is used instead of the published one.");
        if (answer.Value?.TokenEndpoint is { } published)
        {
            IReadOnlyList<EvidenceItem> evidence = [.. answer.Evidence, .. Endpoint(climb, published)];
            return Doubt(climb, answer.Value, evidence) is { } doubt
                ? Climb.Of(LadderRung.SmartDiscovery, doubt, measured)
                : Climb.Passed(LadderRung.SmartDiscovery, measured, evidence);
        }

        if (climb.Statement is { } statement && Mapping.OddData.Read(() => SmartDiscovery.TokenEndpoint(statement), null) is { } older)
            // Enough to go on, as with servers older than SMART 2, but worth telling the hospital.
            return Climb.Of(LadderRung.SmartDiscovery, climb.Find(FindingCodes.Smart404, [.. answer.Evidence, .. Endpoint(climb, older)]) with { State = CheckState.Warning }, "token endpoint from the CapabilityStatement");
        return Climb.Of(LadderRung.SmartDiscovery, Refusal(climb, answer));
    }

    internal static async Task<LadderStep> TokenAsync(Climb climb, IEhrAdapter adapter, CancellationToken cancellationToken)
    {
        if (climb.Connection.SignIn.Method is SignInMethod.None)
            return Climb.NotApplicable(LadderRung.Token, OpenServer);
        var answer = await adapter.SignInAsync(cancellationToken).ConfigureAwait(false);
        if (answer.Finding is { } finding)
        {
            if (finding.Code is FindingCodes.OauthInvalidScope)
                // Which of them is refused the server does not say, so the column of granted ones stays open.
                climb.Scopes = ScopeMatrix.Of(climb.Connection.SignIn.Scopes.Count > 0 ? climb.Connection.SignIn.Scopes : adapter.Profile.DefaultScopes, []);
            return Climb.Of(LadderRung.Token, await Blame.JudgeAsync(Delayed(OtherHost(climb, finding), adapter.Profile), climb).ConfigureAwait(false));
        }

        climb.Token = answer.Value!;
        climb.Scopes = ScopeMatrix.Of(climb.Token);
        return Granted(climb.Token, answer);
    }

    private static LadderStep Granted(AccessTokenFacts facts, EhrResult<AccessTokenFacts> answer)
    {
        var measured = "granted in " + Climb.Milliseconds(answer.Elapsed);
        // A secret that has to be sent raw is no fault of anybody's; it is noted and works.
        var doubts = answer.Warnings.Where(warning => warning.Code is not FindingCodes.OauthSecretEncoding).ToArray();
        var raw = doubts.Length < answer.Warnings.Count;
        IReadOnlyList<EvidenceItem> evidence =
        [
            new("Token endpoint", facts.TokenEndpoint.GetLeftPart(UriPartial.Path)),
            new("Token life", $"{facts.ExpiresIn.TotalSeconds:0} s"),
            new("Scopes asked", Listed(facts.AskedScopes)),
            new("Scopes granted", Listed(facts.GrantedScopes)),
            .. raw ? [new EvidenceItem("Noted", FindingCodes.OauthSecretEncoding)] : Array.Empty<EvidenceItem>(),
            .. doubts.Skip(1).Select(doubt => new EvidenceItem("Noted as well", doubt.Code)),
            .. answer.Evidence,
        ];
        var note = raw ? "This server compares the client secret as it is and not in the encoded form of the standard, so it is sent as it is." : null;
        return doubts.Length == 0
            ? Climb.Passed(LadderRung.Token, measured, Plain(evidence), note)
            : Climb.Of(LadderRung.Token, doubts[0], measured, Plain([.. doubts[0].Evidence, .. evidence])) with { Note = note };
    }

    private static IReadOnlyList<EvidenceItem> Plain(IEnumerable<EvidenceItem> evidence) => [.. evidence.Distinct()];

    // A list that leaves something out is a doubt only: the token itself is the proof.
    private static Finding? Doubt(Climb climb, SmartConfiguration smart, IReadOnlyList<EvidenceItem> evidence)
    {
        if (climb.Connection.SignIn.Method is not SignInMethod.PrivateKeyJwt)
            return null;
        if (Lacks(smart.TokenEndpointAuthMethods, "private_key_jwt") || Lacks(smart.GrantTypes, "client_credentials"))
            return climb.Find(FindingCodes.SmartNoPkJwt,
                [.. evidence, new("Authentication methods", Listed(smart.TokenEndpointAuthMethods)), new("Grant types", Listed(smart.GrantTypes))]) with { State = CheckState.Warning };
        return Lacks(smart.SigningAlgorithms, climb.Connection.SignIn.Algorithm)
            ? climb.Find(FindingCodes.SmartAlg, [.. evidence, new("Algorithms listed", Listed(smart.SigningAlgorithms))]) with { State = CheckState.Warning }
            : null;
    }

    // The statement was open a moment ago, so whatever is wrong here concerns this one document.
    private static Finding Refusal(Climb climb, EhrResult<SmartConfiguration> answer) => answer.Finding switch
    {
        null => climb.Find(FindingCodes.Smart404, answer.Evidence),
        { Code: FindingCodes.HttpHtmlPage or FindingCodes.HttpRedirectLogin or FindingCodes.FhirCap401 or FindingCodes.FhirNotFhir or FindingCodes.Http404Base } odd => climb.Find(FindingCodes.Smart404, odd.Evidence),
        { } finding => finding,
    };

    // The half-done allowlist: the FHIR server can be reached, the token server on another host cannot.
    private static Finding OtherHost(Climb climb, Finding finding)
    {
        var endpoint = climb.Connection.SignIn.TokenUrl ?? climb.Smart?.TokenEndpoint;
        return finding.Level is 1 or 2 && endpoint is not null && !string.Equals(endpoint.IdnHost, climb.Host, StringComparison.OrdinalIgnoreCase)
            ? climb.Find(FindingCodes.SmartTokenOtherHost, [.. finding.Evidence, new("Seen", finding.Code)], ("tokenHost", endpoint.IdnHost), ("tokenUrl", endpoint.GetLeftPart(UriPartial.Path)))
            : finding;
    }

    private static Finding Delayed(Finding finding, VendorProfile profile) => finding is { Code: FindingCodes.OauthInvalidClient, Retry.After: null } && profile.ActivationDelay is { } delay
        ? finding with { Retry = new(true, delay, $"A new registration at {profile.Name} can take {delay.TotalHours:0} hours to count; test again after that.") }
        : finding;

    private static bool Lacks(IReadOnlyList<string> listed, string wanted) => listed.Count > 0 && !listed.Contains(wanted, StringComparer.OrdinalIgnoreCase);

    private static string Listed(IReadOnlyList<string> words) => words.Count == 0 ? "not said" : string.Join(" ", words.Take(30));

    private static IReadOnlyList<EvidenceItem> Endpoint(Climb climb, Uri address)
    {
        climb.TokenEndpoint.TrySetResult(address);
        return [new("Token endpoint", address.GetLeftPart(UriPartial.Path))];
    }
}
