using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EhrAdapters.Http;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>The encrypted handshake holds and the certificate is right. Checked on the raw stream, so that the server's own chain is judged.</summary>
internal static class TlsRung
{
    // Makers of inspection devices, by the issuers that their certificates name.
    private static readonly string[] Inspectors =
        ["zscaler", "fortinet", "fortigate", "palo alto", "netskope", "blue coat", "forcepoint", "cisco umbrella", "sophos", "barracuda", "watchguard", "check point", "untangle", "mcafee web gateway"];

    internal static async Task<LadderStep> ClimbAsync(Climb climb, CancellationToken cancellationToken)
    {
        if (climb.Connection.FhirBaseUrl.Scheme != Uri.UriSchemeHttps)
            return Climb.NotApplicable(LadderRung.Tls, "The address is a simulated hospital on plain http.");
        var started = climb.Time.GetTimestamp();
        var seen = new Seen();
        using var socket = new Socket(climb.Reachable!.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            var done = await climb.WithinAsync(climb.Limits.ConnectTimeout, token => HandshakeAsync(climb, socket, seen, token), cancellationToken).ConfigureAwait(false);
            if (!done)
                return Climb.Of(LadderRung.Tls, climb.Find(FindingCodes.TlsHandshake, [.. Facts(climb), new("Handshake", "silence until the limit")]));
        }
        catch (Exception fault) when (fault is AuthenticationException or IOException or SocketException)
        {
            return Climb.Of(LadderRung.Tls, climb.Find(HandshakeFault.Code(fault), [.. Facts(climb), new("Handshake", HandshakeFault.Describe(fault))]));
        }

        List<EvidenceItem> evidence = [.. Facts(climb), new("Handshake", Climb.Milliseconds(climb.Time.GetElapsedTime(started))), .. seen.Evidence];
        if (seen.Code is { } code)
            return Climb.Of(LadderRung.Tls, climb.Find(IsInspected(seen) ? FindingCodes.TlsIntercepted : code, evidence, ("issuer", seen.Issuer), ("names", seen.Names), ("date", seen.Date(code))));
        var left = seen.NotAfter - climb.Time.GetUtcNow();
        return Climb.Passed(LadderRung.Tls, seen.Version, evidence, left < TimeSpan.FromDays(21) ? $"The certificate runs out in {Math.Max(0, (int)left.TotalDays)} days." : null);
    }

    private static async Task HandshakeAsync(Climb climb, Socket socket, Seen seen, CancellationToken cancellationToken)
    {
        await socket.ConnectAsync(climb.Reachable!, cancellationToken).ConfigureAwait(false);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: false));
        await using (stream.ConfigureAwait(false))
        {
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = climb.Host,
                CertificateChainPolicy = CertificateFault.ChainPolicy(),
                // What is looked at here is refused later: nothing is sent over this connection.
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => seen.Take(certificate as X509Certificate2, chain, errors, climb.Time.GetUtcNow()),
            }, cancellationToken).ConfigureAwait(false);
            seen.Version = Version(stream.SslProtocol);
        }
    }

    private static EvidenceItem[] Facts(Climb climb) => [new("Host", climb.Host), new("Port", climb.Port.ToString(CultureInfo.InvariantCulture))];

    private static bool IsInspected(Seen seen) => Inspectors.Any(maker => seen.Issuer.Contains(maker, StringComparison.OrdinalIgnoreCase));

    private static string Version(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "TLS 1.3",
        SslProtocols.Tls12 => "TLS 1.2",
        _ => protocol.ToString(),
    };

    /// <summary>What the handshake showed, copied out because the certificate dies with the stream.</summary>
    private sealed class Seen
    {
        public string? Code { get; private set; }

        public string Issuer { get; private set; } = "";

        public string Names { get; private set; } = "";

        public string Version { get; set; } = "";

        public DateTimeOffset NotBefore { get; private set; }

        public DateTimeOffset NotAfter { get; private set; } = DateTimeOffset.MaxValue;

        public IReadOnlyList<EvidenceItem> Evidence { get; private set; } = [];

        public string Date(string code) => (code is FindingCodes.TlsNotYet ? NotBefore : NotAfter).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        public bool Take(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors, DateTimeOffset now)
        {
            Evidence = CertificateFault.Describe(certificate, chain);
            if (certificate is not null)
            {
                Issuer = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true);
                Names = string.Join(", ", certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames()).Take(5));
                NotBefore = certificate.NotBefore.ToUniversalTime();
                NotAfter = certificate.NotAfter.ToUniversalTime();
            }

            if (errors is not SslPolicyErrors.None)
                Code = CertificateFault.Code(certificate, chain, errors, now);
            return true;
        }
    }
}
