using System.Globalization;
using System.Runtime.Loader;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Portal.E2E.Hosting;

[assembly: HostingStartup(typeof(ClockStartup))]

/// <summary>Lets a portal find this assembly, which is no part of it. The name and the missing namespace are the runtime's.</summary>
internal static class StartupHook
{
    public static void Initialize() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        Path.Combine(Path.GetDirectoryName(typeof(StartupHook).Assembly.Location)!, $"{name.Name}.dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
}

namespace Portal.E2E.Hosting
{
    /// <summary>Runs inside a portal under test: gives it a clock that the test moves through a file and one address. The product knows nothing of it.</summary>
    public sealed class ClockStartup : IHostingStartup
    {
        /// <summary>Where a test says that it moved the clock.</summary>
        public const string Address = "/moved-clock";

        private const string FileKey = "MOVABLE_CLOCK";

        /// <summary>What makes a portal process start with the clock.</summary>
        public static Dictionary<string, string> Settings(string file) => new()
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(ClockStartup).Assembly.Location,
            ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(ClockStartup).Assembly.GetName().Name!,
            [FileKey] = file,
            // A true time server would say that our clock is wrong, and it would be right.
            ["OurSide__TimeServer"] = "",
        };

        public void Configure(IWebHostBuilder builder)
        {
            var file = Environment.GetEnvironmentVariable(FileKey);
            if (string.IsNullOrEmpty(file))
                return;
            var time = new MovableTime { Ahead = Read(file) };
            builder.ConfigureServices(services => services
                .AddSingleton<TimeProvider>(time)
                .AddTransient<IStartupFilter>(_ => new Listener(() => time.Ahead = Read(file))));
        }

        private static TimeSpan Read(string file) => File.Exists(file) ? TimeSpan.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : TimeSpan.Zero;

        private sealed class Listener(Action moved) : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
            {
                app.Map(Address, branch => branch.Run(context =>
                {
                    moved();
                    context.Response.StatusCode = StatusCodes.Status204NoContent;
                    return Task.CompletedTask;
                }));
                next(app);
            };
        }
    }
}
