using EhrAdapters.Diagnosis.Ladder;
using EhrAdapters.SignIn;

namespace EhrAdapters.Diagnosis.Ourselves;

/// <summary>Decides whose fault a refusal is once our own side is known: a fault of ours is said to be ours, otherwise what is proven fine is told.</summary>
internal static class Blame
{
    internal static async Task<Finding> JudgeAsync(Finding refusal, Climb climb)
    {
        if (!MayBeOurs(refusal.Code))
            return refusal;
        var checks = await climb.Ourselves.ConfigureAwait(false);
        refusal = WithOurKeys(refusal, checks, climb);
        var ours = checks.FirstOrDefault(check => check is { State: CheckState.Failed, Finding: not null } && Explains(check.Kind, refusal.Code))?.Finding ?? UnlistedAlgorithm(refusal, climb);
        return ours is null
            ? refusal with { Explanation = string.Join(' ', [refusal.Explanation, .. Doubts(refusal, checks), .. Proven(refusal, checks, climb)]) }
            : ours with { Evidence = [.. ours.Evidence, new("Seen at the hospital", refusal.Code), .. refusal.Evidence.Except(ours.Evidence)] };
    }

    private static bool MayBeOurs(string code) =>
        code is FindingCodes.OauthInvalidClient or FindingCodes.OauthKidUnknown or FindingCodes.OauthJwksUnreachable or FindingCodes.OauthClock;

    // A wrong clock of ours explains a quarrel about the time; an unknown key has nothing to do with it.
    private static bool Explains(SelfCheckKind kind, string code) => code switch
    {
        FindingCodes.OauthClock => kind is SelfCheckKind.Clock,
        FindingCodes.OauthInvalidClient => kind is not SelfCheckKind.Network,
        _ => kind is SelfCheckKind.KeyPair or SelfCheckKind.PublishedKeys,
    };

    // The adapter does not know where our keys lie; the letter has to name it and to show that they can be read.
    private static Finding WithOurKeys(Finding refusal, IReadOnlyList<SelfCheck> checks, Climb climb)
    {
        if (refusal.Code is not FindingCodes.OauthJwksUnreachable || climb.PublicKeysUrl is not { } address)
            return refusal;
        var thumbprint = refusal.Evidence.FirstOrDefault(item => item.Name == "Public key thumbprint")?.Value ?? "";
        var told = climb.Find(refusal.Code, [], ("jwksUrl", address.GetLeftPart(UriPartial.Path)), ("thumbprint", thumbprint));
        var read = checks.FirstOrDefault(check => check.Kind is SelfCheckKind.PublishedKeys);
        return refusal with
        {
            Explanation = told.Explanation,
            Requests = told.Requests,
            CheckCommand = told.CheckCommand,
            // First, because this is what the letter is about.
            Evidence = [.. (read?.Evidence ?? []).Select(item => item with { Name = $"Our keys, read by ourselves: {item.Name}" }), .. refusal.Evidence],
        };
    }

    // Discovery said beforehand that our algorithm is not accepted; the refusal then needs no other reason.
    private static Finding? UnlistedAlgorithm(Finding refusal, Climb climb) =>
        refusal.Code is FindingCodes.OauthInvalidClient && climb.Connection.SignIn.Method is SignInMethod.PrivateKeyJwt
            && climb.Smart?.SigningAlgorithms is { Count: > 0 } listed && !listed.Contains(climb.Connection.SignIn.Algorithm, StringComparer.OrdinalIgnoreCase)
            ? climb.Find(FindingCodes.SmartAlg, [new("Algorithms listed", string.Join(' ', listed.Take(30)))]) with { Confidence = Confidence.Likely }
            : null;

    private static IEnumerable<string> Doubts(Finding refusal, IReadOnlyList<SelfCheck> checks)
    {
        if (refusal.Evidence.Contains(SecretEncodings.Tried))
            yield return "The secret holds symbols that can be sent in two ways; both were tried once, so a secret that was stored differently is one more reason.";
        if (checks.Any(check => check is { Kind: SelfCheckKind.Assertion, State: CheckState.Warning }))
            yield return "The audience is set by hand and differs from the token endpoint, which is one more reason.";
    }

    private static IEnumerable<string> Proven(Finding refusal, IReadOnlyList<SelfCheck> checks, Climb climb)
    {
        string[] fine =
        [
            .. Fine(SelfCheckKind.KeyPair) ? ["our key", "its ID"] : Array.Empty<string>(),
            .. Fine(SelfCheckKind.PublishedKeys) ? ["the keys that we publish"] : Array.Empty<string>(),
            .. Fine(SelfCheckKind.Assertion) ? ["the audience"] : Array.Empty<string>(),
            // A secret does not depend on the time.
            .. climb.Connection.SignIn.Method is SignInMethod.PrivateKeyJwt && refusal.Code is not FindingCodes.OauthClock && refusal.Evidence.Any(item => item.Name == "Clock difference") ? ["the clock"] : Array.Empty<string>(),
        ];
        if (fine.Length == 0)
            yield break;
        var listed = fine.Length == 1 ? fine[0] : $"{string.Join(", ", fine[..^1])} and {fine[^1]}";
        yield return $"{char.ToUpperInvariant(listed[0])}{listed[1..]} {(fine.Length == 1 ? "was checked and is" : "were checked and are")} right.";

        bool Fine(SelfCheckKind kind) => checks.Any(check => check.Kind == kind && check.State is CheckState.Passed);
    }
}
