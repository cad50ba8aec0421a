using EhrAdapters.Diagnosis;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis;

public sealed class NetworkRungTests
{
    private static readonly EhrAdapterOptions Short = new() { ConnectTimeout = TimeSpan.FromMilliseconds(400) };

    [Fact]
    public async Task Closed_port_is_refused()
    {
        var report = await ClimbAsync($"https://127.0.0.1:{RawServer.ClosedPort()}/r4");

        Stopped(report, LadderRung.Tcp, FindingCodes.TcpRefused);
        Assert.Null(report.Baseline);
    }

    [Fact]
    public async Task Name_that_does_not_exist_stops_at_names()
    {
        var report = await ClimbAsync("https://fhir.no-such-hospital.invalid/r4");

        Stopped(report, LadderRung.Dns, FindingCodes.DnsNxDomain);
    }

    [Fact]
    public async Task Server_that_resets_is_told_from_one_that_refuses()
    {
        await using var server = RawServer.Resetting();

        var report = await ClimbAsync($"https://127.0.0.1:{server.Port}/r4");

        // Which of the two rungs meets the reset is a race in the kernel; both are right.
        Stopped(report, report.FirstFailure!.Rung is LadderRung.Tcp ? LadderRung.Tcp : LadderRung.Tls, FindingCodes.TcpReset);
    }

    [Fact]
    public async Task Server_that_never_shakes_hands_ends_within_the_limit()
    {
        await using var server = RawServer.Silent();

        var report = await ClimbAsync($"https://127.0.0.1:{server.Port}/r4", limits: Short);

        Stopped(report, LadderRung.Tls, FindingCodes.TlsHandshake);
    }

    [Fact]
    public async Task Server_without_encryption_on_an_https_port_is_no_certificate_fault()
    {
        await using var server = RawServer.Plain();

        var report = await ClimbAsync($"https://127.0.0.1:{server.Port}/r4");

        Stopped(report, LadderRung.Tls, FindingCodes.TlsHandshake);
    }

    [Fact]
    public async Task Own_authority_is_named_with_the_certificate_as_evidence()
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var server = RawServer.Encrypted(now.AddDays(-1), now.AddDays(90));

        var report = await ClimbAsync($"https://127.0.0.1:{server.Port}/r4");

        var finding = Stopped(report, LadderRung.Tls, FindingCodes.TlsPrivateCa);
        Assert.Contains(finding.Evidence, item => item.Value.Contains("fhir.hospital.example", StringComparison.Ordinal));
        Assert.Contains(finding.Evidence, item => item.Name == "Certificate SHA-256");
        Assert.Equal(FaultOwner.Hospital, finding.Owner);
    }

    [Fact]
    public async Task Expired_certificate_is_told_with_its_date()
    {
        await using var server = RawServer.Encrypted(new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2025, 3, 4, 0, 0, 0, TimeSpan.Zero));

        var report = await ClimbAsync($"https://127.0.0.1:{server.Port}/r4");

        Assert.Contains("2025-03-04", Stopped(report, LadderRung.Tls, FindingCodes.TlsExpired).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Private_address_that_nobody_allowed_is_never_called()
    {
        await using var server = RawServer.Silent();

        var report = await ClimbAsync($"https://127.0.0.1:{server.Port}/r4", allow: []);

        Stopped(report, LadderRung.Settings, FindingCodes.CfgPrivateAddr);
    }

    [Fact]
    public async Task Name_with_a_private_answer_is_refused_before_it_is_called()
    {
        // Allowing another place keeps the offline check quiet; the answer itself is judged here.
        var report = await ClimbAsync("https://localhost:1/r4", allow: ["10.20.30.40"]);

        Stopped(report, LadderRung.Dns, FindingCodes.CfgPrivateAddr);
    }

    [Fact]
    public async Task Cancelled_climb_ends_at_once()
    {
        await using var server = RawServer.Silent();
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Ladder().ClimbAsync(new(Open($"https://127.0.0.1:{server.Port}/r4", ["127.0.0.1"]), ConnectionSecrets.None), null, cancel.Token));
    }

    private static Finding Stopped(ConnectionReport report, LadderRung rung, string code)
    {
        Assert.Equal(Enum.GetValues<LadderRung>(), report.Steps.Select(step => step.Rung));
        var failure = Assert.Single(report.Steps, step => step.State is CheckState.Failed);
        Assert.Equal((rung, code), (failure.Rung, failure.Finding!.Code));
        Assert.All(report.Steps.Where(step => step.Rung > rung), step => Assert.Equal(CheckState.NotReached, step.State));
        return failure.Finding;
    }

    private static Task<ConnectionReport> ClimbAsync(string url, string[]? allow = null, EhrAdapterOptions? limits = null) =>
        Ladder(limits).ClimbAsync(new(Open(url, allow ?? ["127.0.0.1"]), ConnectionSecrets.None), null, TestContext.Current.CancellationToken);

    private static ConnectionLadder Ladder(EhrAdapterOptions? limits = null) =>
        new(new FakeAdapterFactory(FakeAdapterFactory.Profile()), TimeProvider.System, limits, new() { ControlAddress = null, TimeServer = null });

    private static Connection Open(string url, string[] allow) =>
        new() { Vendor = "fhir-r4", Environment = EhrEnvironment.NonProduction, FhirBaseUrl = new(url), AllowPrivateNetwork = allow };
}
