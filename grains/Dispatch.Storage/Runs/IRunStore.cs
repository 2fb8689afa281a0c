using Dispatch.Abstractions;

namespace Dispatch.Storage.Runs;

/// <summary>
/// Runs and their inputs, in the same database as the invoices. Written in bulk; a call ends only after its rows are flushed to disk, and fails with a
/// <see cref="StorageException"/>. Every write may be repeated.
/// </summary>
public interface IRunStore
{
    /// <summary>The most runs that one list holds.</summary>
    const int MaxListTake = 200;

    /// <summary>Inserts a run, with the next number.</summary>
    /// <returns>The row as it stands in the database: the inserted one, or the one that has its id already.</returns>
    Task<RunRow> CreateAsync(RunRow run, CancellationToken cancellationToken = default);

    /// <summary>Reads a run; none if there is no such.</summary>
    Task<RunRow?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Reads runs, newest first.</summary>
    /// <param name="before">Only runs with a smaller number; none: all.</param>
    /// <param name="take">At most this many, 1 to <see cref="MaxListTake"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<IReadOnlyList<RunListEntry>> ListAsync(int? before, int take, CancellationToken cancellationToken = default);

    /// <summary>Replaces a run's row, if its version is still that of <paramref name="run"/>.</summary>
    /// <returns>The new version; none if somebody else has written it meanwhile.</returns>
    Task<long?> WriteAsync(RunRow run, CancellationToken cancellationToken = default);

    /// <summary>Inserts or replaces inputs by their position (of one that comes twice, the last), in one transaction, if the run's phase is <see cref="RunPhase.Staging"/>.</summary>
    /// <returns>False: the run is not there, or in another phase; nothing was written.</returns>
    Task<bool> StageAsync(string id, IReadOnlyList<RunItem> items, CancellationToken cancellationToken = default);

    /// <summary>Removes all inputs of a run.</summary>
    Task ClearItemsAsync(int run, CancellationToken cancellationToken = default);

    /// <summary>Reads a worker's inputs that stand in a state, by position.</summary>
    /// <param name="run">The run's number.</param>
    /// <param name="state">The state.</param>
    /// <param name="worker">The worker; none: all.</param>
    /// <param name="after">Only those with a greater position; -1 for the first.</param>
    /// <param name="take">At most this many, 1 to 1000.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<IReadOnlyList<RunItem>> ListItemsAsync(int run, RunItemState state, int? worker, int after, int take, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes what became of inputs (all but position, worker, name, bytes and the hashes of their files), in one transaction, where they stand in
    /// <paramref name="expected"/> still; others are left as they are.
    /// </summary>
    Task WriteItemsAsync(int run, RunItemState expected, IReadOnlyList<RunItem> items, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives all inputs that stand in one of <paramref name="from"/> the state <paramref name="to"/>. Becoming <see cref="RunItemState.Staged"/>, they forget
    /// what their check said.
    /// </summary>
    /// <returns>How many there were.</returns>
    Task<int> MoveItemsAsync(int run, IReadOnlyList<RunItemState> from, RunItemState to, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the inputs that are valid and whose biller and number another input has too, that is valid, finalized or repeated; with those others;
    /// ordered by biller, number and position.
    /// </summary>
    Task<IReadOnlyList<RunItem>> ListTwinsAsync(int run, CancellationToken cancellationToken = default);

    /// <summary>Counts the inputs.</summary>
    Task<RunItemTotals> CountItemsAsync(int run, CancellationToken cancellationToken = default);

    /// <summary>How many invoices name the run.</summary>
    Task<long> CountInvoicesAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>How many dispatches of the run stand where and why.</summary>
    Task<IReadOnlyList<RunDispatchCount>> CountDispatchesAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Removes names and errors of the inputs of ended runs (<see cref="RunPhase.Finalized"/>, <see cref="RunPhase.Stopped"/>) that started before; they may be personal.</summary>
    /// <returns>How many inputs lost something.</returns>
    Task<int> EraseAsync(DateTimeOffset startedBefore, CancellationToken cancellationToken = default);
}
