using System.Runtime.InteropServices;
using Dispatch.Silo.Hosting;

// The engine as a service: DATA folder as the only argument (default ./dispatch-data), everything else is configuration.
using var stopping = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    await using var host = await DispatchHost.StartAsync(
        new HostSettings { DataFolder = args.Length > 0 ? args[0] : "dispatch-data", LogsAsServer = true }, stopping.Token);
    Console.WriteLine($"ready gateway={host.Gateway}");
    await host.WaitForShutdownAsync(stopping.Token);
    return 0;
}
catch (ConfigurationException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
catch (Exception e) when (e is DataFolderInUseException or StorageUnusableException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 7;
}
