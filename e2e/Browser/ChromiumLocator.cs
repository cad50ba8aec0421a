using System.Diagnostics;

namespace Portal.E2E.Browser;

/// <summary>Finds a Chromium for the tests, or installs one; says plainly what is missing when it can do neither.</summary>
public static class ChromiumLocator
{
    public const string Variable = "PORTAL_E2E_CHROMIUM";

    // The shell has no windows to draw and takes a fifth less of the processor.
    private const string Shell = "chromium-headless-shell";

    private static readonly string[] Names = [Shell, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

    /// <summary>The path of a browser, or null where Playwright's own is installed.</summary>
    public static string? Find() => FromVariable() ?? FromPath() ?? FromPlaywright() ?? FromDebian() ?? throw Missing();

    private static string? FromVariable()
    {
        var path = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(path))
            return null;
        return File.Exists(path) ? path : throw new InvalidOperationException($"{Variable} names {path}, but there is no such file.");
    }

    private static string? FromPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
            .FirstOrDefault(File.Exists);

    // Playwright knows where its browser is; an empty path tells the launcher to let it.
    private static string? FromPlaywright()
    {
        try
        {
            return Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0 ? "" : null;
        }
        catch (Exception fault) when (fault is IOException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string? FromDebian()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !File.Exists("/usr/bin/apt-get"))
            return null;
        return Run("apt-get", "update") && Run("apt-get", $"install -y --no-install-recommends {Shell}") ? FromPath() : null;
    }

    private static bool Run(string command, string arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static InvalidOperationException Missing() => new(
        $"The browser tests need a Chromium and found none. Set {Variable} to one, put chromium or google-chrome on the PATH, "
        + "let Playwright download its own, or run as root on Debian so that apt can install it.");
}
