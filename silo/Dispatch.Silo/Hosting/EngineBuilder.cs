using System.Net;
using Dispatch.Channels.Email;
using Dispatch.Channels.Print;
using Dispatch.Grains;
using Dispatch.Silo.Health;
using Dispatch.Silo.Security;
using Dispatch.Silo.Telemetry;
using Dispatch.Storage.Documents;
using Dispatch.Storage.Sqlite;
using Dispatch.Storage.Sqlite.Grains;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace Dispatch.Silo.Hosting;

/// <summary>Puts the engine together: configuration, storage, channels, grains, telemetry, health.</summary>
internal static class EngineBuilder
{
    private const string StateFile = "subscriptions.db";

    /// <summary>Builds a host that is ready to start.</summary>
    public static IHost Build(HostSettings settings, NetworkSettings network, int siloPort, int gatewayPort, Action<IServiceCollection>? configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        AddConfiguration(builder.Configuration, settings);
        ProviderRules.Check(builder.Configuration);

        AddLogging(builder.Logging, builder.Configuration, settings);
        builder.Services.RemoveAll<IHostLifetime>();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddOptions<SiloOptions>().BindConfiguration("Silo").ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SiloOptions>, SiloOptionsValidator>());
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<EngineOptions>>(
            (host, engine) => host.ShutdownTimeout = engine.Value.DrainTimeout + TimeSpan.FromSeconds(10));

        builder.Services.AddSqliteStorage(options =>
        {
            options.FilePath = Path.Combine(settings.DataFolder, "dispatch.db");
            options.ReadOnly = settings.IsReadOnly;
        });
        builder.Services.AddFolderDocuments(options => options.Folder = Path.Combine(
            settings.DataFolder, string.IsNullOrEmpty(options.Folder) ? "documents" : options.Folder));
        builder.Services.AddEmailChannel(options => options.PickupFolder = Path.Combine(settings.DataFolder, options.PickupFolder));
        builder.Services.AddPrintChannel(options => options.SpoolFolder = Path.Combine(settings.DataFolder, options.SpoolFolder));
        builder.Services.AddDispatchEngine();

        // Before what calls grains by itself: services start in the order in which they are registered.
        builder.UseOrleans(silo => AddSilo(silo, settings, network, builder.Configuration, siloPort, gatewayPort));
        if (!settings.IsReadOnly)
            builder.Services.AddDispatchRecovery().AddLoneProcessRecovery();
        builder.Services.AddDispatchSecurity(network).AddDispatchHealth();
        builder.Services.AddDispatchTelemetry(builder.Configuration, settings.TraceFile);
        configure?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary>Reads and checks the silo's own options, which decide its ports before it is built.</summary>
    public static ServiceProvider ReadSilo(HostSettings settings)
    {
        var configuration = new ConfigurationManager();
        AddConfiguration(configuration, settings);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddOptions<SiloOptions>().BindConfiguration("Silo");
        services.AddSingleton<IValidateOptions<SiloOptions>, SiloOptionsValidator>();
        return services.BuildServiceProvider();
    }

    /// <summary>Creates the database of grain states, before the silo reads from it.</summary>
    public static void PrepareState(HostSettings settings, ILoggerFactory loggers)
    {
        if (!settings.IsReadOnly)
            SqliteGrainStorage.Prepare(Path.Combine(settings.DataFolder, StateFile), loggers.CreateLogger("Dispatch.Storage"));
    }

    private static void AddConfiguration(ConfigurationManager configuration, HostSettings settings)
    {
        configuration.AddJsonFile(Path.GetFullPath(Path.Combine(settings.DataFolder, "appsettings.json")), optional: true, reloadOnChange: false);
        if (settings.ConfigFile is { } file)
            configuration.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false);
        configuration.AddEnvironmentVariables();
        configuration.AddInMemoryCollection(settings.Overrides);
    }

    private static void AddLogging(ILoggingBuilder logging, ConfigurationManager configuration, HostSettings settings)
    {
        logging.ClearProviders();
        logging.AddJsonConsole(options =>
        {
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            options.IncludeScopes = false;
        });
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        // The host that fails to start says why in its exception, which the caller shows with its mend.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        if (settings.LogsAsServer)
        {
            logging.SetMinimumLevel(LogLevel.Information);
            logging.AddFilter("Orleans", LogLevel.Warning);
            // Whoever knocks makes a line there; ours are counted (Security/Refusals).
            logging.AddFilter("Orleans.Connections.Security", LogLevel.Error);
            logging.AddFilter("Microsoft", LogLevel.Warning);
            logging.AddFilter("Polly", LogLevel.Warning); // Orleans places every activation through it
        }
        else
        {
            // A command shows outcomes itself; only what it cannot know is logged.
            logging.SetMinimumLevel(LogLevel.Error);
            logging.AddFilter("Dispatch.Grains.Dispatches", LogLevel.Critical);
            logging.AddFilter("Orleans", LogLevel.Critical);
            logging.AddFilter("Polly", LogLevel.Critical);
        }

        logging.AddConfiguration(configuration.GetSection("Logging"));
    }

    private static void AddSilo(
        ISiloBuilder silo, HostSettings settings, NetworkSettings network, ConfigurationManager configuration, int siloPort, int gatewayPort)
    {
        var clusterId = configuration["Silo:ClusterId"] ?? new SiloOptions().ClusterId;
        silo.UseLocalhostClustering(siloPort, gatewayPort, new IPEndPoint(network.Advertised, siloPort), serviceId: "dispatch", clusterId: clusterId);
        silo.UseDispatchNetwork(network, siloPort, gatewayPort);
        silo.AddActivityPropagation();

        var statePath = Path.Combine(settings.DataFolder, StateFile);
        if (settings.IsReadOnly && !File.Exists(statePath))
        {
            silo.AddMemoryGrainStorage(StateStorage.Name);
            return;
        }

        silo.AddAdoNetGrainStorage(StateStorage.Name, options => options.Configure<IServiceProvider>((storage, services) =>
        {
            storage.Invariant = SqliteGrainStorage.Invariant;
            storage.ConnectionString = SqliteGrainStorage.ConnectionString(statePath);
            storage.GrainStorageSerializer = ActivatorUtilities.CreateInstance<OrleansGrainStorageSerializer>(services);
        }));
    }
}
