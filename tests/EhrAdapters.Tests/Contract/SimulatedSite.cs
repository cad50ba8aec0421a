using System.Text.Json.Nodes;

namespace EhrAdapters.Tests.Contract;

/// <summary>A simulated hospital's site file as the library sees it.</summary>
public sealed record SimulatedSite(string Slug, Connection Connection, ConnectionSecrets Secrets, IReadOnlyList<string> Mrns)
{
    public static SimulatedSite From(string slug, JsonObject file)
    {
        var signIn = file["signIn"]!;
        var connection = new Connection
        {
            Vendor = Text(file, "vendor")!,
            Environment = EhrEnvironment.Simulator,
            FhirBaseUrl = new Uri(Text(file, "fhirBaseUrl")!),
            SignIn = new SignInSettings
            {
                Method = Text(signIn, "method") switch
                {
                    "private-key-jwt" => SignInMethod.PrivateKeyJwt,
                    "client-secret-basic" => SignInMethod.ClientSecretBasic,
                    "client-secret-post" => SignInMethod.ClientSecretPost,
                    _ => SignInMethod.None,
                },
                ClientId = Text(signIn, "clientId"),
                KeyId = Text(signIn, "keyId"),
                Algorithm = Text(signIn, "algorithm") ?? "RS384",
                Scopes = [.. (signIn["scopes"]?.AsArray() ?? []).Select(scope => scope!.GetValue<string>())],
            },
            VendorOptions = (file["vendorOptions"]?.AsObject() ?? []).ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>()),
            AllowPrivateNetwork = [.. file["allowPrivateNetwork"]!.AsArray().Select(place => place!.GetValue<string>())],
        };
        var secrets = new ConnectionSecrets { PrivateKeyPem = Text(signIn, "privateKey"), ClientSecret = Text(signIn, "secret") };
        return new SimulatedSite(slug, connection, secrets, [.. file["patients"]!["mrns"]!.AsArray().Select(mrn => mrn!.GetValue<string>())]);
    }

    public SimulatedSite With(Func<Connection, Connection> change) => this with { Connection = change(Connection) };

    public SimulatedSite WithSignIn(Func<SignInSettings, SignInSettings> change) => With(connection => connection with { SignIn = change(connection.SignIn) });

    public IEhrAdapter Adapter(EhrAdapterOptions? options = null) => new EhrAdapterFactory(TimeProvider.System).Create(Connection, Secrets, options);

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();
}
