using EhrAdapters.Tests.Http;
using Microsoft.Extensions.Time.Testing;

namespace EhrAdapters.Tests;

/// <summary>Connections and adapters over stub handlers.</summary>
internal static class TestConnections
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 14, 5, 11, TimeSpan.Zero);

    public static Connection Open(string vendor = "fhir-r4", string address = "https://fhir.hillcrest.example/r4") =>
        new() { Vendor = vendor, Environment = EhrEnvironment.NonProduction, FhirBaseUrl = new Uri(address) };

    public static Connection WithSecret(SignInMethod method = SignInMethod.ClientSecretBasic) => Open() with
    {
        SignIn = new SignInSettings { Method = method, ClientId = "portal", TokenUrl = new Uri("https://fhir.hillcrest.example/token"), Scopes = ["system/Patient.rs"] },
    };

    public static IEhrAdapter Adapter(HttpMessageHandler handler, Connection? connection = null, ConnectionSecrets? secrets = null, TimeProvider? time = null, EhrAdapterOptions? options = null) =>
        new EhrAdapterFactory(time ?? new FakeTimeProvider(Now), (_, _) => handler)
            .Create(connection ?? Open(), secrets ?? new ConnectionSecrets { ClientSecret = "s3cret" }, options ?? new EhrAdapterOptions { Retries = 0 });
}
