namespace Portal;

/// <summary>Where the portal starts from: a published one from its own folder, one under development from its source folder, whoever's folder it was started in.</summary>
public static class PortalBuilder
{
    /// <summary>
    /// A builder for these arguments. Built in its source folder the portal takes that as its content root and Development as its
    /// environment; variables and arguments win. <c>dotnet run</c> needs no launch settings for it, whose message would stand in
    /// front of the onboard command's JSON, and stays in the caller's folder, so that the command's paths mean what they say.
    /// </summary>
    public static WebApplicationBuilder Create(string[] args)
    {
        var said = new ConfigurationBuilder().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build();
        var source = SourceFolder();
        return WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = said[HostDefaults.ContentRootKey] is null ? source : null,
            EnvironmentName = said[HostDefaults.EnvironmentKey] is null && source is not null ? Environments.Development : null,
        });
    }

    // The binary of a source folder lies in bin/Configuration/framework below it.
    private static string? SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory).Parent?.Parent?.Parent;
        return folder is not null && File.Exists(Path.Combine(folder.FullName, "Portal.csproj")) ? folder.FullName : null;
    }
}
