using EhrSimulator;

var app = SimulatorHost.Build(new(), args);
await app.StartAsync();
Console.WriteLine($"Simulated hospitals on {SimulatorHost.Address(app)}/hospitals");
await app.WaitForShutdownAsync();
