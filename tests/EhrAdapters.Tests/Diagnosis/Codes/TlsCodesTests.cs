using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EhrAdapters.Diagnosis;
using Xunit;
using static EhrAdapters.Tests.Diagnosis.Codes.Climbing;

namespace EhrAdapters.Tests.Diagnosis.Codes;

/// <summary>Every code of level 3, made by a real handshake with a server of our own authority.</summary>
public sealed class TlsCodesTests
{
    private readonly TestAuthority authority = new();

    [Fact]
    public async Task Certificate_that_ran_out_is_the_hospitals_with_its_date()
    {
        var finding = await FindAsync(authority.Server(toDays: -0.5), FindingCodes.TlsExpired, FaultOwner.Hospital);

        Assert.Matches("ran out on 20[0-9-]{8}[.]", finding.Cause);
    }

    [Fact]
    public Task Certificate_of_tomorrow_is_the_hospitals() => FindAsync(authority.Server(fromDays: 1), FindingCodes.TlsNotYet, FaultOwner.Hospital);

    [Fact]
    public async Task Server_that_sends_its_own_certificate_only_leaves_the_chain_incomplete()
    {
        var finding = await FindAsync(authority.Server(), FindingCodes.TlsChainIncomplete, FaultOwner.Hospital);

        Assert.Contains("Harbour Hospital Intermediate", finding.Explanation, StringComparison.Ordinal);
        Assert.Contains(new EvidenceItem("Chain length", "1"), finding.Evidence);
    }

    [Fact]
    public async Task Whole_chain_of_an_unknown_authority_is_a_private_one()
    {
        var finding = await FindAsync(authority.Server(), FindingCodes.TlsPrivateCa, FaultOwner.Hospital, [authority.Intermediate]);

        Assert.Contains(new EvidenceItem("Chain length", "2"), finding.Evidence);
    }

    [Fact]
    public Task Self_signed_certificate_is_a_private_authority() => FindAsync(authority.Root, FindingCodes.TlsPrivateCa, FaultOwner.Hospital);

