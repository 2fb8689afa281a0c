using System.Net;
using Dispatch.Client.Tls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Dispatch.Client;

/// <summary>A connection to a running engine through its gateway. Dispose it to disconnect.</summary>
public sealed class DispatchConnection : IAsyncDisposable
{
    // Calls in flight to a silo that died wait for this long; what renders has a longer time of its own.
    private static readonly TimeSpan _responseTimeout = TimeSpan.FromSeconds(8);

    // How soon a gateway that came back is used again.
    private static readonly TimeSpan _gatewayRefreshPeriod = TimeSpan.FromSeconds(5);

    private readonly IHost _host;

    private DispatchConnection(IHost host)
    {
        _host = host;
        Client = new DispatchClient(host.Services.GetRequiredService<IClusterClient>());
    }

    /// <summary>The engine.</summary>
    public DispatchClient Client { get; }

    /// <summary>Connects to a gateway that asks for no certificate.</summary>
    /// <param name="gateway">Its <c>host:port</c>, as <c>dispatchctl serve</c> prints it; of a cluster several, separated by commas.</param>
    /// <param name="clusterId">The cluster's id, <c>Silo:ClusterId</c> of the engine.</param>
    /// <param name="cancellationToken">Stops waiting for the connection.</param>
    /// <exception cref="FormatException"><paramref name="gateway"/> is not <c>host:port</c>.</exception>
    /// <exception cref="GatewayUnreachableException">Nobody answers there.</exception>
    public static Task<DispatchConnection> ConnectAsync(string gateway, string clusterId = "dispatch", CancellationToken cancellationToken = default) =>
        ConnectAsync(new DispatchConnectionOptions { Gateway = gateway, ClusterId = clusterId }, cancellationToken);

    /// <summary>Connects to a gateway.</summary>
    /// <param name="options">Where it is, and the certificate to show.</param>
    /// <param name="cancellationToken">Stops waiting for the connection.</param>
    /// <exception cref="FormatException">The gateway is not <c>host:port</c>.</exception>
    /// <exception cref="ConnectionSettingsException">A certificate's file is wrong.</exception>
    /// <exception cref="GatewayUnreachableException">Nobody answers there in time, or one side refused the other's certificate.</exception>
    public static async Task<DispatchConnection> ConnectAsync(DispatchConnectionOptions options, CancellationToken cancellationToken = default)
    {
        var identity = ReadIdentity(options);
        var endpoints = await ResolveAllAsync(options.Gateway, cancellationToken);
        var refused = new RefusedPeer();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.UseOrleansClient(client => client
            .UseStaticClustering(endpoints)
            .UseConnectionRetryFilter((_, _) => Task.FromResult(false)) // the caller decides whether to wait for an engine
            .AddActivityPropagation()
            .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, "dispatch"))
            .Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = _responseTimeout)
            .Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = _gatewayRefreshPeriod)
            .Configure<ClientConnectionOptions>(connections =>
            {
                if (identity is not null)
                    connections.ConfigureConnection(connection => connection.UseClientTls(identity.OptionsFor(TlsRole.Silo, refused.Set)));
            }));
        var host = builder.Build();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.ConnectTimeout);
        try
        {
            await host.StartAsync(patience.Token).WaitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            host.Dispose();
            throw;
        }
        catch (Exception e)
        {
            host.Dispose();
            throw new GatewayUnreachableException(options.Gateway, identity is not null, refused.Reason, e);
        }

        return new DispatchConnection(host);
    }

    /// <summary>Disconnects.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static TlsIdentity? ReadIdentity(DispatchConnectionOptions options)
    {
        var tls = options.Tls ?? new ClientTlsOptions();
        var names = TlsNames.Of(options.ClusterId, tls.SiloName, tls.ClientName);
        var settings = new TlsSettings("Client:Tls", TlsRole.Client, tls.CertificateFile, tls.KeyFile, tls.CaFile, names);
        if (!settings.IsWanted)
            return null;

        var errors = new List<string>();
        return TlsFiles.Read(settings, errors) ?? throw new ConnectionSettingsException(string.Join(Environment.NewLine, errors));
    }

    /// <summary>Several gateways are separated by commas; any one that answers is enough.</summary>
    private static async Task<IPEndPoint[]> ResolveAllAsync(string gateways, CancellationToken cancellationToken) =>
        await Task.WhenAll(gateways.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).DefaultIfEmpty("")
            .Select(gateway => ResolveAsync(gateway, cancellationToken)));

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
            throw new GatewayUnreachableException(gateway, isEncrypted: false, refused: null, e);
        }
    }
}
