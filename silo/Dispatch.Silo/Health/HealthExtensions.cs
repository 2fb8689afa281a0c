using Dispatch.Silo.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Dispatch.Silo.Health;

/// <summary>Registers the health checks and their endpoints.</summary>
internal static class HealthExtensions
{
    /// <summary>Adds them; the endpoints open only where <c>Silo:HttpPort</c> is set.</summary>
    public static IServiceCollection AddDispatchHealth(this IServiceCollection services, bool isCluster)
    {
        var checks = services.AddHealthChecks()
            .AddCheck<SiloHealthCheck>("silo")
            .AddCheck<NetworkHealthCheck>("network")
            .AddCheck<StoreHealthCheck>("store")
            .AddCheck<PauseHealthCheck>("pauses")
            .AddCheck<DestinationHealthCheck>("destinations")
            .AddCheck<ReceiptHealthCheck>("receipts");
        if (isCluster)
            checks.AddCheck<ClockHealthCheck>("clock");
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HealthEndpoints>());
        return services;
    }
}
