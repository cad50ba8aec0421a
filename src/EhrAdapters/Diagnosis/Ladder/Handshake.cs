using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EhrAdapters.Http;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>One handshake on a raw stream, and everything it showed, copied out because the certificates die with the stream.</summary>
internal sealed class Handshake(Climb climb, ClientCertificate? ours)
{
    // A hello and a certificate never fit into less; an alert never needs more.
    private const int ServerHalf = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private long received;
    private bool wantsOurs;
    private bool agreed;

    public HandshakeFault.Progress Progress => new(received > ServerHalf || agreed, wantsOurs, ours is not null);

    /// <summary>The code of a certificate that must be refused.</summary>
    public string? Code { get; private set; }

    /// <summary>True where the server hung up on us as soon as the handshake was over.</summary>
    public bool ClosedOnUs { get; private set; }

    public ServerCertificate? Certificate { get; private set; }

    /// <summary>The server's certificate and its issuer, where a list of withdrawn ones may be asked.</summary>
    public (X509Certificate2 Leaf, X509Certificate2? Issuer)? Checkable { get; private set; }

    /// <summary>True where the certificate says where its issuer's certificate lies (RFC 5280, 4.2.2.1).</summary>
    public bool NamesItsIssuer { get; private set; }

    public IReadOnlyDictionary<string, string> Words { get; private set; } = new Dictionary<string, string>();

    public List<EvidenceItem> Evidence { get; } = [];

    public string Version { get; private set; } = "";

    public bool AsksForOurs => wantsOurs;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var started = climb.Time.GetTimestamp();
        using var socket = await climb.Dialer().DialAsync(climb.Reachable!, climb.Host, cancellationToken).ConfigureAwait(false);
        Evidence.Add(new("Connection", Climb.Milliseconds(climb.Time.GetElapsedTime(started))));
        started = climb.Time.GetTimestamp();
        var stream = new SslStream(new Counted(socket, this));
        await using (stream.ConfigureAwait(false))
        {
            await stream.AuthenticateAsClientAsync(Options(), cancellationToken).ConfigureAwait(false);
            agreed = true;
            var elapsed = climb.Time.GetElapsedTime(started);
            Version = Name(stream.SslProtocol);
            Evidence.InsertRange(1, [
                new("Handshake", Climb.Milliseconds(elapsed)),
                new("TLS version", Version),
                new("Cipher suite", stream.NegotiatedCipherSuite.ToString()),
                .. stream.NegotiatedApplicationProtocol.ToString() is { Length: > 0 } protocol ? [new("ALPN", protocol)] : Array.Empty<EvidenceItem>()]);
            if (Code is null && (wantsOurs || ours is not null))
                await ListenAsync(stream, elapsed * 3, cancellationToken).ConfigureAwait(false);
        }
    }

    private SslClientAuthenticationOptions Options()
    {
        var trust = new PrivateTrust(climb.Connection.TrustedAuthorities);
        return new()
        {
            TargetHost = climb.Host,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            CertificateChainPolicy = CertificateFault.ChainPolicy(),
            ClientCertificateContext = ours?.Context,
            LocalCertificateSelectionCallback = ours is null ? Select : null,
            // What is looked at here is refused later: nothing is sent over this connection.
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Take(certificate as X509Certificate2, chain, errors, trust),
        };
    }

    // Called a second time, with the server's certificate, where the server asks for ours.
    private X509Certificate Select(object sender, string host, X509CertificateCollection local, X509Certificate? remote, string[] issuers)
    {
        wantsOurs |= remote is not null;
        if (issuers.Length > 0)
            Evidence.Add(new("Authorities accepted for our certificate", string.Join("; ", issuers.Take(10))));
        return null!;
    }

    private bool Take(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors, PrivateTrust trust)
    {
        var now = climb.Time.GetUtcNow();
        Evidence.AddRange(CertificateFault.Describe(certificate, chain));
        Code = CertificateFault.Judge(certificate, chain, errors, trust, now);
        if (certificate is null)
            return true;
        NamesItsIssuer = certificate.Extensions.OfType<X509AuthorityInformationAccessExtension>().Any(access => access.EnumerateCAIssuersUris().Any());
        Words = CertificateFault.Words(certificate, chain, Code ?? "", now);
        Certificate = new(certificate.GetCertHashString(HashAlgorithmName.SHA256), certificate.Issuer, certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        Checkable = (Copy(certificate), PeerChain.Issuer(certificate, chain) is { } issuer ? Copy(issuer) : null);
        return true;
    }

    // Since TLS 1.3 a server says no to our certificate only after the handshake, at the first read.
    private async Task ListenAsync(SslStream stream, TimeSpan wait, CancellationToken cancellationToken)
    {
        await climb.WithinAsync(
            wait > Patience ? wait : Patience,
            async token => ClosedOnUs = await stream.ReadAsync(new byte[1], token).ConfigureAwait(false) == 0,
            cancellationToken).ConfigureAwait(false);
    }

    private static X509Certificate2 Copy(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawData);

    private static string Name(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "TLS 1.3",
        SslProtocols.Tls12 => "TLS 1.2",
        _ => protocol.ToString(),
    };

    private sealed class Counted(Socket socket, Handshake owner) : NetworkStream(socket, ownsSocket: false)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            owner.received += read;
            return read;
        }
    }
}
