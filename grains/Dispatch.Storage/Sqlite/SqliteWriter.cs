using System.Threading.Channels;
using Dispatch.Abstractions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Dispatch.Storage.Sqlite;

/// <summary>
/// The one thread that writes. It takes what is queued, never waits for a group to fill, executes it in one transaction and answers
/// after the commit. SQLite has one writer per file: a second one would only wait for the first one's lock, by sleeping.
/// </summary>
internal sealed class SqliteWriter
{
    public const int MaxGroupSize = 500;
    private const int QueueCapacity = 4 * MaxGroupSize;
    private const int Busy = 5, Locked = 6, DiskFull = 13; // primary result codes, https://sqlite.org/rescode.html

    private readonly Channel<QueuedWrite> _queue =
        Channel.CreateBounded<QueuedWrite>(new BoundedChannelOptions(QueueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<WriterSession> _open;
    private readonly StorageInstruments _instruments;
    private readonly ILogger _logger;
    private WriterSession? _session;

    public SqliteWriter(Func<WriterSession> open, StorageInstruments instruments, ILogger logger)
    {
        (_open, _instruments, _logger) = (open, instruments, logger);
        _session = open();
        new Thread(Run) { IsBackground = true, Name = "dispatch writer" }.Start();
    }

    public async Task<T> WriteAsync<T>(Func<WriterSession, T> write, CancellationToken cancellationToken)
    {
        var operation = new SqliteWrite<T>(write, cancellationToken);
        try
        {
            await _queue.Writer.WriteAsync(operation, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw Stopped();
        }

        return await operation.Answer;
    }

    /// <summary>Refuses new writes, and ends when the queued ones are answered.</summary>
    public Task StopAsync()
    {
        _queue.Writer.TryComplete();
        return _stopped.Task;
    }

    public static StorageException Stopped() => new("The storage has stopped.", isUncertain: false);

    private void Run()
    {
        var group = new List<QueuedWrite>(MaxGroupSize);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < MaxGroupSize && _queue.Reader.TryRead(out var operation))
            {
                if (operation.TryBegin())
                    group.Add(operation);
            }

            Write(group);
            group.Clear();
        }

        _session?.Dispose();
        _stopped.SetResult();
    }

    private void Write(List<QueuedWrite> group)
    {
        try
        {
            if (group.Count == 0 || TryCommit(group))
                return;
            foreach (var operation in group.Where(operation => !operation.IsAnswered))
                TryCommit([operation]);
        }
        catch (Exception e) // a bug of ours must not end the only writer; what was not answered was not committed
        {
            GiveUpSession();
            Fail(group, e, isUncertain: false);
        }
    }

    /// <returns>False: all was certainly undone, and the operations without an answer may be tried one by one.</returns>
    private bool TryCommit(List<QueuedWrite> group)
    {
        try
        {
            _session ??= _open();
            _session.Begin();
        }
        catch (Exception e) when (e is SqliteException or StorageException)
        {
            GiveUpSession();
            Fail(group, e, isUncertain: false);
            return true;
        }

        foreach (var operation in group)
        {
            if (!TryExecute(_session, operation, isAlone: group.Count == 1))
                return group.Count == 1;
        }

        try
        {
            _session.Commit();
        }
        catch (SqliteException e)
        {
            return CommitFailed(group, e);
        }

        var written = group.Where(operation => !operation.IsAnswered).ToList();
        foreach (var operation in written)
            operation.Complete();
        _instruments.GroupCommitted(written);
        return true;
    }

    /// <returns>False: SQLite has undone the whole transaction, not this operation alone.</returns>
    private bool TryExecute(WriterSession session, QueuedWrite operation, bool isAlone)
    {
        try
        {
            session.Savepoint();
            ((ISqliteWrite)operation).Execute(session);
            session.Release();
            return true;
        }
        catch (Exception e) when (session.IsInTransaction)
        {
            session.RollbackToSavepoint();
            Fail([operation], e, isUncertain: false);
            return true;
        }
        catch (Exception e)
        {
            session.Rollback();
            if (isAlone)
                Fail([operation], e, isUncertain: false);
            return false;
        }
    }

    private bool CommitFailed(List<QueuedWrite> group, SqliteException error)
    {
        // With these three the commit record did not reach the log. After an I/O error it may have, and be found at the next start.
        var isCertain = error.SqliteErrorCode is Busy or Locked or DiskFull;
        try
        {
            _session!.Rollback();
        }
        catch (SqliteException)
        {
            GiveUpSession();
        }

        if (isCertain && group.Count > 1)
            return false;
        if (!isCertain)
            GiveUpSession();
        Fail(group, error, isUncertain: !isCertain);
        return true;
    }

    private void Fail(IEnumerable<QueuedWrite> operations, Exception error, bool isUncertain)
    {
        var waiting = operations.Where(operation => !operation.IsAnswered).ToList();
        if (error is SqliteException failure)
        {
            if (waiting.Count == 1 && !isUncertain)
                _logger.WriteFailed(failure, failure.SqliteExtendedErrorCode);
            else
                _logger.CommitFailed(failure, waiting.Count, failure.SqliteExtendedErrorCode, isUncertain);
            error = new StorageException($"SQLite error {failure.SqliteExtendedErrorCode} while writing.", isUncertain);
        }

        foreach (var operation in waiting)
            operation.Fail(error);
        _instruments.WritesFailed(waiting);
    }

    private void GiveUpSession()
    {
        if (_session is null)
            return;
        _logger.WriterReopens();
        _session.Dispose();
        _session = null;
    }
}
