using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.Secrets;
using Onboarding.SiteFiles;

namespace Benchmarks;

/// <summary>The whole connection ladder: against healthy simulated hospitals beside one bare GET, and against a server that never says a word.</summary>
internal static class LadderMeasure
{
    private const int Rounds = 9;

    public static async Task<object> HealthyAsync(Ward ward, string slug)
    {
        await using var services = new ServiceCollection().AddEhrAdapters().BuildServiceProvider();
        var ladder = services.GetRequiredService<IConnectionLadder>();
        var request = await RequestAsync(ward, services.GetRequiredService<IEhrAdapterFactory>(), slug);
        var (climbs, gets) = (new List<double>(), new List<double>());
        var reached = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            var report = await ladder.ClimbAsync(request, null, CancellationToken.None);
            climbs.Add(watch.Elapsed.TotalMilliseconds);
            reached = report.Steps.Count(step => step.State is not (CheckState.Failed or CheckState.NotReached));
            watch.Restart();
            await ward.Http.GetByteArrayAsync(request.Connection.FhirBaseUrl.ToString().TrimEnd('/') + "/metadata");
            gets.Add(watch.Elapsed.TotalMilliseconds);
        }

        // The first climb pays for compiling the code; a person meets it once per portal, and the limit holds for it as well.
        var first = climbs[0];
        return new
        {
            measure = "ladder-healthy", hospital = slug, rungsReached = reached,
            firstMilliseconds = Math.Round(first), medianMilliseconds = Math.Round(Median(climbs)), slowestMilliseconds = Math.Round(climbs.Max()),
            bareGetMilliseconds = Math.Round(Median(gets), 1),
        };
    }

    public static async Task<object> SilentAsync()
    {
        var limit = TimeSpan.FromSeconds(2);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var services = new ServiceCollection().AddEhrAdapters().BuildServiceProvider();
        var ladder = new ConnectionLadder(services.GetRequiredService<IEhrAdapterFactory>(), TimeProvider.System, new EhrAdapterOptions { ConnectTimeout = limit });
        var connection = new Connection
        {
            Vendor = "fhir-r4", Environment = EhrEnvironment.NonProduction, AllowPrivateNetwork = ["127.0.0.1"],
            FhirBaseUrl = new($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/r4"),
        };
        var watch = Stopwatch.StartNew();
        var report = await ladder.ClimbAsync(new(connection, ConnectionSecrets.None), null, CancellationToken.None);
        return new
        {
            measure = "ladder-silent", stoppedBy = report.FirstFailure?.Finding?.Code, connectLimitSeconds = limit.TotalSeconds,
            seconds = Math.Round(watch.Elapsed.TotalSeconds, 2), overTheLimitSeconds = Math.Round((watch.Elapsed - limit).TotalSeconds, 2),
        };
    }

    /// <summary>One of each vendor, so that no vendor's ladder hides behind another's.</summary>
    public static IReadOnlyList<string> Hospitals { get; } = ["quillhaven", "juniper-basin", "brackenford", "lakemere", "stonebridge"];

    private static async Task<ClimbRequest> RequestAsync(Ward ward, IEhrAdapterFactory adapters, string slug)
    {
        var site = await SiteAsync(ward, adapters, slug);
        return new(site.Connection, SecretsOf(site)) { TestPatient = site.Patients[0] };
    }

    /// <summary>What a simulated hospital's ready file says.</summary>
    internal static async Task<SiteFile> SiteAsync(Ward ward, IEhrAdapterFactory adapters, string slug) =>
        new SiteFileReader(adapters, _ => null).Parse(await ward.Http.GetStringAsync($"{ward.Address}/hospitals/{slug}/site.json"), Directory.GetCurrentDirectory()).File!;

    internal static ConnectionSecrets SecretsOf(SiteFile site) => site.Secret switch
    {
        SecretInput.PrivateKey key => new() { PrivateKeyPem = key.Pem },
        SecretInput.ClientSecret secret => new() { ClientSecret = secret.Secret },
        _ => ConnectionSecrets.None,
    };

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
