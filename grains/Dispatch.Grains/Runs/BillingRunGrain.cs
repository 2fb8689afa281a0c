// Long because it is the one face of a run; all decisions are made in pure classes beside it.
using Dispatch.Abstractions;
using Dispatch.Grains.Controls;
using Dispatch.Grains.Dispatches;
using Dispatch.Storage.Controls;
using Dispatch.Storage.Runs;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Runs;

/// <summary>
/// Holds one run: takes orders, drives its workers through its phases, and counts its ledger. All it knows is in rows, so whichever silo activates it
/// next goes on; every change is a compare and swap, so two activations for a moment do nothing that one would not.
/// </summary>
internal sealed class BillingRunGrain(
    IRunStore store, IControlStore controls, ControlBoard board, ChannelDirectory channels, EngineLife life, TimeProvider clock, ILogger<BillingRunGrain> logger)
    : Grain, IBillingRunGrain, IRunDriver, IDisposable
{
    private const int PageSize = 200;

    /// <summary>Counting again takes at most this part of the time.</summary>
    private const int CountingPart = 10;

    private static readonly TimeSpan MinCountPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FailureDelay = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _changing = new(1, 1);
    private RunSpeed _speed = new();
    private RunPhase? _speedOf;
    private Task _driving = Task.CompletedTask;
    private RunRow? _row;
    private RunView? _view;
    private Task<RunView?> _counting = Task.FromResult<RunView?>(null);
    private DateTimeOffset _nextCountAt;
    private TaskCompletionSource _changed = NewSignal();

    private string Id => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public Task<RunAnswer> OpenAsync(RunOrder order) => ChangeAsync(async row => RunRules.Open(row, row is null ? null : await store.CountItemsAsync(row.Number), Id, order, clock.GetUtcNow()));

    /// <inheritdoc/>
    public Task<RunAnswer> CloseAsync() => ChangeExistingAsync(async row => RunRules.Close(row, await store.CountItemsAsync(row.Number)));

    /// <inheritdoc/>
    public async Task<RunAnswer> ConfirmAsync(string? printer, string by)
    {
        if (printer is not null && !channels.Printers.Contains(printer))
            return new RunAnswer(await GetAsync(), ChannelDirectory.UnknownPrinter(printer, channels.Printers));
        return ControlRules.CheckBy(by) is { } error
            ? new RunAnswer(await GetAsync(), error)
            : await ChangeExistingAsync(async row => RunRules.Confirm(row, await store.CountItemsAsync(row.Number), printer, by, clock.GetUtcNow()));
    }

    /// <inheritdoc/>
    public async Task<RunAnswer> PauseAsync(string reason, string by)
    {
        if (ControlRules.Check(reason, by) is { } error)
            return new RunAnswer(await GetAsync(), error);
        var answer = await ChangeExistingAsync(row => Task.FromResult(RunRules.Pause(row, new Pause(reason, by, clock.GetUtcNow()))));
        if (answer.Error is null)
            logger.RunPaused(Id, by, reason);
        return answer;
    }

    /// <inheritdoc/>
    public async Task<RunAnswer> ResumeAsync(string by)
    {
        if (ControlRules.CheckBy(by) is { } error)
            return new RunAnswer(await GetAsync(), error);
        var answer = await ChangeExistingAsync(row => Task.FromResult(RunRules.Resume(row)));
        if (answer.Error is null)
            logger.RunResumed(Id, by);
        return answer;
    }

    /// <inheritdoc/>
    public async Task<RunAnswer> CancelAsync(string reason, string by)
    {
        if (ControlRules.Check(reason, by) is { } error)
            return new RunAnswer(await GetAsync(), error);
        var answer = await ChangeExistingAsync(async row => RunRules.Cancel(row, await store.CountItemsAsync(row.Number), new Pause(reason, by, clock.GetUtcNow())));
        if (answer.Error is null)
            logger.RunCancelled(Id, by, reason);
        return answer;
    }

    /// <inheritdoc/>
    public async Task<RunView?> GetAsync()
    {
        if (_view is { } view && clock.GetUtcNow() < _nextCountAt)
            return view;
        if (_counting.IsCompleted)
            _counting = CountAsync(); // one count for all who ask at a time; one that failed is over too
        return await _counting;
    }

    /// <inheritdoc/>
    public async Task<RunView?> WaitForChangeAsync(long knownStamp, TimeSpan patience)
    {
        var until = clock.GetUtcNow() + (patience < MaxPatience ? patience : MaxPatience);
        while (true)
        {
            var changed = _changed.Task;
            var view = await GetAsync();
            var now = clock.GetUtcNow();
            if (view is null || view.Stamp != knownStamp || now >= until)
                return view;

            var next = _nextCountAt < until ? _nextCountAt : until;
            if (next > now)
                await Task.WhenAny(changed, Task.Delay(next - now, clock));
        }
    }

    /// <inheritdoc/>
    public async Task<Page<RunRefusal>> ListRefusedAsync(long after)
    {
        if (await store.FindAsync(Id) is not { } row)
            return new Page<RunRefusal>([], Next: null);
        var items = await store.ListItemsAsync(row.Number, RunItemState.Refused, worker: null, (int)after, PageSize);
        return new Page<RunRefusal>(
            [.. items.Select(item => new RunRefusal(item.Position, item.Name, RunDetails.ReadErrors(item.Errors)))],
            items.Count < PageSize ? null : items[^1].Position);
    }

    /// <inheritdoc/>
    public Task PokeAsync()
    {
        if (_driving.IsCompleted && !life.Stopping.IsCancellationRequested)
            _driving = DriveAsync();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _changing.Dispose();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<RunAnswer> ChangeExistingAsync(Func<RunRow, Task<RunChange>> decide) => ChangeAsync(row => row is null
        ? Task.FromResult(RunChange.Refused("run_unknown", "run", Id, "There is no such run.", "See 'dispatchctl run list'."))
        : decide(row));

    /// <param name="decide">What is to be done; counting a large run's inputs takes a second, so only whoever needs it does.</param>
    private async Task<RunAnswer> ChangeAsync(Func<RunRow?, Task<RunChange>> decide)
    {
        await _changing.WaitAsync();
        try
        {
            RunChange change;
            do
            {
                var row = await store.FindAsync(Id);
                change = await decide(row);
                if (change.Error is { } error)
                    return new RunAnswer(row is null ? null : await CountAsync(), error);
            }
            while (change.Next is { } next && !await TryWriteAsync(next));

            if (change.ClearsItems)
                await store.ClearItemsAsync(_row!.Number);
            if (change.Rechecked.Count > 0)
                await store.MoveItemsAsync(_row!.Number, change.Rechecked, RunItemState.Staged);
        }
        finally
        {
            _changing.Release();
        }

        await RefreshBoardAsync();
        await PokeAsync();
        return new RunAnswer(await CountAsync(), null);
    }

    /// <returns>False: somebody else has written the row; decide again.</returns>
    private async Task<bool> TryWriteAsync(RunRow next)
    {
        if (next.Number == 0)
        {
            var created = await store.CreateAsync(next);
            if (created.Details != next.Details)
                return false;
            _row = created;
        }
        else if (await store.WriteAsync(next) is { } version)
        {
            _row = next with { Version = version };
        }
        else
        {
            return false;
        }

        logger.RunPhaseChanged(Id, next.Phase, next.InputCount);
        return true;
    }

    private async Task RefreshBoardAsync()
    {
        try
        {
            await board.RefreshAsync(CancellationToken.None);
        }
        catch (StorageException)
        {
            // The row is written; each process reads it again every second.
        }
    }

    private async Task DriveAsync()
    {
        try
        {
            while (!life.Stopping.IsCancellationRequested && (_row = await store.FindAsync(Id)) is { Phase: RunPhase.Validating or RunPhase.Finalizing } row)
            {
                if (RunDetails.Of(row).Cancellation is null && (row.IsPaused || !await WorkAsync(row)))
                    return;
                if (!await FinishPhaseAsync())
                    return;
            }
        }
        catch (Exception e)
        {
            logger.RunStepFailed(Id, e.GetType().Name);
        }
    }

    /// <returns>Whether nothing is left to do in this phase.</returns>
    private async Task<bool> WorkAsync(RunRow row)
    {
        var details = RunDetails.Of(row);
        var ends = await Task.WhenAll(Enumerable.Range(0, RunStagingGrain.WorkerCount)
            .Select(worker => WorkAsync(row, new RunWork(Id, row.Number, worker, details.Order, details.Printer))));
        return ends.All(isDone => isDone);
    }

    private async Task<bool> WorkAsync(RunRow row, RunWork work)
    {
        var grain = GrainFactory.GetGrain<IRunWorkerGrain>($"{Id}#{work.Worker}");
        while (!life.Stopping.IsCancellationRequested && _row?.Version == row.Version)
        {
            try
            {
                var step = row.Phase == RunPhase.Validating ? await grain.CheckAsync(work) : await grain.FinalizeAsync(work);
                if (step.IsEmpty)
                    return true;
                if (step.RetryAfter is { } pause)
                    await Task.Delay(pause, clock, life.Stopping);
            }
            catch (Exception e) when (e is not OperationCanceledException || !life.Stopping.IsCancellationRequested)
            {
                logger.RunStepFailed(Id, e.GetType().Name);
                await Task.Delay(FailureDelay, clock, life.Stopping);
            }
        }

        return false;
    }

    /// <returns>False: there is something left to do after all; whoever pokes next goes on.</returns>
    private async Task<bool> FinishPhaseAsync()
    {
        await _changing.WaitAsync();
        try
        {
            if (await store.FindAsync(Id) is not { } row)
                return false;
            if (row.Phase == RunPhase.Validating && await store.ListTwinsAsync(row.Number) is { Count: > 0 } twins)
                await store.WriteItemsAsync(row.Number, RunItemState.Valid, RunTwins.Resolve(twins));
            if (RunDetails.Of(row).Cancellation is not null)
                await store.MoveItemsAsync(row.Number, [RunItemState.Staged, RunItemState.Valid], RunItemState.Cancelled);
            if (RunRules.Next(row, await store.CountItemsAsync(row.Number), clock.GetUtcNow()) is not { } next || !await TryWriteAsync(next))
                return false;
        }
        finally
        {
            _changing.Release();
        }

        _nextCountAt = default;
        _changed.SetResult();
        _changed = NewSignal();
        return true;
    }

    private async Task<RunView?> CountAsync()
    {
        var begunAt = clock.GetTimestamp();
        if (await store.FindAsync(Id) is not { } row)
            return null;

        // Inputs first: what they say is accepted must be among the invoices and dispatches that are counted after them.
        var items = await store.CountItemsAsync(row.Number);
        var counts = row.Phase < RunPhase.Finalizing && RunRules.CountOf(items, RunItemState.Finalized) == 0
            ? new RunCounts(items, 0, [])
            : new RunCounts(items, await store.CountInvoicesAsync(Id), await store.CountDispatchesAsync(Id));
        if (_row?.Version > row.Version)
            return await CountAsync(); // the run has moved on meanwhile, and whoever moved it must not see it where it was

        var now = clock.GetUtcNow();
        if (_speedOf != row.Phase)
            (_speed, _speedOf) = (new RunSpeed(), row.Phase);
        _speed.Add(now, RunLedger.DoneOf(row, counts));
        var view = RunLedger.ViewOf(row, counts, await controls.ReadAsync(), SlotCountOf, _speed, now);
        var took = clock.GetElapsedTime(begunAt) * CountingPart;
        _nextCountAt = now + (took > MinCountPeriod ? took : MinCountPeriod);
        return _view = view with { Stamp = StampOf(view) };
    }

    /// <summary>Grows when what is shown is another thing, not only later or faster; from the clock, so that it grows on the next silo too.</summary>
    private long StampOf(RunView view)
    {
        var isSame = _view is { } before && Core(before) == Core(view);
        return isSame ? _view!.Stamp : Math.Max(view.CountedAt.ToUnixTimeMilliseconds(), (_view?.Stamp ?? 0) + 1);

        static string Core(RunView view) => string.Join(
            '|', [view.State, view.Pause, view.Inputs, view.Cancellation, .. view.Differences, .. view.Lanes.Select(lane => $"{lane.Pause}{string.Join(',', lane.States)}")]);
    }

    /// <summary>A lane whose destinations are all down gives a slot to a probe at most.</summary>
    private int SlotCountOf(DispatchKind kind, string destination) =>
        channels.Find(kind, destination) is not var (channel, lane) ? 0 : channel.Takes(lane) ? lane.SlotCount : 1;
}
