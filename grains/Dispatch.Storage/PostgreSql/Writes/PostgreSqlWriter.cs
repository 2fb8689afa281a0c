using System.Threading.Channels;
using Dispatch.Abstractions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Dispatch.Storage.PostgreSql.Writes;

/// <summary>
/// Commits waiting writes in groups on two connections: while one waits for its flush, the other gathers. A writer takes what is queued and never
/// waits for a group to fill. More writers only make smaller groups.
/// </summary>
internal sealed class PostgreSqlWriter
{
    public const int MaxGroupSize = 500;
    private const int WriterCount = 2;
    private const int MaxRaceRetries = 5;

    private readonly Channel<QueuedWrite> _queue =
        Channel.CreateBounded<QueuedWrite>(new BoundedChannelOptions(4 * MaxGroupSize) { FullMode = BoundedChannelFullMode.Wait });

    private readonly Func<Task<WriterSession>> _open;
    private readonly StorageInstruments _instruments;
    private readonly ILogger _logger;
    private readonly Task _stopped;

    public PostgreSqlWriter(Func<Task<WriterSession>> open, StorageInstruments instruments, ILogger logger)
    {
        (_open, _instruments, _logger) = (open, instruments, logger);
        _stopped = Task.WhenAll(Enumerable.Range(0, WriterCount).Select(_ => Task.Run(RunAsync)));
    }

    public async Task<T> WriteAsync<T>(QueuedWrite<T> write, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(write, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw Stopped();
        }

        return await write.Answer;
    }

    /// <summary>Refuses new writes, and ends when the queued ones are answered.</summary>
    public Task StopAsync()
    {
        _queue.Writer.TryComplete();
        return _stopped;
    }

    public static StorageException Stopped() => new("The storage has stopped.", isUncertain: false);

    private async Task RunAsync()
    {
        WriterSession? session = null;
        var next = new List<QueuedWrite>();
        while (next.Count > 0 || await _queue.Reader.WaitToReadAsync())
        {
            var group = Gather(next);
            session = await CommitAsync(session, group);
        }

        if (session is not null)
            await session.DisposeAsync();
    }

    /// <summary>Takes what waits. A row or an invoice stands once in a group: a second write of it is left for the next.</summary>
    private List<QueuedWrite> Gather(List<QueuedWrite> next)
    {
        List<QueuedWrite> waiting = [.. next];
        next.Clear();
        while (waiting.Count < MaxGroupSize && _queue.Reader.TryRead(out var write))
            waiting.Add(write);

        var keys = new HashSet<object>(waiting.Count);
        var group = new List<QueuedWrite>(waiting.Count);
        foreach (var write in waiting)
        {
            if (!keys.Add(write is ChangeWrite change ? change.Id : ((AcceptWrite)write).Key))
                next.Add(write);
            else if (write.TryBegin())
                group.Add(write);
        }

        return group;
    }

    /// <returns>The session, if it can be used again.</returns>
    private async Task<WriterSession?> CommitAsync(WriterSession? session, List<QueuedWrite> group)
    {
        for (var tries = 1; group.Count > 0; tries++)
        {
            var isOpen = session is not null;
            try
            {
                session ??= await _open();
                isOpen = true;
                await session.WriteAsync(group);
                Complete(group);
                return session;
            }
            catch (PostgresException e) when (IsRace(e) && tries < MaxRaceRetries)
            {
                // All was undone; the other transaction has won, and is over by now.
            }
            catch (PostgresException e) when (isOpen && !IsFatal(e))
            {
                if (group.Count == 1 || e.SqlState == PostgresErrorCodes.QueryCanceled)
                {
                    Fail(group, e, isUncertain: false);
                    return session;
                }

                // One bad row must hurt only itself.
                foreach (var write in group)
                    session = await CommitAsync(session, [write]);
                return session;
            }
            catch (Exception e)
            {
                // The connection is lost. If the group was on its way, nobody can say whether it was committed.
                await GiveUpAsync(session);
                session = null;
                Fail(group, e, isUncertain: isOpen);
            }

            if (session is null)
                return null;
        }

        return session;
    }

    private void Complete(List<QueuedWrite> group)
    {
        foreach (var write in group)
            write.Complete();
        _instruments.GroupCommitted(group);
    }

    private void Fail(List<QueuedWrite> group, Exception error, bool isUncertain)
    {
        var code = (error as PostgresException)?.SqlState ?? error.GetType().Name;
        List<QueuedWrite> waiting = [.. group.Where(write => !write.IsAnswered)];
        _logger.PostgreSqlWriteFailed(waiting.Count, code, isUncertain);
        foreach (var write in waiting)
            write.Fail(new StorageException($"PostgreSQL could not write ({code}).", isUncertain));
        _instruments.WritesFailed(waiting);
    }

    private async Task GiveUpAsync(WriterSession? session)
    {
        if (session is null)
            return;
        _logger.WriterReopens();
        try
        {
            await session.DisposeAsync();
        }
        catch (Exception e) when (e is NpgsqlException or IOException or InvalidOperationException)
        {
            // It was broken; that it cannot be closed changes nothing.
        }
    }

    private static bool IsRace(PostgresException e) => e.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    /// <summary>Whether the server has ended the connection with it (class 57P: shutdown, crash of another process), possibly after a commit.</summary>
    private static bool IsFatal(PostgresException e) => e.Severity is "FATAL" or "PANIC" || e.SqlState.StartsWith("57P", StringComparison.Ordinal);
}
