using BenchmarkDotNet.Running;
using Benchmarks;
using Benchmarks.Load;

if (args is ["ratios", ..])
{
    await Ratios.PrintAsync();
    return 0;
}

if (args is ["checks", ..])
{
    await Ratios.PrintChecksAsync();
    return 0;
}

if (args is ["directory-search", ..])
{
    Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(await DirectorySearch.MeasureAsync()));
    return 0;
}

if (args is ["validate-ten", ..])
{
    await Ratios.PrintValidationAsync();
    return 0;
}

if (args is ["load", ..])
{
    await Ratios.PrintLoadAsync();
    return 0;
}

if (args is [SimulatorProcess.Word])
    return await SimulatorProcess.ServeAsync();

BenchmarkSwitcher.FromAssembly(typeof(Ratios).Assembly).Run(args);
return 0;
