using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using EhrAdapters.Http;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>The encrypted handshake holds and the certificate is right. Checked on the raw stream, so that the server's own chain is judged.</summary>
internal static class TlsRung
{
    private static readonly TimeSpan RunsOutSoon = TimeSpan.FromDays(21);

    internal static async Task<LadderStep> ClimbAsync(Climb climb, CancellationToken cancellationToken)
    {
        if (climb.Connection.FhirBaseUrl.Scheme != Uri.UriSchemeHttps)
            return Climb.NotApplicable(LadderRung.Tls, "The address is a simulated hospital on plain http.");
        var ours = ClientCertificate.Load(climb.Secrets.ClientCertificatePem);
        if (ours is null && !string.IsNullOrWhiteSpace(climb.Secrets.ClientCertificatePem))
            return Climb.Of(LadderRung.Tls, climb.Find(FindingCodes.CfgOption, [], ("setting", "Our client certificate"), ("problem", "it cannot be read as a certificate with its private key")));
        var handshake = new Handshake(climb, ours);
        try
        {
            if (!await climb.WithinAsync(climb.Limits.ConnectTimeout, handshake.RunAsync, cancellationToken).ConfigureAwait(false))
                return Broken(climb, handshake, ours, FindingCodes.TlsHandshake, "silence until the limit");
        }
        catch (Exception fault) when (fault is AuthenticationException or (IOException and not BlockedAddressException) or SocketException)
        {
            return Broken(climb, handshake, ours, HandshakeFault.Code(fault, handshake.Progress), HandshakeFault.Describe(fault));
        }

        return handshake.ClosedOnUs
            ? Broken(climb, handshake, ours, HandshakeFault.AboutUs(handshake.Progress), "closed by the other side as soon as it was over")
            : await JudgeAsync(climb, handshake, ours, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<LadderStep> JudgeAsync(Climb climb, Handshake handshake, ClientCertificate? ours, CancellationToken cancellationToken)
    {
        climb.Certificate = handshake.Certificate;
        List<EvidenceItem> evidence = [.. Facts(climb), .. handshake.Evidence, .. ours?.Describe() ?? []];
        if (handshake.Code is { } code)
            return Of(code);
        if (handshake.Checkable is { } checkable)
        {
            var (revoked, fact) = await RevocationCheck.AskAsync(climb, checkable.Leaf, checkable.Issuer, cancellationToken).ConfigureAwait(false);
            evidence.Add(fact);
            if (revoked is not null)
                return Of(revoked);
        }

        if (climb.LastGood?.CertificateSha256 is { } pin && !string.Equals(pin, handshake.Certificate?.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            evidence.AddRange([new("Certificate at the last good test", pin), new("Its issuer", climb.LastGood.CertificateIssuer ?? "not kept")]);
            return Of(FindingCodes.TlsPinChanged);
        }

        // Trusted by our machine and yet an inspection product's: the traffic is opened, on one side or the other.
        if (handshake.Certificate is { } certificate && CertificateFault.IsInspected(certificate.Issuer) && climb.Connection.TrustedAuthorities.Count == 0)
            return Climb.Of(LadderRung.Tls, Find(FindingCodes.TlsIntercepted) with { State = CheckState.Warning }, handshake.Version);
        return Climb.Passed(LadderRung.Tls, handshake.Version, evidence, Note(climb, handshake));

        Finding Find(string found)
        {
            var finding = climb.Find(found, evidence, [.. handshake.Words.Select(word => (word.Key, word.Value))]);
            // A public authority always names where its own certificate lies; one that does not may be the hospital's.
            return found is FindingCodes.TlsChainIncomplete && !handshake.NamesItsIssuer ? finding with { Confidence = Confidence.Guess } : finding;
        }

        LadderStep Of(string found) => Climb.Of(LadderRung.Tls, Find(found), handshake.Version);
    }

    private static LadderStep Broken(Climb climb, Handshake handshake, ClientCertificate? ours, string code, string how)
    {
        List<EvidenceItem> evidence = [.. Facts(climb), new("Handshake", how), .. handshake.Evidence.Where(item => item.Name != "Handshake"), .. ours?.Describe() ?? []];
        var finding = climb.Find(code, evidence);
        return Climb.Of(LadderRung.Tls, code is FindingCodes.MtlsRejected && ours is not null ? Rejected(finding, ours, climb.Time.GetUtcNow()) : finding);
    }

    // Before the hospital is asked, our own certificate has to be beyond doubt.
    private static Finding Rejected(Finding finding, ClientCertificate ours, DateTimeOffset now)
    {
        var fault = ours.NotAfter < now ? string.Create(CultureInfo.InvariantCulture, $"Our certificate ran out on {ours.NotAfter:yyyy-MM-dd}.")
            : ours.IsForServersOnly ? "Our certificate is not made for clients: its purposes leave client authentication out."
            : null;
        return fault is null ? finding : finding with
        {
            Owner = FaultOwner.OurConfiguration,
            Confidence = Confidence.Certain,
            Explanation = fault + " The server is right to refuse it.",
            NextStep = "Make a new client certificate for this site and send its public half to the hospital.",
            Requests = [],
            CheckCommand = null,
        };
    }

    private static string? Note(Climb climb, Handshake handshake)
    {
        var left = (handshake.Certificate?.NotAfter ?? DateTimeOffset.MaxValue) - climb.Time.GetUtcNow();
        return left < RunsOutSoon ? $"The certificate runs out in {Math.Max(0, (int)left.TotalDays)} days."
            : handshake.AsksForOurs ? "The server asks for a certificate of ours and does not insist."
            : null;
    }

    private static EvidenceItem[] Facts(Climb climb) => [new("Host", climb.Host), new("Port", climb.Port.ToString(CultureInfo.InvariantCulture))];
}
