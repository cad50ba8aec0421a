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
            return Climb.Passed(LadderRung.SmartDiscovery, measured, Endpoint(given), answer.Value?.TokenEndpoint is null
                ? "The server does not publish its token endpoint; the token URL of the configuration is used."
                : "The token URL of the configuration is used instead of the published one.");
        if (answer.Value?.TokenEndpoint is { } published)
            return Doubt(climb, answer.Value) is { } doubt
                ? Climb.Of(LadderRung.SmartDiscovery, doubt, measured)
                : Climb.Passed(LadderRung.SmartDiscovery, measured, [.. answer.Evidence, .. Endpoint(published)]);
        if (climb.Statement is { } statement && Mapping.OddData.Read(() => SmartDiscovery.TokenEndpoint(statement), null) is { } older)
            // Enough to go on, as with servers older than SMART 2, but worth telling the hospital.
            return Climb.Of(LadderRung.SmartDiscovery, climb.Find(FindingCodes.Smart404, Endpoint(older)) with { State = CheckState.Warning }, "token endpoint from the CapabilityStatement");
        return Climb.Of(LadderRung.SmartDiscovery, Refusal(climb, answer));
    }

    internal static async Task<LadderStep> TokenAsync(Climb climb, IEhrAdapter adapter, CancellationToken cancellationToken)
    {
        if (climb.Connection.SignIn.Method is SignInMethod.None)
            return Climb.NotApplicable(LadderRung.Token, OpenServer);
        var answer = await adapter.SignInAsync(cancellationToken).ConfigureAwait(false);
        if (answer.Finding is { } finding)
            return Climb.Of(LadderRung.Token, Delayed(OtherHost(climb, finding), adapter.Profile));
        var facts = answer.Value!;
        var measured = "granted in " + Climb.Milliseconds(answer.Elapsed);
        IReadOnlyList<EvidenceItem> evidence =
        [
            .. Endpoint(facts.TokenEndpoint),
            new("Token life", $"{facts.ExpiresIn.TotalSeconds:0} s"),
            new("Scopes asked for", Listed(facts.AskedScopes)),
            new("Scopes granted", Listed(facts.GrantedScopes)),
        ];
        return answer.Warnings.Count > 0
            ? Climb.Of(LadderRung.Token, answer.Warnings[0], measured, [.. answer.Warnings[0].Evidence, .. evidence.Except(answer.Warnings[0].Evidence)])
            : Climb.Passed(LadderRung.Token, measured, evidence);
    }

    // A list that leaves something out is a doubt only: the token itself is the proof.
    private static Finding? Doubt(Climb climb, SmartConfiguration smart)
    {
        if (climb.Connection.SignIn.Method is not SignInMethod.PrivateKeyJwt)
            return null;
        if (Lacks(smart.TokenEndpointAuthMethods, "private_key_jwt") || Lacks(smart.GrantTypes, "client_credentials"))
            return climb.Find(FindingCodes.SmartNoPkJwt,
                [new("Authentication methods", Listed(smart.TokenEndpointAuthMethods)), new("Grant types", Listed(smart.GrantTypes))]) with { State = CheckState.Warning };
        return Lacks(smart.SigningAlgorithms, climb.Connection.SignIn.Algorithm)
            ? climb.Find(FindingCodes.SmartAlg, [new("Algorithms listed", Listed(smart.SigningAlgorithms))]) with { State = CheckState.Warning }
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

    private static Finding Delayed(Finding finding, VendorProfile profile) => finding.Code is FindingCodes.OauthInvalidClient && profile.ActivationDelay is { } delay
        ? finding with { Retry = new(true, delay, $"A new registration at {profile.Name} can take {delay.TotalHours:0} hours to count; test again after that.") }
        : finding;

    private static bool Lacks(IReadOnlyList<string> listed, string wanted) => listed.Count > 0 && !listed.Contains(wanted, StringComparer.OrdinalIgnoreCase);

    private static string Listed(IReadOnlyList<string> words) => words.Count == 0 ? "not said" : string.Join(" ", words.Take(30));

    private static IReadOnlyList<EvidenceItem> Endpoint(Uri address) => [new("Token endpoint", address.GetLeftPart(UriPartial.Path))];
}
