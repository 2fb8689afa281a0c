using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Dispatch.Client;

/// <summary>A connection to a running engine through its gateway. Dispose it to disconnect.</summary>
public sealed class DispatchConnection : IAsyncDisposable
{
    private readonly IHost _host;

    private DispatchConnection(IHost host)
    {
        _host = host;
        Client = new DispatchClient(host.Services.GetRequiredService<IClusterClient>());
    }

    /// <summary>The engine.</summary>
    public DispatchClient Client { get; }

    /// <summary>Connects to a gateway.</summary>
    /// <param name="gateway">Its <c>host:port</c>, as <c>dispatchctl serve</c> prints it.</param>
    /// <param name="clusterId">The cluster's id, <c>Silo:ClusterId</c> of the engine.</param>
    /// <param name="cancellationToken">Stops waiting for the connection.</param>
    /// <exception cref="FormatException"><paramref name="gateway"/> is not <c>host:port</c>.</exception>
    /// <exception cref="GatewayUnreachableException">Nobody answers there.</exception>
    public static async Task<DispatchConnection> ConnectAsync(string gateway, string clusterId = "dispatch", CancellationToken cancellationToken = default)
    {
        var endpoint = await ResolveAsync(gateway, cancellationToken);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.UseOrleansClient(client => client
            .UseStaticClustering(endpoint)
            .UseConnectionRetryFilter((_, _) => Task.FromResult(false)) // the caller decides whether to wait for an engine
            .AddActivityPropagation()
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (clusterId, "dispatch")));
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            host.Dispose();
            throw new GatewayUnreachableException(gateway, e);
        }

        return new DispatchConnection(host);
    }

    /// <summary>Disconnects.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static async Task<IPEndPoint> ResolveAsync(string gateway, CancellationToken cancellationToken)
    {
        var colon = gateway.LastIndexOf(':');
        if (colon < 1 || !ushort.TryParse(gateway.AsSpan(colon + 1), out var port) || port == 0)
            throw new FormatException($"'{gateway}' is no gateway; write host:port, for example 127.0.0.1:30000.");

        var host = gateway[..colon].Trim('[', ']');
        if (IPAddress.TryParse(host, out var address))
            return new IPEndPoint(address, port);
        try
        {
            return new IPEndPoint((await Dns.GetHostAddressesAsync(host, cancellationToken))[0], port);
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw new GatewayUnreachableException(gateway, e);
        }
    }
}
