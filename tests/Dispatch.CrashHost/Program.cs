using System.Text.Json;
using Dispatch.CrashHost;
using Dispatch.CrashHost.Chaos;

switch (args)
{
    case [ChaosRoles.Silo, var folder]:
        await ChaosSilo.RunAsync(folder, Console.In, Console.Out);
        break;
    case [ChaosRoles.Client, var json]:
        await using (var client = new ChaosClient(Read<ChaosOrder>(json), Console.In, Console.Out))
            await client.RunAsync();
        break;
    case [var json]:
        await new CrashRun(Read<CrashOrder>(json), Console.Out).RunAsync(CancellationToken.None);
        break;
    default:
        throw new ArgumentException("An order, or a role and what it needs.");
}

static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json) ?? throw new ArgumentException("The order is null.");
