using Dispatch.Storage;
using Dispatch.Storage.Catalog;
using Dispatch.Storage.Controls;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Documents;
using Dispatch.Storage.PostgreSql;
using Dispatch.Storage.Printing;
using Dispatch.Storage.Runs;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Storage;

/// <summary>The storage of a cluster as a host registers it, on one database.</summary>
internal sealed class PostgreSqlTestStorage : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private PostgreSqlTestStorage(ServiceProvider services) => _services = services;

    public IDispatchStore Store => _services.GetRequiredService<IDispatchStore>();

    public IRunStore Runs => _services.GetRequiredService<IRunStore>();

    public IPrintBatchStore Batches => _services.GetRequiredService<IPrintBatchStore>();

    public IControlStore Controls => _services.GetRequiredService<IControlStore>();

    public ICatalogStore Catalog => _services.GetRequiredService<ICatalogStore>();

    public PostgreSqlClock Clock => _services.GetRequiredService<PostgreSqlClock>();

    public IDocumentStore Documents => _services.GetRequiredService<IDocumentStore>();

    /// <summary>Opens a storage on a new database.</summary>
    public static async Task<PostgreSqlTestStorage> OpenAsync(SharedPostgres postgres, Action<PostgreSqlStorageOptions>? configure = null, TimeProvider? clock = null)
    {
        var server = await postgres.GetAsync();
        return await OpenAsync(server.ConnectionString(await server.CreateDatabaseAsync()), configure, clock);
    }

    /// <summary>Opens a storage on a database that is there.</summary>
    public static async Task<PostgreSqlTestStorage> OpenAsync(
        string connectionString, Action<PostgreSqlStorageOptions>? configure = null, TimeProvider? clock = null)
    {
        var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddLogging();
        if (clock is not null)
            services.AddSingleton(clock);
        services.AddPostgreSqlStorage(options => options.ConnectionString = connectionString);
        services.AddPostgreSqlStorage(configure).AddPostgreSqlDocuments();
        var provider = services.BuildServiceProvider();
        try
        {
            await provider.GetRequiredService<IStorageLifecycle>().InitializeAsync(TestContext.Current.CancellationToken);
            return new PostgreSqlTestStorage(provider);
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
