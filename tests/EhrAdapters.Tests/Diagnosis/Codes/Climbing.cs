using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using EhrAdapters.SignIn;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis.Codes;

/// <summary>Climbs the ladder with a real adapter, real secrets and whatever network the test made.</summary>
internal static class Climbing
{
    public const string ClientSecret = "hush-hush-3f9a";

    public static readonly string Key = SigningKeys.Create(SigningKeys.Es384);

    /// <summary>Nobody outside is asked: neither clock nor control address.</summary>
    public static readonly OurSide Alone = new() { ControlAddress = null, TimeServer = null };

    /// <summary>For servers that answer, on a busy machine too.</summary>
    public static readonly EhrAdapterOptions Patient = new() { ConnectTimeout = TimeSpan.FromSeconds(8), RequestTimeout = TimeSpan.FromSeconds(8) };

    /// <summary>For silence, which is waited out.</summary>
    public static readonly EhrAdapterOptions Short = new() { ConnectTimeout = TimeSpan.FromMilliseconds(600), RequestTimeout = TimeSpan.FromSeconds(2) };

    public static Connection Open(string url, params string[] allow) => new()
    {
        Vendor = "fhir-r4",
        Environment = EhrEnvironment.NonProduction,
        FhirBaseUrl = new(url),
        AllowPrivateNetwork = allow,
        SignIn = new() { Method = SignInMethod.PrivateKeyJwt, ClientId = "client-17", Algorithm = "ES384", KeyId = "key-2026" },
    };

    public static Connection Loopback(int port) => Open($"https://127.0.0.1:{port}/r4", "127.0.0.1");

    public static Task<ConnectionReport> ClimbAsync(
        Connection connection, FakeNetwork? network = null, OurSide? ourSide = null, string? clientCertificate = null, ConnectionBaseline? lastGood = null, TimeProvider? time = null, EhrAdapterOptions? limits = null)
    {
        var wire = network?.Network ?? Network.System;
        time ??= TimeProvider.System;
        return new ConnectionLadder(new EhrAdapterFactory(time, wire), time, limits ?? Patient, ourSide ?? Alone, wire).ClimbAsync(
            new(connection, new ConnectionSecrets { PrivateKeyPem = Key, ClientSecret = ClientSecret, ClientCertificatePem = clientCertificate }) { LastGood = lastGood },
            null, TestContext.Current.CancellationToken);
    }

    public static Finding Proven(ConnectionReport report, string code, FaultOwner owner, string? clientCertificate = null) =>
        LetterProof.Holds(report, code, owner, Key, ClientSecret, clientCertificate);

    public static LadderStep Step(this ConnectionReport report, LadderRung rung) => report.Steps.Single(step => step.Rung == rung);

    public static string? Fact(this LadderStep step, string name) => step.Evidence.FirstOrDefault(item => item.Name == name)?.Value;
}
