using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Onboarding.Notices;

public static class NoticeServices
{
    internal static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.TryAddSingleton<Outbox>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MailOptions>, MailOptionsCheck>());
        return services;
    }

    /// <summary>The mail server as the settings name it; every mistake in them is told at the start.</summary>
    public static IServiceCollection AddMailServer(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section)).ValidateOnStart();
        return services;
    }

    private sealed class MailOptionsCheck : IValidateOptions<MailOptions>
    {
        public ValidateOptionsResult Validate(string? name, MailOptions options) =>
            options.Mistakes().ToList() is { Count: > 0 } mistakes ? ValidateOptionsResult.Fail(mistakes) : ValidateOptionsResult.Success;
    }
}
