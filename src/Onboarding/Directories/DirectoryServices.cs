using EhrAdapters;
using EhrAdapters.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Onboarding.Directories;

internal static class DirectoryServices
{
    internal static void AddDirectories(this IServiceCollection services)
    {
        services.TryAddSingleton<VendorByAddress>();
        services.TryAddSingleton<DirectoryIndex>();
        services.TryAddSingleton<DirectoryStore>();
        services.TryAddSingleton<DirectoryImports>();
        services.TryAddSingleton(provider => new DirectoryDownload(
            () => HandlerFactory.Create([], new EhrAdapterOptions(), provider.GetRequiredService<TimeProvider>()), provider.GetRequiredService<TimeProvider>()));
    }
}
