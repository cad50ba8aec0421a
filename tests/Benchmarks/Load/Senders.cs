using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Stages.LoadTest;

namespace Benchmarks.Load;

/// <summary>What the generator sends with.</summary>
internal interface ISender : IDisposable
{
    string Name { get; }

    Task<LoadAnswer> SendAsync(LoadTurn turn, CancellationToken cancellationToken);
}

/// <summary>A plain GET whose body is read and thrown away: the generator with as little as possible beside it.</summary>
internal sealed class BareSender(string address) : ISender
{
    private readonly HttpClient http = new();
    private readonly Uri address = new(address);

    public string Name => "bare-http-client";

    public async Task<LoadAnswer> SendAsync(LoadTurn turn, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await answer.Content.CopyToAsync(Stream.Null, cancellationToken);
        return new(LoadKind.Read, answer.IsSuccessStatusCode ? null : FindingCatalog.Create(FindingCodes.HttpStatus));
    }

    public void Dispose() => http.Dispose();
}

/// <summary>The real adapter, guard, token, parsing and diagnosis included.</summary>
internal sealed class AdapterSender(SimulatorProcess simulator) : ISender
{
    private readonly IEhrAdapter adapter = new EhrAdapterFactory(TimeProvider.System).Create(simulator.Connection, ConnectionSecrets.None, new() { Retries = 0 });

    public string Name => "adapter";

    public async Task<LoadAnswer> SendAsync(LoadTurn turn, CancellationToken cancellationToken)
    {
        var read = await adapter.ReadPatientAsync(simulator.FhirIds[(int)(turn.Number % simulator.FhirIds.Count)], cancellationToken);
        return new(LoadKind.Read, read.Finding);
    }

    public void Dispose() => adapter.Dispose();
}
