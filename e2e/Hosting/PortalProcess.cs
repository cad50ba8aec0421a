using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Portal.E2E.Hosting;

/// <summary>A portal of its own: own process, own port, own database. Can be killed in the middle and started again.</summary>
public sealed partial class PortalProcess : IAsyncDisposable
{
    // Set, every portal's database stays in the temporary folder for whoever wants to know why a journey failed.
    private const string Keep = "PORTAL_E2E_KEEP";
    private readonly string folder = Directory.CreateTempSubdirectory("portal-e2e-").FullName;
    private readonly Dictionary<string, string> settings;
    private Process? process;
    private readonly List<string> output = [];

    public PortalProcess(IReadOnlyDictionary<string, string>? settings = null)
    {
        this.settings = new(settings ?? new Dictionary<string, string>())
        {
            ["ConnectionStrings__Portal"] = $"Data Source={Database}",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            // These portals live for a minute; profiling their code would cost more than it brings.
            ["DOTNET_TieredPGO"] = "0",
        };
    }

    public string Address { get; private set; } = "";

    public string Folder => folder;

    private string Database => Path.Combine(folder, "portal.db");

    /// <summary>What the portal wrote to its console so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return string.Join('\n', output);
        }
    }

    public async Task StartAsync()
    {
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process = new Process { StartInfo = Call("--urls", Address.Length > 0 ? Address : "http://127.0.0.1:0"), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The portal ended at once:\n{Output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Address = await listening.Task.WaitAsync(TimeSpan.FromSeconds(90));

        void Read(string? line)
        {
            if (line is null)
                return;
            lock (output)
                output.Add(line);
            if (Listening().Match(line) is { Success: true } match)
                listening.TrySetResult(match.Groups[1].Value);
        }
    }

    /// <summary>Takes a hospital live on this portal's database by the onboard command, before the portal starts; gives back its JSON.</summary>
    /// <param name="red">The stage that the hospital is to fail at, and stay at; it goes live where null.</param>
    /// <param name="through">The last stage that is to pass, where it is not to go live.</param>
    public async Task<string> OnboardAsync(string siteFile, string? red = null, string? through = null)
    {
        var path = Path.Combine(folder, "site.json");
        await File.WriteAllTextAsync(path, siteFile);
        using var command = Process.Start(Call([.. (string[])["onboard", path, "--database", Database, "--json"], .. (red ?? through) is { } last ? ["--through", last] : (string[])[]]))!;
        var (document, errors) = (command.StandardOutput.ReadToEndAsync(), command.StandardError.ReadToEndAsync());
        await command.WaitForExitAsync();
        // The staff's file holds secrets and patients; from here on only the portal's own files are there.
        File.Delete(path);
        return command.ExitCode == (red is null ? 0 : 1) ? await document : throw new InvalidOperationException($"The hospital did not end as it was to:\n{await document}{await errors}");
    }

    private ProcessStartInfo Call(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Binary(), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetFullPath(Path.Combine(Binary(), "../../../..")),
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return start;
    }

    /// <summary>Ends the process as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (process is null)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        try
        {
            if (Environment.GetEnvironmentVariable(Keep) is not { Length: > 0 })
                Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A file still open elsewhere; the folder is temporary anyway.
        }
    }

    /// <summary>The portal as its own build left it, beside its own static files.</summary>
    public static string Binary()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration) = (here.Name, here.Parent!.Name);
        var root = here;
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "OnboardingPortal.sln")))
            root = root.Parent;
        return Path.Combine(root?.FullName ?? throw new InvalidOperationException("Run the tests inside the repository."),
            "src", "Portal", "bin", configuration, framework, "Portal.dll");
    }

    [GeneratedRegex(@"Now listening on: (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
