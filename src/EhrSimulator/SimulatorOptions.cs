namespace EhrSimulator;

/// <summary>Where the simulated hospitals listen and which clock they live by.</summary>
public sealed record SimulatorOptions
{
    public string Urls { get; init; } = "http://localhost:5090";

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
