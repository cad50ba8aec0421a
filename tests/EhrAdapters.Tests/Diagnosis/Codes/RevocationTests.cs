using System.Security.Cryptography.X509Certificates;
using EhrAdapters.Diagnosis;
using Xunit;
using static EhrAdapters.Tests.Diagnosis.Codes.Climbing;

namespace EhrAdapters.Tests.Diagnosis.Codes;

/// <summary>Withdrawn certificates: the issuer's list is fetched, guarded and bounded, and only believed when it is the issuer's.</summary>
public sealed class RevocationTests
{
    private readonly TestAuthority authority = new();

    [Fact]
    public async Task Certificate_on_its_issuers_list_stops_the_climb()
    {
        var finding = Proven(await ClimbAsync(certificate => authority.RevocationList(certificate)), FindingCodes.TlsRevoked, FaultOwner.Hospital);

        Assert.Contains("withdrawn", Fact(finding.Evidence), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_that_is_not_on_the_list_passes() => Assert.Equal("not withdrawn", await PassesAsync(_ => authority.RevocationList(authority.Client())));

    [Fact]
    public async Task List_of_another_signer_is_not_believed() =>
        Assert.Contains("not signed by the issuer", await PassesAsync(certificate => authority.RevocationList(certificate, signer: new TestAuthority().Intermediate)), StringComparison.Ordinal);

    [Fact]
    public async Task List_that_ran_out_leaves_it_unknown() =>
        Assert.Contains("ran out on", await PassesAsync(_ => authority.RevocationList(null, toDays: -2)), StringComparison.Ordinal);

    [Fact]
    public async Task Nonsense_instead_of_a_list_leaves_it_unknown() =>
        Assert.Contains("not known", await PassesAsync(_ => [.. Enumerable.Repeat((byte)0x30, 200)]), StringComparison.Ordinal);

    [Fact]
    public async Task Missing_list_leaves_it_unknown()
    {
        var certificate = authority.Server(revocationList: new($"http://127.0.0.1:{RawServer.ClosedPort()}/ca.crl"));

        Assert.Contains("not known: its list could not be fetched", await PassesAsync(certificate), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_that_never_ends_is_not_waited_for()
    {
        await using var silent = RawServer.Silent();
        var certificate = authority.Server(revocationList: new($"http://127.0.0.1:{silent.Port}/ca.crl"));

        Assert.Contains("did not arrive in time", await PassesAsync(certificate), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_inside_a_private_network_is_not_fetched()
    {
        var asked = 0;
        await using var place = RawServer.Answering(_ =>
        {
            Interlocked.Increment(ref asked);
            return RawServer.Http("200 OK");
        });
        // The server's own address is open, the list's is not.
        var network = new FakeNetwork().Name("fhir.hospital.example", "203.0.113.7");
        await using var server = RawServer.Encrypted(authority.Server(revocationList: new($"http://127.0.0.1:{place.Port}/ca.crl")), [authority.Intermediate]);
        network.Place("203.0.113.7", server.Port);

        var report = await Climbing.ClimbAsync(Open("https://fhir.hospital.example/r4") with { TrustedAuthorities = [authority.RootPem] }, network);

        Assert.Contains("could not be fetched", Fact(report.Step(LadderRung.Tls).Evidence), StringComparison.Ordinal);
        Assert.Equal(0, asked);
    }

    private static string? Fact(IReadOnlyList<EvidenceItem> evidence) => evidence.FirstOrDefault(item => item.Name == "Revocation")?.Value;

    private async Task<string?> PassesAsync(Func<X509Certificate2, byte[]> list) => Passes(await ClimbAsync(list));

    private async Task<string?> PassesAsync(X509Certificate2 certificate)
    {
        await using var server = RawServer.Encrypted(certificate, [authority.Intermediate]);
        return Passes(await Climbing.ClimbAsync(Loopback(server.Port) with { TrustedAuthorities = [authority.RootPem] }));
    }

    private static string? Passes(ConnectionReport report)
    {
        Assert.Equal(CheckState.Passed, report.Step(LadderRung.Tls).State);
        return Fact(report.Step(LadderRung.Tls).Evidence);
    }

    private async Task<ConnectionReport> ClimbAsync(Func<X509Certificate2, byte[]> list)
    {
        X509Certificate2? certificate = null;
        await using var place = RawServer.Answering(_ => RawServer.Http("200 OK", list(certificate!)));
        certificate = authority.Server(revocationList: new($"http://127.0.0.1:{place.Port}/ca.crl"));
        await using var server = RawServer.Encrypted(certificate, [authority.Intermediate]);
        return await Climbing.ClimbAsync(Loopback(server.Port) with { TrustedAuthorities = [authority.RootPem] });
    }
}
