using System.Diagnostics;

namespace Dispatch.Storage.Sqlite;

/// <summary>One caller's write on its way through the writer.</summary>
internal abstract class WriteOperation
{
    public long QueuedAt { get; } = Stopwatch.GetTimestamp();

    /// <summary>Whether its caller has its answer.</summary>
    public abstract bool IsAnswered { get; }

    /// <summary>Takes it for execution. False: its caller has given up, and nothing was written.</summary>
    public abstract bool TryBegin();

    /// <summary>Runs its statements; may be called again after a rollback.</summary>
    public abstract void Execute(WriterSession session);

    /// <summary>Answers with what <see cref="Execute"/> found; only after the commit.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception error);
}

/// <inheritdoc cref="WriteOperation"/>
/// <param name="write">The statements.</param>
/// <param name="cancellationToken">Withdraws it while it waits; once it is executed, its end is awaited, so that a cancelled write was never written.</param>
internal sealed class WriteOperation<T>(Func<WriterSession, T> write, CancellationToken cancellationToken) : WriteOperation
{
    // The writer must not run its callers' code.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Answer => _answer.Task;

    public override bool IsAnswered => _answer.Task.IsCompleted;

    public override bool TryBegin() => !cancellationToken.IsCancellationRequested || !_answer.TrySetCanceled(cancellationToken);

    public override void Execute(WriterSession session) => _result = write(session);

    public override void Complete() => _answer.TrySetResult(_result!);

    public override void Fail(Exception error) => _answer.TrySetException(error);
}
