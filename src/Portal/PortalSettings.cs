using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace Portal;

/// <summary>What is read before anything is registered: the settings file at the repository root, the database, the address.</summary>
public static class PortalSettings
{
    public static void AddPortalSettings(this WebApplicationBuilder builder)
    {
        InsertRootFile(builder);
        PortalDatabase.Locate(builder);
        ListenByDefault(builder);
        // So that the portal also finds MudBlazor's files when it runs unpublished outside Development (tests do).
        builder.WebHost.UseStaticWebAssets();
    }

    // appsettings.Development.json lies at the repository root and is copied beside the binary. Environment variables and
    // the command line must win over it, so it goes in before them and not at the end.
    private static void InsertRootFile(WebApplicationBuilder builder)
    {
        var name = $"appsettings.{builder.Environment.EnvironmentName}.json";
        var path = Path.Combine(AppContext.BaseDirectory, name);
        if (!File.Exists(path)) return;

        var sources = builder.Configuration.Sources;
        var environment = sources.OfType<EnvironmentVariablesConfigurationSource>().LastOrDefault(source => string.IsNullOrEmpty(source.Prefix));
        var file = new JsonConfigurationSource { Path = path, Optional = true };
        file.ResolveFileProvider();
        sources.Insert(environment is null ? sources.Count : sources.IndexOf(environment), file);
    }

    // A default and no more: --urls, ASPNETCORE_URLS and a container's port setting all win. "Urls" in appsettings.json
    // would beat ASPNETCORE_URLS, because the host's variables are read before that file.
    private static void ListenByDefault(WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        if (string.IsNullOrEmpty(settings["urls"]) && string.IsNullOrEmpty(settings["http_ports"]) && string.IsNullOrEmpty(settings["https_ports"])
            && settings["Portal:DefaultUrl"] is { Length: > 0 } address)
            builder.WebHost.UseUrls(address);
    }
}
