using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Onboarding;

namespace Portal.Glue;

/// <summary>Fills in where hospitals reach us from the address the server is bound to, where no setting says it.</summary>
public sealed class PublicAddress(IServer server, IOptions<OnboardingOptions> options, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
        {
            if (options.Value.PublicBaseUrl.Length > 0) return;
            if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } bound)
                options.Value.PublicBaseUrl = Reachable(bound);
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>An address that listens on everything is not one that anybody can call.</summary>
    internal static string Reachable(string bound) =>
        bound.Replace("://[::]", "://localhost", StringComparison.Ordinal).Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal).TrimEnd('/');
}
