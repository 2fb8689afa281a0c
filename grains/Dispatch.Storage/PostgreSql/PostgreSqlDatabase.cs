using System.Net.Sockets;
using Dispatch.Abstractions;
using Dispatch.Storage.PostgreSql.Writes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Dispatch.Storage.PostgreSql;

/// <summary>The connections to the database. Stopped by <see cref="StorageLifecycleService"/> after Orleans.</summary>
internal sealed class PostgreSqlDatabase(
    IOptions<PostgreSqlStorageOptions> options, StorageInstruments instruments, TimeProvider clock, ILogger<PostgreSqlDatabase> logger)
    : IStorageLifecycle, IAsyncDisposable
{
    private static readonly TimeSpan _startPatience = TimeSpan.FromSeconds(30);

    private readonly PostgreSqlStorageOptions _options = options.Value;
    private readonly SemaphoreSlim _initializing = new(1, 1);
    private readonly LaneNumbers _lanes = new();
    private NpgsqlDataSource? _reading;
    private NpgsqlDataSource? _writing;
    private PostgreSqlWriter? _writer;
    private bool _isStopped;

    public async Task InitializeAsync(CancellationToken cancellationToken = default)
    {
        await _initializing.WaitAsync(cancellationToken);
        try
        {
            if (_reading is not null || _isStopped)
                return;
            await WaitForServerAsync(cancellationToken);
            await PostgreSqlSchema.PrepareAsync(_options, logger, cancellationToken);
            await using (var connection = new NpgsqlConnection(ConnectionStrings.ForUpgrading(_options)))
                await ServerRules.CheckAsync(connection, clock, cancellationToken);
            _reading = NpgsqlDataSource.Create(ConnectionStrings.ForReading(_options));
            if (_options.ReadOnly)
                return;
            _writing = NpgsqlDataSource.Create(ConnectionStrings.ForWriting(_options));
            _writer = new PostgreSqlWriter(OpenWriterAsync, instruments, logger);
        }
        finally
        {
            _initializing.Release();
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _initializing.WaitAsync(cancellationToken);
        _isStopped = true;
        _initializing.Release();
        if (_writer is not null)
            await _writer.StopAsync().WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_writing is not null)
            await _writing.DisposeAsync();
        if (_reading is not null)
            await _reading.DisposeAsync();
    }

    /// <summary>Queues a write; ends after it is flushed.</summary>
    public Task<T> WriteAsync<T>(QueuedWrite<T> write, CancellationToken cancellationToken) => _writer switch
    {
        { } writer => writer.WriteAsync(write, cancellationToken),
        null when _options.ReadOnly => throw new InvalidOperationException("The database was opened for reading only."),
        null when _isStopped => throw PostgreSqlWriter.Stopped(),
        null => throw NotInitialized(),
    };

    /// <summary>Works on a pooled connection; a failure becomes a <see cref="StorageException"/>.</summary>
    /// <param name="work">What to do; each of its statements is a transaction unless it begins one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<T> UseAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        var source = _reading ?? throw NotInitialized();
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            return await work(connection);
        }
        catch (Exception e) when (IsLost(e))
        {
            throw Failed(e);
        }
    }

    /// <summary>Whether the database or the way to it failed; a connection that breaks while it is used shows in several ways.</summary>
    private static bool IsLost(Exception e) =>
        e is NpgsqlException or TimeoutException or SocketException or ObjectDisposedException or InvalidOperationException or IOException and not FileNotFoundException;

    /// <summary>Without the server's text, which may quote rows.</summary>
    public static StorageException Failed(Exception e) =>
        new($"PostgreSQL could not be used ({Code(e)}).", isUncertain: e is not PostgresException);

    private static string Code(Exception e) => (e as PostgresException)?.SqlState ?? (e.InnerException ?? e).GetType().Name;

    /// <summary>Database and silos are often started together: a silo waits a while, a command that only reads does not.</summary>
    private async Task WaitForServerAsync(CancellationToken cancellationToken)
    {
        var begunAt = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionStrings.ForUpgrading(_options));
                await connection.OpenAsync(cancellationToken);
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                var server = new NpgsqlConnectionStringBuilder(ConnectionStrings.ForUpgrading(_options));
                var isStarting = e is not PostgresException || ((PostgresException)e).SqlState == PostgresErrorCodes.CannotConnectNow;
                if (_options.ReadOnly || !isStarting || clock.GetElapsedTime(begunAt) > _startPatience)
                {
                    throw new StorageException(
                        $"PostgreSQL at {server.Host}:{server.Port}, database '{server.Database}', user '{server.Username}', cannot be used ({Code(e)}); see that it runs and that Storage:ConnectionString is right.", isUncertain: false);
                }

                logger.WaitingForServer($"{server.Host}:{server.Port}", Code(e));
                await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellationToken);
            }
        }
    }

    private async Task<WriterSession> OpenWriterAsync()
    {
        var connection = await _writing!.OpenConnectionAsync();
        try
        {
            await ServerRules.CheckFlushAsync(connection, CancellationToken.None);
            return new WriterSession(connection, _lanes);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static InvalidOperationException NotInitialized() =>
        new($"The database was not initialized; call {nameof(IStorageLifecycle)}.{nameof(InitializeAsync)} first.");
}
