namespace Dispatch.Storage;

/// <inheritdoc cref="QueuedWrite"/>
/// <param name="cancellationToken">Withdraws it while it waits; once it is executed, its end is awaited, so that a cancelled write was never written.</param>
internal abstract class QueuedWrite<T>(CancellationToken cancellationToken) : QueuedWrite
{
    // The writer must not run its callers' code.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => _answer.Task;

    public override bool IsAnswered => _answer.Task.IsCompleted;

    /// <summary>What its execution found; told to the caller by <see cref="Complete"/>.</summary>
    public T? Result { get; set; }

    public override bool TryBegin() => !cancellationToken.IsCancellationRequested || !_answer.TrySetCanceled(cancellationToken);

    public override void Complete() => _answer.TrySetResult(Result!);

    public override void Fail(Exception error) => _answer.TrySetException(error);
}
