using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using EhrAdapters.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EhrAdapters;

/// <summary>Registers the library.</summary>
public static class EhrAdaptersServices
{
    /// <summary>Adds the adapter factory and everything that works on its answers. Registrations of the caller win.</summary>
    public static IServiceCollection AddEhrAdapters(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISignInAttempts>(provider => new InMemorySignInAttempts(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IEhrAdapterFactory>(provider => new EhrAdapterFactory(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ISignInAttempts>()));
        services.TryAddSingleton(new OurSide());
        services.TryAddSingleton<IConnectionLadder>(provider => new ConnectionLadder(
            provider.GetRequiredService<IEhrAdapterFactory>(), provider.GetRequiredService<TimeProvider>(), ourSide: provider.GetRequiredService<OurSide>()));
        services.TryAddSingleton<IFieldMapper, FieldMapper>();
        services.TryAddSingleton<IMappingSuggester, MappingSuggester>();
        return services;
    }
}
