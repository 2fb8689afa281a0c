namespace Dispatch.Silo.Hosting;

/// <summary>A running engine in this process.</summary>
public sealed class DispatchHost : IAsyncDisposable
{
    private DispatchHost(IGrainFactory grains, string gateway) => (Grains, Gateway) = (grains, gateway);

    /// <summary>The engine's grains.</summary>
    public IGrainFactory Grains { get; }

    /// <summary>Its gateway, <c>127.0.0.1:PORT</c>; empty where it only reads.</summary>
    public string Gateway { get; }

    /// <summary>Starts an engine; when it returns, work is accepted.</summary>
    /// <exception cref="DataFolderInUseException">Another process works on the folder.</exception>
    /// <exception cref="ConfigurationException">A setting is wrong.</exception>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public static Task<DispatchHost> StartAsync(HostSettings settings, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{settings.DataFolder}{cancellationToken}");

    /// <summary>Ends when the process is asked to stop (Ctrl-C, SIGTERM) or the host stops by itself.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);

    /// <summary>Stops taking work, drains open attempts for at most <c>Host:DrainTimeout</c>, and stops.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
