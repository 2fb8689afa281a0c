using System.Net;
using Dispatch.Grains;
using Dispatch.Silo.Security;
using Dispatch.Storage.Documents;
using Dispatch.Storage.PostgreSql;
using Dispatch.Storage.PostgreSql.Grains;
using Dispatch.Storage.Sqlite;
using Dispatch.Storage.Sqlite.Grains;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Dispatch.Silo.Hosting;

/// <summary>Chooses what holds the data and who says which silos there are: <c>Storage:Provider</c> and <c>Documents:Provider</c>.</summary>
internal static class ProviderSetup
{
    private const string PostgreSqlInvariant = "Npgsql";
    private const string StateFile = "subscriptions.db";
    private const string ServiceId = "dispatch";

    // Orleans' provider behind the grouped reads; only the name of a registration.
    private const string ProviderName = "ado-net";

    /// <summary>Adds the tables and the documents.</summary>
    public static void AddStorage(this IServiceCollection services, IConfiguration configuration, HostSettings settings)
    {
        if (ProviderRules.IsCluster(configuration))
        {
            services.AddPostgreSqlStorage(options => options.ReadOnly = settings.IsReadOnly);
        }
        else
        {
            services.AddSqliteStorage(options =>
            {
                options.FilePath = Path.Combine(settings.DataFolder, "dispatch.db");
                options.ReadOnly = settings.IsReadOnly;
            });
        }

        if (ProviderRules.KeepsDocumentsInPostgreSql(configuration))
            services.AddPostgreSqlDocuments();
        else
            services.AddFolderDocuments(options => options.Folder = Path.Combine(settings.DataFolder, string.IsNullOrEmpty(options.Folder) ? "documents" : options.Folder));
    }

    /// <summary>Creates the embedded database of grain states, before the silo reads from it; a cluster's is made with its other tables.</summary>
    public static void PrepareState(IConfiguration configuration, HostSettings settings, Microsoft.Extensions.Logging.ILoggerFactory loggers)
    {
        if (!settings.IsReadOnly && !ProviderRules.IsCluster(configuration))
            SqliteGrainStorage.Prepare(Path.Combine(settings.DataFolder, StateFile), loggers.CreateLogger("Dispatch.Storage"));
    }

    /// <summary>Adds the grains' own state.</summary>
    public static void AddState(this ISiloBuilder silo, IConfiguration configuration, HostSettings settings)
    {
        var isCluster = ProviderRules.IsCluster(configuration);
        var statePath = Path.Combine(settings.DataFolder, StateFile);
        if (!isCluster && settings.IsReadOnly && !File.Exists(statePath))
        {
            silo.AddMemoryGrainStorage(StateStorage.Name);
            return;
        }

        silo.AddAdoNetGrainStorage(isCluster ? ProviderName : StateStorage.Name, options => options.Configure<IServiceProvider>((storage, services) =>
        {
            storage.Invariant = isCluster ? PostgreSqlInvariant : SqliteGrainStorage.Invariant;
            storage.ConnectionString = isCluster ? ConnectionString(configuration) : SqliteGrainStorage.ConnectionString(statePath);
            storage.GrainStorageSerializer = ActivatorUtilities.CreateInstance<OrleansGrainStorageSerializer>(services);
        }));
        if (isCluster)
        {
            silo.Services.AddGrainStorage(StateStorage.Name, (services, _) => new GroupedGrainStorage(
                services.GetRequiredKeyedService<IGrainStorage>(ProviderName),
                services.GetRequiredService<PostgreSqlGrainStates>(),
                ActivatorUtilities.CreateInstance<OrleansGrainStorageSerializer>(services),
                services.GetRequiredService<IOptions<ClusterOptions>>()));
        }
    }

    /// <summary>Adds the list of silos: the cluster's table, or this process alone.</summary>
    public static void AddClustering(this ISiloBuilder silo, IConfiguration configuration, HostSettings settings, NetworkSettings network, string clusterId, int siloPort, int gatewayPort)
    {
        if (settings.IsReadOnly || !ProviderRules.IsCluster(configuration))
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort, new IPEndPoint(network.Advertised, siloPort), serviceId: ServiceId, clusterId: clusterId);
            return;
        }

        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (PostgreSqlInvariant, ConnectionString(configuration)));
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (clusterId, ServiceId));
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            // A killed silo is declared dead after about five seconds, and a pause of two or three, as a long garbage collection makes it, is survived.
            options.ProbeTimeout = TimeSpan.FromSeconds(1.5);
            options.NumMissedProbesLimit = 3;

            // A lone silo that comes back under another address waits until its own old row looks dead: three times this.
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(4);
            options.DefunctSiloExpiration = TimeSpan.FromDays(1);
            options.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
        });

        // Calls in flight to a silo that died wait for this long; what renders has a longer time of its own.
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(6));
    }

    private static string ConnectionString(IConfiguration configuration) =>
        ConnectionStrings.ForOrleans(configuration.GetSection("Storage").Get<PostgreSqlStorageOptions>() ?? new PostgreSqlStorageOptions());
}
