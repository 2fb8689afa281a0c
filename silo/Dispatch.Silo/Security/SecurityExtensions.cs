using System.Net;
using Dispatch.Client.Tls;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Connections.Security;
using Orleans.Serialization.Session;

namespace Dispatch.Silo.Security;

/// <summary>Registers where a silo listens, who may connect, and what clients may call.</summary>
internal static class SecurityExtensions
{
    private const string Gateway = "gateway";

    /// <summary>Adds what the network's protection needs. May be called twice.</summary>
    public static IServiceCollection AddDispatchSecurity(this IServiceCollection services, NetworkSettings network)
    {
        services.TryAddSingleton(network);
        services.TryAddSingleton<Refusals>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, NetworkNotice>());
        return services;
    }

    /// <summary>Listens at the configured addresses, encrypts where that is configured, and closes to clients what is not opened to them. After the clustering.</summary>
    public static ISiloBuilder UseDispatchNetwork(this ISiloBuilder silo, NetworkSettings network, int siloPort, int gatewayPort)
    {
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = network.Advertised;
            options.SiloPort = siloPort;
            options.GatewayPort = gatewayPort;
            options.SiloListeningEndpoint = new IPEndPoint(network.Listening, siloPort);
            options.GatewayListeningEndpoint = gatewayPort == 0 ? null : new IPEndPoint(network.Listening, gatewayPort);
        });
        silo.Services.AddOptions<SiloConnectionOptions>().Configure<Refusals, SerializerSessionPool>((connections, refusals, sessions) =>
        {
            if (network.Tls is { } tls)
            {
                connections.ConfigureSiloInboundConnection(connection => UseTls(connection, "silo", refusals, tls, TlsRole.Silo, TlsConnectionBuilderExtensions.UseServerTls));
                connections.ConfigureSiloOutboundConnection(connection => UseTls(connection, "outgoing", refusals, tls, TlsRole.Silo, TlsConnectionBuilderExtensions.UseClientTls));
                connections.ConfigureGatewayInboundConnection(connection => UseTls(connection, Gateway, refusals, tls, TlsRole.Client, TlsConnectionBuilderExtensions.UseServerTls));
            }

            connections.ConfigureGatewayInboundConnection(connection => connection.UseSenderCheck(refusals, sessions));
        });
        silo.AddIncomingGrainCallFilter<ClientCallFilter>();
        return silo;
    }

    private static void UseTls(
        IConnectionBuilder builder, string port, Refusals refusals, TlsIdentity tls, TlsRole peer, Action<IConnectionBuilder, TlsOptions> use)
    {
        var watch = new HandshakeWatch(port, refusals);
        watch.Use(builder, connection => use(connection, tls.OptionsFor(peer, watch.Refuse)));
    }

    private static void UseSenderCheck(this IConnectionBuilder builder, Refusals refusals, SerializerSessionPool sessions) => builder.Use(next => async connection =>
    {
        var transport = connection.Transport;
        connection.Transport = new CheckedTransport(new CheckedInput(transport.Input, new SenderCheck(sessions), () => refusals.Connection(Gateway, Refusals.SenderForged)), transport.Output);
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
        }
    });
}
