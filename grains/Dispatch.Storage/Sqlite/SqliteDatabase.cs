using Dispatch.Abstractions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Storage.Sqlite;

/// <summary>The file, its writer and its readers. Stopped by <see cref="StorageLifecycleService"/> after Orleans, at the latest when the services are disposed.</summary>
internal sealed class SqliteDatabase(IOptions<SqliteStorageOptions> options, StorageInstruments instruments, ILogger<SqliteDatabase> logger)
    : IStorageLifecycle, IAsyncDisposable
{
    private readonly SqliteStorageOptions _options = options.Value;
    private readonly SemaphoreSlim _initializing = new(1, 1);

    // A read occupies its thread, since the driver has no asynchronous calls; more at once would only take threads from the grains.
    private readonly SemaphoreSlim _readers = new(2 * Environment.ProcessorCount);
    private SqliteWriter? _writer;
    private volatile bool _isReadable;
    private bool _isStopped;

    public async Task InitializeAsync(CancellationToken cancellationToken = default)
    {
        await _initializing.WaitAsync(cancellationToken);
        try
        {
            if (_writer is null && !_isStopped)
                await Task.Run(_options.ReadOnly ? () => Read(_ => 0, 0) : OpenForWriting, cancellationToken);
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
        CloseIdleReaders(); // the writer empties the log into the file if its connection is the last
        if (_writer is not null)
            await _writer.StopAsync().WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        CloseIdleReaders();
    }

    /// <summary>Queues a write; ends after it is flushed.</summary>
    public Task<T> WriteAsync<T>(Func<WriterSession, T> write, CancellationToken cancellationToken) => _writer switch
    {
        { } writer => writer.WriteAsync(write, cancellationToken),
        null when _options.ReadOnly => throw new InvalidOperationException($"The database '{_options.FilePath}' was opened for reading only."),
        null when _isStopped => throw SqliteWriter.Stopped(),
        null => throw NotInitialized(),
    };

    /// <summary>Reads on a connection of its own; sees every write that has been answered.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, T empty, CancellationToken cancellationToken)
    {
        if (_writer is null && !_options.ReadOnly)
            throw NotInitialized(); // else a database that is about to be made or upgraded would read as empty

        await _readers.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Read(read, empty), cancellationToken);
        }
        finally
        {
            _readers.Release();
        }
    }

    private T Read<T>(Func<SqliteConnection, T> read, T empty)
    {
        try
        {
            if (!IsReadable())
                return empty;
            using var connection = OpenReader();
            return read(connection);
        }
        catch (SqliteException e)
        {
            throw new StorageException($"SQLite error {e.SqliteExtendedErrorCode} while reading '{_options.FilePath}'.", isUncertain: false);
        }
    }

    /// <summary>False while a database that somebody else makes is not there yet.</summary>
    private bool IsReadable()
    {
        if (_isReadable)
            return true;
        if (!File.Exists(_options.FilePath))
            return false;
        using var connection = OpenReader();
        return _isReadable = SqliteSchema.Dispatches.Check(connection);
    }

    private void OpenForWriting()
    {
        SqliteSchema.Dispatches.Prepare(_options.FilePath, _options.BusyTimeout, logger);
        _writer = new SqliteWriter(() => new WriterSession(WalConnection.Open(_options.FilePath, _options.BusyTimeout)), instruments, logger);
    }

    private InvalidOperationException NotInitialized() =>
        new($"The database '{_options.FilePath}' was not initialized; call {nameof(IStorageLifecycle)}.{nameof(InitializeAsync)} first.");

    private void CloseIdleReaders()
    {
        using var pooled = new SqliteConnection(ReaderConnectionString());
        SqliteConnection.ClearPool(pooled);
    }

    private SqliteConnection OpenReader()
    {
        var connection = new SqliteConnection(ReaderConnectionString());
        connection.Open();
        return connection;
    }

    private string ReaderConnectionString() => new SqliteConnectionStringBuilder
    {
        DataSource = _options.FilePath,
        Mode = SqliteOpenMode.ReadOnly,
        DefaultTimeout = Math.Max(1, (int)_options.BusyTimeout.TotalSeconds),
    }.ToString();
}
