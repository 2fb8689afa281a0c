using System.Net;
using System.Net.Sockets;
using Dispatch.Abstractions;
using Dispatch.Silo.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Silo.Hosting;

/// <summary>A running engine in this process.</summary>
public sealed class DispatchHost : IAsyncDisposable
{
    private const int PortTries = 5;

    private readonly IHost _host;
    private readonly DataFolderLock? _lock;

    private DispatchHost(IHost host, DataFolderLock? folderLock, string gateway)
    {
        (_host, _lock, Gateway) = (host, folderLock, gateway);
        Grains = host.Services.GetRequiredService<IGrainFactory>();
    }

    /// <summary>The engine's grains.</summary>
    public IGrainFactory Grains { get; }

    /// <summary>Its gateway, <c>ADDRESS:PORT</c>; empty where it only reads.</summary>
    public string Gateway { get; }

    /// <summary>The engine's services, for tests and for what is built on the host.</summary>
    internal IServiceProvider Services => _host.Services;

    /// <summary>Starts an engine; when it returns, work is accepted.</summary>
    /// <exception cref="DataFolderInUseException">Another process works on the folder.</exception>
    /// <exception cref="ConfigurationException">A setting is wrong.</exception>
    /// <exception cref="StorageUnusableException">The database is away, or not as it must be.</exception>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public static Task<DispatchHost> StartAsync(HostSettings settings, CancellationToken cancellationToken) =>
        StartAsync(settings, configure: null, cancellationToken);

    /// <summary>Starts an engine with changed services.</summary>
    internal static async Task<DispatchHost> StartAsync(HostSettings settings, Action<IServiceCollection>? configure, CancellationToken cancellationToken)
    {
        if (!settings.IsReadOnly)
            Directory.CreateDirectory(settings.DataFolder);
        var folderLock = settings.IsReadOnly ? null : DataFolderLock.Take(settings.DataFolder);
        try
        {
            return await StartLockedAsync(settings, folderLock, configure, cancellationToken);
        }
        catch
        {
            folderLock?.Dispose();
            throw;
        }
    }

    /// <summary>Ends when the engine stops by itself or <paramref name="cancellationToken"/> is cancelled.</summary>
    public async Task WaitForShutdownAsync(CancellationToken cancellationToken)
    {
        var lifetime = _host.Services.GetRequiredService<IHostApplicationLifetime>();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await Task.Delay(Timeout.Infinite, linked.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Stops taking work, drains open attempts for at most <c>Host:DrainTimeout</c>, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _host.StopAsync();
        }
        finally
        {
            await DisposeAsync(_host);
            _lock?.Dispose();
        }
    }

    private static async Task<DispatchHost> StartLockedAsync(
        HostSettings settings, DataFolderLock? folderLock, Action<IServiceCollection>? configure, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var host = Build(settings, configure, out var gateway, out var hasFreeChoice);
            try
            {
                ProviderSetup.PrepareState(host.Services.GetRequiredService<IConfiguration>(), settings, host.Services.GetRequiredService<ILoggerFactory>());
                await host.StartAsync(cancellationToken);
                folderLock?.Announce(gateway);
                return new DispatchHost(host, folderLock, gateway);
            }
            catch (Exception e)
            {
                await DisposeAsync(host);
                if (WrongSettings.Find(e) is { } wrong)
                    throw wrong;
                if (e is StorageException)
                    throw new StorageUnusableException(e.Message, e);
                if (FindSocketError(e) != SocketError.AddressAlreadyInUse)
                    throw;

                // With a free choice somebody took the port in the moment between finding and using it.
                if (!hasFreeChoice || tries == PortTries)
                    throw new ConfigurationException("A port of the silo is in use: change Silo:Port, Silo:GatewayPort or Silo:HttpPort, or use 0 for any free one.", e);
            }
        }
    }

    private static IHost Build(HostSettings settings, Action<IServiceCollection>? configure, out string gateway, out bool hasFreeChoice)
    {
        try
        {
            using var probe = EngineBuilder.ReadSilo(settings);
            var silo = probe.GetRequiredService<IOptions<SiloOptions>>().Value;
            var wanted = settings.GatewayPort ?? silo.GatewayPort;
            hasFreeChoice = wanted == 0 || silo.Port == 0;
            var network = NetworkSettings.Read(silo, settings.IsReadOnly);
            var gatewayPort = settings.IsReadOnly ? 0 : FreePort.Or(wanted, network.Listening);
            gateway = gatewayPort == 0 ? "" : new IPEndPoint(network.Advertised, gatewayPort).ToString();
            return EngineBuilder.Build(settings, network, FreePort.Or(settings.IsReadOnly ? 0 : silo.Port, network.Listening), gatewayPort, configure);
        }
        catch (Exception e) when (WrongSettings.Find(e) is { } wrong)
        {
            throw wrong;
        }
        catch (Exception e) when (e is FileNotFoundException or FormatException or InvalidDataException or InvalidOperationException)
        {
            throw new ConfigurationException(e.InnerException is null ? e.Message : $"{e.Message} {e.InnerException.Message}", e);
        }
    }

    private static async Task DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else
            host.Dispose();
    }

    private static SocketError? FindSocketError(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is SocketException socket)
                return socket.SocketErrorCode;
            if (e is AggregateException { InnerExceptions: var inner } && inner.Select(FindSocketError).FirstOrDefault(code => code is not null) is { } found)
                return found;
        }

        return null;
    }
}
