using BenchmarkDotNet.Running;
using Benchmarks;

if (args is ["ratios", ..])
{
    await Ratios.PrintAsync();
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(Ratios).Assembly).Run(args);
return 0;