    [Fact]
    public async Task Certificate_for_another_name_is_the_hospitals_and_tells_the_names()
    {
        var finding = await FindAsync(authority.Server(address: "10.1.2.3"), FindingCodes.TlsName, FaultOwner.Hospital, [authority.Intermediate], trusted: true);

        Assert.Contains("fhir.hospital.example, 10.1.2.3", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issuer_named_like_an_inspection_product_is_the_networks()
    {
        var inspector = new TestAuthority("Zscaler");

        var finding = await FindAsync(inspector.Server(), FindingCodes.TlsIntercepted, FaultOwner.HospitalNetwork, [inspector.Intermediate]);

        Assert.Contains("Zscaler", finding.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(70, FindingCodes.TlsVersion, FaultOwner.Hospital)]
    [InlineData(40, FindingCodes.TlsCipher, FaultOwner.Hospital)]
    [InlineData(71, FindingCodes.TlsCipher, FaultOwner.Hospital)]
    [InlineData(80, FindingCodes.TlsHandshake, FaultOwner.NotSure)]
    [InlineData(112, FindingCodes.TlsHandshake, FaultOwner.NotSure)]
    [InlineData(116, FindingCodes.MtlsRequired, FaultOwner.OurConfiguration)]
    public async Task Alert_has_its_code(byte alert, string code, FaultOwner owner)
    {
        await using var server = RawServer.Alerting(alert);

        var finding = Proven(await ClimbAsync(Loopback(server.Port)), code, owner);

        Assert.Contains(finding.Evidence, item => item is { Name: "Handshake" } && item.Value.StartsWith("alert: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_valid_certificate_than_last_time_warns_and_the_climb_goes_on()
    {
        await using var server = RawServer.Encrypted(authority.Server(), [authority.Intermediate]);

        var report = await ClimbAsync(Trusting(server), lastGood: new() { At = default, CertificateSha256 = new string('A', 64), CertificateIssuer = "CN=Old" });

        var step = report.Step(LadderRung.Tls);
        var finding = LetterProof.Holds(step.Finding!, FindingCodes.TlsPinChanged, FaultOwner.Hospital, Key);
        Assert.Equal(CheckState.Warning, step.State);
        Assert.NotEqual(CheckState.NotReached, report.Step(LadderRung.Http).State);
        Assert.Contains(step.Fact("Certificate SHA-256")!, finding.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approved_authority_passes_here_and_in_every_later_call()
    {
        await using var server = RawServer.Encrypted(authority.Server(), [authority.Intermediate]);

        var report = await ClimbAsync(Trusting(server));

        var step = report.Step(LadderRung.Tls);
        Assert.Equal(CheckState.Passed, step.State);
        Assert.Equal((LadderRung.Http, FindingCodes.Http503), (report.FirstFailure!.Rung, report.FirstFailure.Finding!.Code));
        Assert.Equal("TLS 1.3", step.Measured);
        Assert.Equal("CN=fhir.hospital.example, issued by CN=Harbour Hospital Intermediate", step.Fact("Chain as sent, 1"));
        Assert.Equal("CN=Harbour Hospital Intermediate, issued by CN=Harbour Hospital Root", step.Fact("Chain as sent, 2"));
        Assert.All(["Connection", "Handshake", "TLS version", "Cipher suite", "Certificate valid from", "Certificate valid until", "Certificate names"], name => Assert.NotNull(step.Fact(name)));
        Assert.Equal(step.Fact("Certificate SHA-256"), report.Baseline!.CertificateSha256);
        Assert.Equal(["127.0.0.1"], report.Baseline.Addresses);
    }

    [Fact]
    public async Task Approved_authority_excuses_neither_date_nor_name()
    {
        await FindAsync(authority.Server(toDays: -0.5), FindingCodes.TlsExpired, FaultOwner.Hospital, [authority.Intermediate], trusted: true);
        await FindAsync(authority.Server(address: "10.1.2.3"), FindingCodes.TlsName, FaultOwner.Hospital, [authority.Intermediate], trusted: true);
    }

    [Fact]
    public async Task Authority_approved_for_one_site_opens_no_other()
    {
        await using var server = RawServer.Encrypted(authority.Server(), [authority.Intermediate]);
        var other = new TestAuthority("Somebody else");

        Proven(await ClimbAsync(Loopback(server.Port) with { TrustedAuthorities = [other.RootPem] }), FindingCodes.TlsPrivateCa, FaultOwner.Hospital);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Server_that_insists_on_our_certificate_gets_none(SslProtocols version)
    {
        await using var server = Insisting(version, accept: false);

        Proven(await ClimbAsync(Trusting(server)), FindingCodes.MtlsRequired, FaultOwner.OurConfiguration);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Server_that_refuses_our_certificate_is_asked_to_register_it(SslProtocols version)
    {
        await using var server = Insisting(version, accept: false);
        var client = authority.Client();

        var finding = Proven(await ClimbAsync(Trusting(server), clientCertificate: authority.Pem(client)), FindingCodes.MtlsRejected, FaultOwner.Hospital, authority.Pem(client));

        Assert.Contains(finding.Evidence, item => item.Name == "Our certificate SHA-256");
    }

    [Fact]
    public async Task Own_certificate_that_ran_out_is_ours_to_renew()
    {
        await using var server = Insisting(SslProtocols.Tls13, accept: false);
        var client = authority.Client(fromDays: -20, toDays: -2);

        var finding = Proven(await ClimbAsync(Trusting(server), clientCertificate: authority.Pem(client)), FindingCodes.MtlsRejected, FaultOwner.OurConfiguration, authority.Pem(client));

        Assert.Contains("ran out", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_certificate_is_shown_with_its_intermediate_on_both_ways()
    {
        List<(string? Subject, int Beside)> shown = [];
        await using var server = RawServer.Encrypted(authority.Server(), [authority.Intermediate], options =>
        {
            options.ClientCertificateRequired = true;
            options.RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
            {
                lock (shown)
                    shown.Add((certificate?.Subject, chain?.ChainPolicy.ExtraStore.Count ?? 0));
                return certificate is not null;
            };
        });

        var report = await ClimbAsync(Trusting(server), clientCertificate: authority.Pem(authority.Client()));

        Assert.Equal(CheckState.Passed, report.Step(LadderRung.Tls).State);
        Assert.Equal(FindingCodes.Http503, report.FirstFailure?.Finding?.Code);
        Assert.Equal(2, shown.Count);
        Assert.All(shown, one => Assert.Equal(("CN=onboarding portal", 1), one));
    }

    [Fact]
    public async Task Server_that_only_asks_for_a_certificate_passes_with_a_note()
    {
        await using var server = Insisting(SslProtocols.Tls13, accept: true);

        var step = (await ClimbAsync(Trusting(server))).Step(LadderRung.Tls);

        Assert.Equal(CheckState.Passed, step.State);
        Assert.Contains("does not insist", step.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_certificate_that_cannot_be_read_is_ours()
    {
        await using var server = Insisting(SslProtocols.Tls13, accept: true);

        Proven(await ClimbAsync(Trusting(server), clientCertificate: "-----BEGIN CERTIFICATE-----\nno"), FindingCodes.CfgOption, FaultOwner.OurConfiguration);
    }

    private RawServer Insisting(SslProtocols version, bool accept) => RawServer.Encrypted(authority.Server(), [authority.Intermediate], options =>
    {
        options.EnabledSslProtocols = version;
        options.ClientCertificateRequired = true;
        options.RemoteCertificateValidationCallback = (_, _, _, _) => accept;
    });

    private Connection Trusting(RawServer server) => Loopback(server.Port) with { TrustedAuthorities = [authority.RootPem] };

    private async Task<Finding> FindAsync(X509Certificate2 certificate, string code, FaultOwner owner, X509Certificate2Collection? beside = null, bool trusted = false)
    {
        await using var server = RawServer.Encrypted(certificate, beside);
        var report = await ClimbAsync(trusted ? Trusting(server) : Loopback(server.Port));
        Assert.Equal(LadderRung.Tls, report.FirstFailure!.Rung);
        return Proven(report, code, owner);
    }
}
