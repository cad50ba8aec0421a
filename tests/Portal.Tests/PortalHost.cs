using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Portal.Components;
using Xunit;

[assembly: AssemblyFixture(typeof(Portal.Tests.ProductionPortal))]
[assembly: AssemblyFixture(typeof(Portal.Tests.DevelopmentPortal))]

namespace Portal.Tests;

/// <summary>The whole portal in memory with a database file of its own.</summary>
public abstract class PortalHost(string environment) : WebApplicationFactory<App>, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-tests-").FullName;

    /// <summary>A browser that keeps cookies and shows redirects instead of following them.</summary>
    public HttpClient Browser() => CreateClient(new() { AllowAutoRedirect = false, HandleCookies = true });

    // Started once, before tests ask for it side by side: the factory itself would start it twice.
    public ValueTask InitializeAsync()
    {
        _ = Server;
        return ValueTask.CompletedTask;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(environment);
        builder.UseSetting("ConnectionStrings:Portal", $"Data Source={Path.Combine(_folder, "portal.db")};Pooling=False");
        builder.UseSetting("Simulator:Url", "http://127.0.0.1:0");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>As customers run it; shared by all tests, so no test may leave people behind that another counts.</summary>
public sealed class ProductionPortal() : PortalHost("Production");

/// <summary>As it runs on a developer's machine.</summary>
public sealed class DevelopmentPortal() : PortalHost("Development");
