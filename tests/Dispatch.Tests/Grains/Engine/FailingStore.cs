using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Tests.Grains.Engine;

/// <summary>
/// A real store with faults: a database that is away for some writes, writes that happen though they seem to have failed, writes that somebody else
/// overtakes, and slow ones.
/// </summary>
internal sealed class FailingStore(IDispatchStore inner, FailingStore.Plan plan) : IDispatchStore
{
    public async Task<AcceptResult> AcceptAsync(NewInvoice invoice, CancellationToken cancellationToken = default)
    {
        var failure = plan.NextAccept();
        if (failure == Failure.NotWritten)
            throw new StorageException("away", isUncertain: false);

        var result = await inner.AcceptAsync(invoice, cancellationToken);
        return failure == Failure.WrittenAllTheSame ? throw new StorageException("away", isUncertain: true) : result;
    }

    public async Task<WriteResult> WriteAsync(ProgressWrite write, CancellationToken cancellationToken = default)
    {
        var failure = plan.Next(write);
        if (failure == Failure.NotWritten)
            throw new StorageException("away", isUncertain: false);
        if (failure == Failure.Overtaken)
            await inner.WriteAsync(new ProgressWrite(write.Id, write.Guard, new DispatchProgress { State = DispatchState.Pending, DueAt = write.Next.ChangedAt, ChangedAt = write.Next.ChangedAt }), cancellationToken);
        if (failure == Failure.Slow)
            await plan.WaitAsync();

        var result = await inner.WriteAsync(write, cancellationToken);
        return failure == Failure.WrittenAllTheSame ? throw new StorageException("away", isUncertain: true) : result;
    }

    public Task<int> ExpireAttemptsAsync(DateTimeOffset now, CancellationToken cancellationToken = default) => inner.ExpireAttemptsAsync(now, cancellationToken);

    public Task<InvoiceRecord?> FindInvoiceAsync(string biller, string number, CancellationToken cancellationToken = default) =>
        plan.FailsReads ? throw new StorageException("away", isUncertain: false) : inner.FindInvoiceAsync(biller, number, cancellationToken);

    public Task<IReadOnlyList<InvoiceRecord>> FindInvoicesAsync(string name, CancellationToken cancellationToken = default) => inner.FindInvoicesAsync(name, cancellationToken);

    public Task<DispatchRecord?> FindDispatchAsync(long rowId, CancellationToken cancellationToken = default) => inner.FindDispatchAsync(rowId, cancellationToken);

    public Task<DispatchRecord?> FindDispatchAsync(DispatchId id, CancellationToken cancellationToken = default) => inner.FindDispatchAsync(id, cancellationToken);

    public Task<IReadOnlyList<InvoiceRecord>> ListInvoicesAsync(InvoiceFilter filter, CancellationToken cancellationToken = default) => inner.ListInvoicesAsync(filter, cancellationToken);

    public Task<IReadOnlyList<DispatchRecord>> ListDispatchesAsync(DispatchFilter filter, CancellationToken cancellationToken = default) => inner.ListDispatchesAsync(filter, cancellationToken);

    public Task<IReadOnlyList<WorkQueue>> ListOpenQueuesAsync(int shard, CancellationToken cancellationToken = default) => inner.ListOpenQueuesAsync(shard, cancellationToken);

    public Task<IReadOnlyList<WorkQueue>> ListDueQueuesAsync(
        int shard, DateTimeOffset now, IReadOnlyDictionary<WorkQueue, DateTimeOffset> since, CancellationToken cancellationToken = default) =>
        inner.ListDueQueuesAsync(shard, now, since, cancellationToken);

    public Task<IReadOnlyList<DispatchRecord>> ListDueAsync(
        int shard, WorkQueue queue, DateTimeOffset since, DateTimeOffset now, int take, CancellationToken cancellationToken = default) =>
        inner.ListDueAsync(shard, queue, since, now, take, cancellationToken);

    public Task<LaneMoveStep> MoveAsync(LaneMove move, CancellationToken cancellationToken = default) => inner.MoveAsync(move, cancellationToken);

    public Task<ErasureStep> EraseAsync(Erasure erasure, long afterId, CancellationToken cancellationToken = default) => inner.EraseAsync(erasure, afterId, cancellationToken);

    public Task<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken = default) => inner.FindNextDueAsync(cancellationToken);

    public Task<IReadOnlyList<DispatchCount>> CountUnsettledAsync(CancellationToken cancellationToken = default) => inner.CountUnsettledAsync(cancellationToken);

    public Task<IReadOnlyList<DispatchCount>> CountAsync(string? runId = null, CancellationToken cancellationToken = default) => inner.CountAsync(runId, cancellationToken);

    internal enum Failure
    {
        None = 0,
        NotWritten = 1,
        WrittenAllTheSame = 2,

        /// <summary>Another silo has written the row meanwhile, so that the guard does not hold any more.</summary>
        Overtaken = 3,

        /// <summary>It waits until the plan lets it go on.</summary>
        Slow = 4,
    }

    /// <summary>Which writes fail: the first of intents and of outcomes, in this order.</summary>
    internal sealed class Plan(Failure[] intents, Failure[] outcomes)
    {
        /// <summary>Whether invoices cannot be read either.</summary>
        public bool FailsReads { get; init; }

        /// <summary>Which accepting writes fail, in this order.</summary>
        public Failure[] Accepts { get; init; } = [];

        private readonly TaskCompletionSource _isSlow = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _acceptCount;
        private int _intentCount;
        private int _outcomeCount;

        public Failure Next(ProgressWrite write) => write.Next.State == DispatchState.Sending
            ? At(intents, Interlocked.Increment(ref _intentCount))
            : At(outcomes, Interlocked.Increment(ref _outcomeCount));

        public Failure NextAccept() => At(Accepts, Interlocked.Increment(ref _acceptCount));

        /// <summary>Ends when a slow write has arrived.</summary>
        public Task IsSlow => _isSlow.Task;

        /// <summary>Lets slow writes go on.</summary>
        public void GoOn() => _goesOn.SetResult();

        public Task WaitAsync()
        {
            _isSlow.TrySetResult();
            return _goesOn.Task;
        }

        private static Failure At(Failure[] failures, int number) => number <= failures.Length ? failures[number - 1] : Failure.None;
    }
}
