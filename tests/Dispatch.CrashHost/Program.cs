using System.Text.Json;
using Dispatch.CrashHost;

var order = JsonSerializer.Deserialize<CrashOrder>(args[0]) ?? throw new ArgumentException("The order is null.");
await new CrashRun(order, Console.Out).RunAsync(CancellationToken.None);
