using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;
using Portal.Components;

namespace Portal.Tests.Canaries;

/// <summary>The whole portal with its own database file, everything that it logs and everything that it measures.</summary>
public sealed class CanaryPortal : WebApplicationFactory<App>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("canary-").FullName;
    private readonly Logged _logged = new();
    private readonly MeterListener _meters = new();
    private readonly ConcurrentQueue<string> _measured = new();

    public CanaryPortal()
    {
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measure(instrument, value, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measure(instrument, value, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Measure(instrument, value, tags));
        _meters.Start();
    }

    public string Log => string.Join('\n', _logged.Lines);

    public string Metrics
    {
        get
        {
            _meters.RecordObservableInstruments();
            return string.Join('\n', _measured);
        }
    }

    /// <summary>The database file and what SQLite keeps beside it, as it lies on the disk.</summary>
    public async Task<string> DatabaseAsync(CancellationToken cancellation)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.GetFiles(_folder, "portal.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            text.Append(await reader.ReadToEndAsync(cancellation));
        }

        return text.ToString();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:Portal", $"Data Source={Path.Combine(_folder, "portal.db")};Pooling=False");
        builder.UseSetting("Simulator:Url", "http://127.0.0.1:0");
        builder.ConfigureLogging(logging => logging.AddProvider(_logged).AddFilter<Logged>("", LogLevel.Trace));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
        _meters.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Measure<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{instrument.Meter.Name} {instrument.Name}");
        foreach (var tag in tags)
            text.Append(CultureInfo.InvariantCulture, $" {tag.Key}=\"{tag.Value}\"");
        _measured.Enqueue(text.Append(CultureInfo.InvariantCulture, $" {value}").ToString());
    }

    private sealed class Logged : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Writer(Logged all, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
            {
                all.Lines.Enqueue($"{category} scope {state}");
                return null;
            }

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                all.Lines.Enqueue($"{logLevel} {category} {formatter(state, exception)} {exception} {(state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values) : "")}");
        }
    }
}
