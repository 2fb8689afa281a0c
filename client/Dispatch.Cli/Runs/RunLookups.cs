using Dispatch.Abstractions;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Client;

namespace Dispatch.Cli.Runs;

/// <summary>Finds a run by its id.</summary>
internal static class RunLookups
{
    /// <summary>The run as it stands.</summary>
    /// <exception cref="CommandException">There is no such run.</exception>
    public static async Task<RunView> FindRunAsync(this DispatchClient client, string run) =>
        await PatientCalls.CallAsync(client.Run(run).GetAsync, CancellationToken.None)
        ?? throw CommandException.NotFound("run", run, "See 'dispatchctl run list'.");
}
