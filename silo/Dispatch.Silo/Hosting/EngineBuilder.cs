using Dispatch.Channels.Email;
using Dispatch.Channels.Print;
using Dispatch.Grains;
using Dispatch.Silo.Health;
using Dispatch.Silo.Security;
using Dispatch.Silo.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Dispatch.Silo.Hosting;

/// <summary>Puts the engine together: configuration, storage, channels, grains, telemetry, health.</summary>
internal static class EngineBuilder
{
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

        builder.Services.AddStorage(builder.Configuration, settings);
        builder.Services.AddEmailChannel(options =>
        {
            options.PickupFolder = Path.Combine(settings.DataFolder, options.PickupFolder);
            if (!string.IsNullOrEmpty(options.Templates.Folder))
                options.Templates.Folder = Path.Combine(settings.DataFolder, options.Templates.Folder);
        });
        builder.Services.AddPrintChannel(options => options.SpoolFolder = Path.Combine(settings.DataFolder, options.SpoolFolder));
        if (!settings.IsReadOnly)
            builder.Services.AddSpoolFolders();
        builder.Services.AddDispatchEngine();

        // Before what calls grains by itself: services start in the order in which they are registered.
        builder.UseOrleans(silo => AddSilo(silo, settings, network, builder.Configuration, siloPort, gatewayPort));
        if (!settings.IsReadOnly)
            builder.Services.AddDispatchRecovery();
        if (!settings.IsReadOnly && !ProviderRules.IsCluster(builder.Configuration))
            builder.Services.AddLoneProcessRecovery();
        if (!settings.IsReadOnly && ProviderRules.IsCluster(builder.Configuration))
            builder.Services.AddHostedService<SharedFolderCheck>(); // starting services run in the order of registration: after the database
        builder.Services.AddDispatchSecurity(network).AddDispatchHealth(ProviderRules.IsCluster(builder.Configuration));
        builder.Services.AddDispatchTelemetry(builder.Configuration, settings.TraceFile);
        configure?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary>Reads the configuration of an engine and checks what is chosen in it.</summary>
    /// <exception cref="ConfigurationException">A value is not available.</exception>
    public static IConfiguration ReadConfiguration(HostSettings settings)
    {
        var configuration = new ConfigurationManager();
        AddConfiguration(configuration, settings);
        ProviderRules.Check(configuration);
        return configuration;
    }

    /// <summary>Reads and checks the silo's own options, which decide its ports before it is built.</summary>
    public static ServiceProvider ReadSilo(HostSettings settings)
    {
        var configuration = ReadConfiguration(settings);
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddOptions<SiloOptions>().BindConfiguration("Silo");
        services.AddSingleton<IValidateOptions<SiloOptions>, SiloOptionsValidator>();
        return services.BuildServiceProvider();
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

    /// <summary>The subscriptions that a run asks for in <c>CollectionAge</c>, and all that every process asks for again and again; about 300 bytes each.</summary>
    private const int GrainPlaceCount = 50_000;

    private static void AddSilo(
        ISiloBuilder silo, HostSettings settings, NetworkSettings network, ConfigurationManager configuration, int siloPort, int gatewayPort)
    {
        var clusterId = configuration["Silo:ClusterId"] ?? new SiloOptions().ClusterId;
        silo.AddClustering(configuration, settings, network, clusterId, siloPort, gatewayPort);
        silo.UseDispatchNetwork(network, siloPort, gatewayPort);

        silo.AddState(configuration, settings);

        // A run brings a subscription into memory for each invoice; what is not asked for any more must go before the next hundred thousand come.
        silo.Configure<GrainCollectionOptions>(options => (options.CollectionAge, options.CollectionQuantum) = (TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(5)));

        // Where grains live is remembered for as many as can be in use at a time; by default for a million, most of them dispatches that are over.
        silo.Configure<GrainDirectoryOptions>(options => options.CacheSize = GrainPlaceCount);
    }
}
