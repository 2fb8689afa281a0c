using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Npgsql;

namespace Dispatch.Benchmarks.Engines.Competitors;

/// <summary>Hangfire with PostgreSQL storage: a job per dispatch.</summary>
internal sealed class HangfireEngine : IMeasuredEngine
{
    /// <summary>The most that Hangfire takes by itself: five per core, at most twenty.</summary>
    private const int WorkerCount = 20;

    private readonly string _connectionString;
    private PostgreSqlStorage? _storage;
    private BackgroundJobServer? _server;

    public HangfireEngine(string connectionString)
    {
        _connectionString = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 50, AutoPrepareMinUsages = 2 }.ConnectionString;
        GlobalConfiguration.Configuration.SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
    }

    public Task StartAsync()
    {
        var options = new PostgreSqlStorageOptions { QueuePollInterval = TimeSpan.FromMilliseconds(50) };
        _storage = new PostgreSqlStorage(new NpgsqlConnectionFactory(_connectionString, options), options);
        _server = new BackgroundJobServer(
            new BackgroundJobServerOptions { WorkerCount = WorkerCount, SchedulePollingInterval = Batch.RetryDelay }, _storage);
        return Task.CompletedTask;
    }

    public Task FinalizeAsync(Batch batch, CancellationToken cancellationToken)
    {
        var client = new BackgroundJobClient(_storage);
        return batch.FinalizeAsync(
            1,
            numbers =>
            {
                var number = numbers[0];
                client.Enqueue(() => HangfireJob.Send(number, Batch.FirstDefinition, Batch.Recipient, null));
                client.Enqueue(() => HangfireJob.Send(number, Batch.SecondDefinition, Batch.Recipient, null));
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    public async Task<long> CountSettledAsync()
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM hangfire.job WHERE statename = 'Succeeded'", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync()
    {
        _server?.SendStop();
        _server?.Dispose();
        return ValueTask.CompletedTask;
    }
}
