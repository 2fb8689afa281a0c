using Dispatch.Storage.Catalog;
using Dispatch.Storage.Controls;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Printing;
using Dispatch.Storage.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Dispatch.Storage.Sqlite;

/// <summary>Registers the embedded database.</summary>
public static class SqliteStorageExtensions
{
    /// <summary>
    /// Adds <see cref="IDispatchStore"/> and <see cref="ICatalogStore"/> on one SQLite file, and their <see cref="IStorageLifecycle"/>,
    /// which the host runs around all its services. May be called twice.
    /// </summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, Action<SqliteStorageOptions>? configure = null)
    {
        var options = services.AddOptions<SqliteStorageOptions>().BindConfiguration("Storage:Sqlite").ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.AddMetrics();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteStorageOptions>, SqliteStorageOptionsValidator>());
        services.TryAddSingleton<StorageInstruments>();
        services.TryAddSingleton<SqliteDatabase>();
        services.TryAddSingleton<IDispatchStore, SqliteDispatchStore>();
        services.TryAddSingleton<ICatalogStore, SqliteCatalogStore>();
        services.TryAddSingleton<IRunStore, SqliteRunStore>();
        services.TryAddSingleton<IPrintBatchStore, SqlitePrintBatchStore>();
        services.TryAddSingleton<IControlStore, SqliteControlStore>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStorageLifecycle, SqliteDatabase>(provider => provider.GetRequiredService<SqliteDatabase>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StorageLifecycleService>());
        return services;
    }
}
