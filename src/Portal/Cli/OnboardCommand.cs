using EhrAdapters;
using Microsoft.Data.Sqlite;
using Onboarding.SiteFiles;

namespace Portal.Cli;

/// <summary>
/// <c>onboard site.json [--through STAGE] [--database FILE] [--json]</c>: the six stages without a browser. Ends with 0 when
/// the gate after the stage is open, 1 when a check failed, 2 for a file or an argument that cannot be used.
/// </summary>
public static class OnboardCommand
{
    private const int Open = 0, Closed = 1, Unusable = 2;

    public static bool Matches(IReadOnlyList<string> args) => args is ["onboard", ..];

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler onStop = (_, pressed) =>
        {
            // The runs end by themselves and are stored as stopped; a second Ctrl-C ends the process.
            pressed.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        };
        Console.CancelKeyPress += onStop;
        try
        {
            return await RunAsync([.. args.Skip(1)], Console.Out, Console.Error, stop.Token);
        }
        finally
        {
            Console.CancelKeyPress -= onStop;
        }
    }

    internal static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        var (arguments, mistake) = OnboardArguments.Parse(args);
        if (arguments is null)
            return await RefuseAsync(errors, [mistake!]);
        var read = new SiteFileReader(new EhrAdapterFactory(TimeProvider.System), Environment.GetEnvironmentVariable).Read(arguments.File);
        if (read.File is not { } file)
            return await RefuseAsync(errors, read.Mistakes);

        var database = arguments.Database ?? Path.Combine(Path.GetTempPath(), $"onboard-{Guid.NewGuid():N}.db");
        try
        {
            await using var services = await OnboardServices.BuildAsync(database, keepKeys: arguments.Database is not null, file, stop);
            return await OnboardAsync(services.GetRequiredService<OnboardFlow>(), file, arguments, output, stop);
        }
        catch (SqliteException)
        {
            return await RefuseAsync(errors, [$"--database: {database} cannot be opened or is not a database of ours"]);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await errors.WriteLineAsync("Stopped.");
            return Closed;
        }
        finally
        {
            if (arguments.Database is null)
                foreach (var left in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(database) + "*"))
                    File.Delete(left);
        }
    }

    private static async Task<int> OnboardAsync(OnboardFlow flow, SiteFile file, OnboardArguments arguments, TextWriter output, CancellationToken stop)
    {
        if (!arguments.Json)
            await output.WriteLineAsync(file.Name);
        var report = await flow.RunAsync(file, arguments.Through, Show, stop);
        await output.WriteLineAsync(arguments.Json ? OnboardJson.Write(report) : $"{Environment.NewLine}{OnboardText.End(report)}");
        return report.IsOpen ? Open : Closed;

        void Show(OnboardStage stage)
        {
            if (arguments.Json)
                return;
            foreach (var line in OnboardText.Lines(stage))
                output.WriteLine(line);
        }
    }

    private static async Task<int> RefuseAsync(TextWriter errors, IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
            await errors.WriteLineAsync(line);
        return Unusable;
    }
}
