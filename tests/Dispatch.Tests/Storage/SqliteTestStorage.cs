using Dispatch.Storage;
using Dispatch.Storage.Catalog;
using Dispatch.Storage.Controls;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Printing;
using Dispatch.Storage.Runs;
using Dispatch.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Storage;

/// <summary>The embedded storage as a host registers it, on one file.</summary>
internal sealed class SqliteTestStorage : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private SqliteTestStorage(ServiceProvider services) => _services = services;

    public IServiceProvider Services => _services;

    public IDispatchStore Store => _services.GetRequiredService<IDispatchStore>();

    public IRunStore Runs => _services.GetRequiredService<IRunStore>();

    public IPrintBatchStore Batches => _services.GetRequiredService<IPrintBatchStore>();

    public IControlStore Controls => _services.GetRequiredService<IControlStore>();

    public ICatalogStore Catalog => _services.GetRequiredService<ICatalogStore>();

    public SqliteDatabase Database => _services.GetRequiredService<SqliteDatabase>();

    public static async Task<SqliteTestStorage> OpenAsync(string filePath, Action<SqliteStorageOptions>? configure = null)
    {
        var storage = Create(filePath, configure);
        await storage._services.GetRequiredService<IStorageLifecycle>().InitializeAsync(TestContext.Current.CancellationToken);
        return storage;
    }

    public static SqliteTestStorage Create(string filePath, Action<SqliteStorageOptions>? configure = null)
    {
        var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddLogging();
        services.AddSqliteStorage(options => options.FilePath = filePath);
        services.AddSqliteStorage(configure);
        return new SqliteTestStorage(services.BuildServiceProvider());
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
