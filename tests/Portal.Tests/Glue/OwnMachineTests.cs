using LiveTraffic;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Onboarding;
using Portal.Glue;
using Xunit;

namespace Portal.Tests.Glue;

public sealed class OwnMachineTests
{
    private const string WebhookPlace = "LiveTraffic:WebhookPrivateHosts:0";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("::1")]
    public async Task Own_machine_is_no_place_for_a_webhook_outside_development(string place)
    {
        await using var portal = Build(Environments.Production, WebhookPlace, place);

        var refused = Assert.Throws<OptionsValidationException>(() => portal.Services.GetRequiredService<IOptions<LiveTrafficOptions>>().Value);
        Assert.Contains("LiveTraffic:WebhookPrivateHosts may not name this machine itself", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Relay_in_the_operators_own_network_is_one()
    {
        await using var portal = Build(Environments.Production, WebhookPlace, "10.3.4.5");

        Assert.Equal(["10.3.4.5"], portal.Services.GetRequiredService<IOptions<LiveTrafficOptions>>().Value.WebhookPrivateHosts);
    }

    [Fact]
    public async Task Development_adds_its_own_machine()
    {
        await using var portal = Build(Environments.Development, WebhookPlace, "10.3.4.5");

        Assert.Equal(["10.3.4.5", "127.0.0.1", "::1", "localhost"], portal.Services.GetRequiredService<IOptions<LiveTrafficOptions>>().Value.WebhookPrivateHosts);
    }

    [Fact]
    public async Task Own_machine_is_no_place_for_a_connection_outside_development()
    {
        await using var portal = Build(Environments.Production, "Onboarding:OwnMachine:0", "127.0.0.1");

        var refused = Assert.Throws<OptionsValidationException>(() => portal.Services.GetRequiredService<IOptions<OnboardingOptions>>().Value);
        Assert.Contains("Onboarding:OwnMachine", refused.Message, StringComparison.Ordinal);
    }

    private static WebApplication Build(string environment, string key, string place)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Host.UseDefaultServiceProvider(options => (options.ValidateOnBuild, options.ValidateScopes) = (false, false));
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Portal", "Data Source=unused.db"), new(key, place)]);
        builder.AddSites();
        return builder.Build();
    }
}
