using Dispatch.Client;

namespace Dispatch.Cli.Engine;

/// <summary>An engine for the time of a command: hosted inside it, or reached through a gateway.</summary>
/// <param name="client">The engine.</param>
/// <param name="owned">What ends with the command; none: nothing.</param>
internal sealed class EngineSession(DispatchClient client, IAsyncDisposable? owned = null) : IAsyncDisposable
{
    /// <summary>The engine.</summary>
    public DispatchClient Client { get; } = client;

    /// <summary>Stops the hosted engine, or disconnects.</summary>
    public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
