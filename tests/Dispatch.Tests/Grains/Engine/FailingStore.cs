using Dispatch.Abstractions;
using Dispatch.Storage;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Tests.Grains.Engine;

/// <summary>The real store with a database that is away for some writes; an uncertain failure may come after the write has happened.</summary>
internal sealed class FailingStore(IDispatchStore inner, FailingStore.Plan plan) : IDispatchStore
{
    public Task<AcceptResult> AcceptAsync(NewInvoice invoice, CancellationToken cancellationToken = default) => inner.AcceptAsync(invoice, cancellationToken);

    public async Task<WriteResult> WriteAsync(ProgressWrite write, CancellationToken cancellationToken = default)
    {
        var failure = plan.Next(write);
        if (failure == Failure.NotWritten)
            throw new StorageException("away", isUncertain: false);

        var result = await inner.WriteAsync(write, cancellationToken);
        return failure == Failure.WrittenAllTheSame ? throw new StorageException("away", isUncertain: true) : result;
    }

    public Task<int> ExpireAttemptsAsync(DateTimeOffset now, CancellationToken cancellationToken = default) => inner.ExpireAttemptsAsync(now, cancellationToken);

    public Task<InvoiceRecord?> FindInvoiceAsync(string biller, string number, CancellationToken cancellationToken = default) =>
        plan.FailsReads ? throw new StorageException("away", isUncertain: false) : inner.FindInvoiceAsync(biller, number, cancellationToken);

    public Task<IReadOnlyList<InvoiceRecord>> FindInvoicesAsync(string name, CancellationToken cancellationToken = default) => inner.FindInvoicesAsync(name, cancellationToken);

    public Task<DispatchRecord?> FindDispatchAsync(DispatchId id, CancellationToken cancellationToken = default) => inner.FindDispatchAsync(id, cancellationToken);

    public Task<IReadOnlyList<InvoiceRecord>> ListInvoicesAsync(InvoiceFilter filter, CancellationToken cancellationToken = default) => inner.ListInvoicesAsync(filter, cancellationToken);

    public Task<IReadOnlyList<DispatchRecord>> ListDispatchesAsync(DispatchFilter filter, CancellationToken cancellationToken = default) => inner.ListDispatchesAsync(filter, cancellationToken);

    public Task<IReadOnlyList<string>> ListDueLanesAsync(
        int shard, DateTimeOffset now, IReadOnlyDictionary<string, DateTimeOffset> since, CancellationToken cancellationToken = default) =>
        inner.ListDueLanesAsync(shard, now, since, cancellationToken);

    public Task<IReadOnlyList<DispatchRecord>> ListDueAsync(
        int shard, string lane, DateTimeOffset since, DateTimeOffset now, int take, CancellationToken cancellationToken = default) =>
        inner.ListDueAsync(shard, lane, since, now, take, cancellationToken);

    public Task<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken = default) => inner.FindNextDueAsync(cancellationToken);

    public Task<IReadOnlyList<DispatchCount>> CountUnsettledAsync(CancellationToken cancellationToken = default) => inner.CountUnsettledAsync(cancellationToken);

    public Task<IReadOnlyList<DispatchCount>> CountAsync(string? runId = null, CancellationToken cancellationToken = default) => inner.CountAsync(runId, cancellationToken);

    internal enum Failure
    {
        None = 0,
        NotWritten = 1,
        WrittenAllTheSame = 2,
    }

    /// <summary>Which writes fail: the first of intents and of outcomes, in this order.</summary>
    internal sealed class Plan(Failure[] intents, Failure[] outcomes)
    {
        /// <summary>Whether invoices cannot be read either.</summary>
        public bool FailsReads { get; init; }

        private int _intentCount;
        private int _outcomeCount;

        public Failure Next(ProgressWrite write) => write.Next.State == DispatchState.Sending
            ? At(intents, Interlocked.Increment(ref _intentCount))
            : At(outcomes, Interlocked.Increment(ref _outcomeCount));

        private static Failure At(Failure[] failures, int number) => number <= failures.Length ? failures[number - 1] : Failure.None;
    }
}
