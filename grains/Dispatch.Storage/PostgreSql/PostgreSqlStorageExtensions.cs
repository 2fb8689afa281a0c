using Dispatch.Storage.Catalog;
using Dispatch.Storage.Controls;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Documents;
using Dispatch.Storage.Folders;
using Dispatch.Storage.PostgreSql.Documents;
using Dispatch.Storage.PostgreSql.Grains;
using Dispatch.Storage.Printing;
using Dispatch.Storage.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Dispatch.Storage.PostgreSql;

/// <summary>Registers the database of a cluster.</summary>
public static class PostgreSqlStorageExtensions
{
    /// <summary>
    /// Adds <see cref="IDispatchStore"/> and <see cref="ICatalogStore"/> on PostgreSQL, and their <see cref="IStorageLifecycle"/>,
    /// which the host runs around all its services. May be called twice.
    /// </summary>
    public static IServiceCollection AddPostgreSqlStorage(this IServiceCollection services, Action<PostgreSqlStorageOptions>? configure = null)
    {
        var options = services.AddOptions<PostgreSqlStorageOptions>().BindConfiguration("Storage").ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgreSqlStorageOptions>, PostgreSqlStorageOptionsValidator>());
        services.TryAddSingleton<StorageInstruments>();
        services.TryAddSingleton<PostgreSqlDatabase>();
        services.TryAddSingleton<IDispatchStore, PostgreSqlDispatchStore>();
        services.TryAddSingleton<ICatalogStore, PostgreSqlCatalogStore>();
        services.TryAddSingleton<IRunStore, PostgreSqlRunStore>();
        services.TryAddSingleton<IPrintBatchStore, PostgreSqlPrintBatchStore>();
        services.TryAddSingleton<IControlStore, PostgreSqlControlStore>();
        services.TryAddSingleton(provider => new PostgreSqlGrainStates(provider.GetRequiredService<PostgreSqlDatabase>()));
        services.TryAddSingleton(provider => new PostgreSqlClock(provider.GetRequiredService<PostgreSqlDatabase>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<ISharedFolders, PostgreSqlSharedFolders>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStorageLifecycle, PostgreSqlDatabase>(provider => provider.GetRequiredService<PostgreSqlDatabase>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StorageLifecycleService>());
        return services;
    }

    /// <summary>Adds <see cref="IDocumentStore"/> in the same database; needs <see cref="AddPostgreSqlStorage"/>.</summary>
    public static IServiceCollection AddPostgreSqlDocuments(this IServiceCollection services)
    {
        services.TryAddSingleton<IDocumentStore, PostgreSqlDocumentStore>();
        return services;
    }
}
