using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using EhrSimulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.Secrets;
using Onboarding.Sites;
using Xunit;

namespace Onboarding.Tests.Support;

/// <summary>The simulated hospitals on a free port, and a bench whose runners reach them for real.</summary>
public sealed class Simulator : IAsyncLifetime
{
    private readonly WebApplication app = SimulatorHost.Build(new() { Urls = "http://127.0.0.1:0" });
    private HttpClient http = new();

    public async ValueTask InitializeAsync()
    {
        await app.StartAsync();
        http.Dispose();
        http = new() { BaseAddress = new(SimulatorHost.Address(app)) };
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    public static Task<Bench> OpenAsync() => Bench.OpenAsync(services => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<IEhrAdapterFactory>(new EhrAdapterFactory(TimeProvider.System))
        .AddSingleton<IConnectionLadder>(provider => new ConnectionLadder(provider.GetRequiredService<IEhrAdapterFactory>(), TimeProvider.System)), realRunners: true);

    /// <summary>A site for a simulated hospital, with its ready file's settings, key and patients, and no mapping but the file's.</summary>
    public async Task<Site> SiteAsync(Bench bench, string slug, Func<JsonObject, JsonObject>? change = null)
    {
        var file = (await http.GetFromJsonAsync<JsonObject>($"/hospitals/{slug}/site.json", Bench.Cancel))!;
        file = change?.Invoke(file) ?? file;
        var signIn = file["signIn"]!;
        var method = Json.Read<SignInMethod>(signIn["method"]!.ToJsonString());
        var connection = new Connection
        {
            Vendor = (string)file["vendor"]!,
            Environment = EhrEnvironment.Simulator,
            FhirBaseUrl = new((string)file["fhirBaseUrl"]!),
            SignIn = new()
            {
                Method = method,
                ClientId = (string?)signIn["clientId"],
                KeyId = (string?)signIn["keyId"],
                Algorithm = (string?)signIn["algorithm"] ?? "RS384",
                Scopes = [.. (signIn["scopes"]?.AsArray() ?? []).Select(scope => (string)scope!)],
            },
            VendorOptions = file["vendorOptions"]!.AsObject().ToDictionary(option => option.Key, option => (string)option.Value!),
        };
        SecretInput? secret = method switch
        {
            SignInMethod.PrivateKeyJwt => new SecretInput.PrivateKey((string)signIn["privateKey"]!, connection.SignIn.Algorithm, connection.SignIn.KeyId),
            SignInMethod.ClientSecretBasic or SignInMethod.ClientSecretPost => new SecretInput.ClientSecret((string)signIn["secret"]!),
            SignInMethod.None => null,
        };
        var site = (await bench.Sites.CreateAsync((string)file["name"]!, (string)file["timeZone"]!, null, Bench.Csm, Bench.Cancel)).Value!;
        site = (await bench.Sites.SaveConnectionAsync(site.Id, site.Version, connection, secret, Bench.Csm, Bench.Cancel)).Value!;
        var mapping = file["mapping"]?.AsObject().Select(field => new FieldMapping { FieldId = field.Key, Expression = (string)field.Value! }) ?? [];
        site = (await bench.Sites.SaveMappingAsync(site.Id, site.Version, new() { Fields = [.. mapping] }, new("Mapping saved"), Bench.Csm, Bench.Cancel)).Value!;
        IReadOnlyList<TestPatient> patients = [.. file["patients"]!["mrns"]!.AsArray().Select(mrn => new TestPatient(TestPatientKind.Mrn, (string)mrn!))];
        return (await bench.Sites.SavePatientsAsync(site.Id, site.Version, patients, Bench.Csm, Bench.Cancel)).Value!;
    }

    public async Task<IReadOnlyList<string>> SlugsAsync() =>
        [.. (await http.GetFromJsonAsync<JsonArray>("/hospitals", Bench.Cancel))!.Select(hospital => (string)hospital!["slug"]!)];
}
