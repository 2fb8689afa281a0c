using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Serving;

/// <summary><c>serve</c>.</summary>
internal static class ServeCommand
{
    public static CliCommand Create()
    {
        var port = CliOptions.Count("--gateway-port", "N", "The gateway's port; 0 takes a free one. Default: Silo:GatewayPort, else a free one.", ushort.MaxValue);
        return new CliCommand("serve", "Host the engine until Ctrl-C. Prints 'ready gateway=127.0.0.1:PORT' when it accepts work; logs go to standard error.")
        {
            Options = { port },
            Examples = ["serve --data ./dispatch-data", "serve --data /var/lib/dispatch --gateway-port 30000"],
            Run = context => RunAsync(context, context.Get(port)),
        };
    }

    private static async Task<ExitCode> RunAsync(CommandContext context, int? port)
    {
        if (context.Engine.Gateway is { } gateway)
            throw CommandException.Usage("It hosts an engine of its own.", "--gateway", gateway, "Leave it out.");

        var settings = EngineAccess.Settings(context.Engine) with { GatewayPort = port, LogsAsServer = true };
        await using var host = await EngineAccess.StartHostAsync(settings, context.Stopping);
        context.Terminal.WriteLine($"ready gateway={host.Gateway}");
        try
        {
            await host.WaitForShutdownAsync(context.Stopping);
        }
        catch (OperationCanceledException) when (context.Stopping.IsCancellationRequested)
        {
            // Ctrl-C is how it ends.
        }

        return ExitCode.Done;
    }
}
