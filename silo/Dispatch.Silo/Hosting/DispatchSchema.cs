using Dispatch.Abstractions;
using Dispatch.Storage;
using Dispatch.Storage.PostgreSql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Hosting;

/// <summary>Creates and upgrades the database's schema without starting an engine, for operators who give silos no right to change tables.</summary>
public static class DispatchSchema
{
    /// <summary>Brings the schema up to date. Calling again does nothing.</summary>
    /// <param name="settings">The data folder and configuration, as for the engine.</param>
    /// <param name="cancellationToken">Stops it; a script that runs is undone.</param>
    /// <returns>The scripts that were applied now, by name; empty for the embedded database, which is small enough not to say.</returns>
    /// <exception cref="ConfigurationException">A setting is wrong.</exception>
    /// <exception cref="DataFolderInUseException">The embedded database is in use.</exception>
    /// <exception cref="StorageUnusableException">The database cannot be reached or upgraded.</exception>
    public static async Task<IReadOnlyList<string>> ApplyAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        var configuration = EngineBuilder.ReadConfiguration(settings);
        try
        {
            if (!ProviderRules.IsCluster(configuration))
                return await ApplyEmbeddedAsync(configuration, settings, cancellationToken);
            var options = configuration.GetSection("Storage").Get<PostgreSqlStorageOptions>() ?? new PostgreSqlStorageOptions();
            if (options.ConnectionString.Length == 0)
                throw new ConfigurationException("Storage:ConnectionString is empty; name the database, for example 'Host=db;Database=dispatch;Username=owner'.");
            using var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.None));
            return await PostgreSqlSchema.ApplyAsync(options, loggers.CreateLogger("Dispatch.Storage"), cancellationToken);
        }
        catch (StorageException e)
        {
            throw new StorageUnusableException(e.Message, e);
        }
        catch (Exception e) when (WrongSettings.Find(e) is { } wrong)
        {
            throw wrong;
        }
    }

    private static async Task<IReadOnlyList<string>> ApplyEmbeddedAsync(IConfiguration configuration, HostSettings settings, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.DataFolder);
        using var held = DataFolderLock.Take(settings.DataFolder);
        var services = new ServiceCollection().AddLogging().AddSingleton(configuration);
        services.AddStorage(configuration, settings);
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IStorageLifecycle>().InitializeAsync(cancellationToken);
        ProviderSetup.PrepareState(configuration, settings, provider.GetRequiredService<ILoggerFactory>());
        return [];
    }
}
