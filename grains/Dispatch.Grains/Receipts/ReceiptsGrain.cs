using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains.Dispatches;
using Dispatch.Grains.Telemetry;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Dispatch.Grains.Receipts;

/// <summary>
/// The one reader of a source in the cluster. What a message says is written into its dispatch first and the position after it: a crash in between
/// reads the message again, and the dispatch knows it already.
/// </summary>
internal sealed class ReceiptsGrain(
    [PersistentState("receipts", StateStorage.Name)] IPersistentState<ReceiptState> state,
    IEnumerable<IReceiptSource> sources,
    ReceiptMatcher matcher,
    ReceiptFailures failures,
    EngineLife life,
    DispatchInstruments instruments,
    TimeProvider clock,
    ILogger<ReceiptsGrain> logger) : Grain, IReceiptsGrain, IReceiptReader, IDisposable
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(1);

    private readonly CancellationTokenSource _leaving = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private Task? _following;
    private Task _bringing = Task.CompletedTask;
    private bool _isOpen;
    private DateTimeOffset? _failingSince;
    private ReasonCode? _reason;
    private DateTimeOffset _nextTryAt;
    private TimeSpan _delay = FirstDelay;

    private string Source => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public Task<ReceiptsView> GetAsync() => Task.FromResult(new ReceiptsView
    {
        Source = Source,
        Counts = new Dictionary<string, long>(state.State.Counts),
        LastAt = state.State.LastAt,
        WaitingCount = state.State.Waiting.Count,
        Unrecognized = [.. state.State.Unrecognized],
    });

    /// <inheritdoc/>
    public Task<ReceiptReading> PokeAsync()
    {
        if (!life.Stopping.IsCancellationRequested && !_leaving.IsCancellationRequested)
        {
            if (_following is null or { IsCompleted: true } && clock.GetUtcNow() >= _nextTryAt && sources.FirstOrDefault(source => source.Name == Source && source.IsConfigured) is { } source)
                _following = FollowAsync(source);
            if (_bringing.IsCompleted && state.State.Waiting.Count > 0)
                _bringing = BringWaitingAsync();
        }

        return Task.FromResult(new ReceiptReading(_isOpen, _failingSince, _reason, state.State.Unrecognized.Count));
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _leaving.CancelAsync();
        await Task.WhenAll(_following ?? Task.CompletedTask, _bringing).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Dispose();
        _writing.Dispose();
    }

    private async Task FollowAsync(IReceiptSource source)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_leaving.Token, life.Stopping);
        try
        {
            await source.FollowAsync(state.State.Position, Opened, batch => TakeAsync(batch), stop.Token);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Leaving: the next owner goes on at the written position.
        }
        catch (Exception e)
        {
            _reason = e is ReceiptSourceException failure ? failure.Reason : ReasonCode.Other;
            _failingSince ??= clock.GetUtcNow();
            _nextTryAt = clock.GetUtcNow() + _delay;
            logger.ReceiptSourceFailed(Source, _reason.Value, e.GetType().Name, _delay);
            _delay = _delay * 2 < MaxDelay ? _delay * 2 : MaxDelay;
        }
        finally
        {
            _isOpen = false;
        }
    }

    /// <summary>It is read on: signing in alone would show nothing.</summary>
    private void Opened()
    {
        if (_isOpen)
            return;
        (_isOpen, _failingSince, _reason, _delay) = (true, null, null, FirstDelay);
        logger.ReceiptSourceOpened(Source, $"{state.State.Epoch}/{state.State.Last}");
    }

    private async Task TakeAsync(ReceiptBatch batch)
    {
        await ChangeAsync(async () =>
        {
            await Task.WhenAll(batch.Receipts.Select(TakeOrGiveUpAsync));
            (state.State.Epoch, state.State.Last) = (batch.Position.Epoch, batch.Position.Last);
            if (batch.Receipts.Count > 0)
                state.State.LastAt = clock.GetUtcNow();
            logger.ReceiptsTaken(Source, batch.Receipts.Count, $"{batch.Position.Epoch}/{batch.Position.Last}");
            return true;
        });
        failures.Clear(Source);
        Opened();
    }

    /// <summary>One message that fails again and again must not keep the others waiting for good.</summary>
    private async Task TakeOrGiveUpAsync(LateReceipt receipt)
    {
        try
        {
            await TakeAsync(receipt);
        }
        catch (Exception e)
        {
            if (!failures.Add(Source, receipt.Proof.Value, clock.GetUtcNow()))
                throw;
            Count("unmatched");
            state.State.Remember(new UnrecognizedMessage(receipt.Proof.Value, clock.GetUtcNow(), IsReport: true));
            logger.ReceiptGivenUp(Source, receipt.Proof.Value, e.GetType().Name);
        }
    }

    private async Task TakeAsync(LateReceipt receipt)
    {
        var word = Words.Of(receipt.Kind);
        if (receipt.Kind is LateReceiptKind.AutoReply or LateReceiptKind.Unrecognized)
        {
            Count(word);
            if (receipt.Kind == LateReceiptKind.Unrecognized)
                state.State.Remember(new UnrecognizedMessage(receipt.Proof.Value, clock.GetUtcNow(), IsReport: false));
            return;
        }

        if (await matcher.FindAsync(receipt.Reference) is not { } record)
        {
            Count("unmatched");
            state.State.Remember(new UnrecognizedMessage(receipt.Proof.Value, clock.GetUtcNow(), IsReport: true));
            logger.ReceiptUnmatched(Source, receipt.Proof.Value, word);
            return;
        }

        Count(word);
        var message = DispatchReceipt.Of(receipt);
        if (await GrainFactory.WorkerOf(record).ReceiveAsync(message) == ReceiptResult.TooEarly)
            state.State.Waiting.Add(new WaitingReceipt(record.Row.DispatchId, message, clock.GetUtcNow()));
    }

    /// <summary>Brings again what came while an attempt was open.</summary>
    private async Task BringWaitingAsync()
    {
        try
        {
            await ChangeAsync(async () =>
            {
                List<WaitingReceipt> left = [];
                foreach (var waiting in state.State.Waiting)
                {
                    if (await IsTakenAsync(waiting))
                        continue;
                    if (clock.GetUtcNow() - waiting.Since < MaxWait)
                        left.Add(waiting);
                    else
                        logger.ReceiptExpired(waiting.Dispatch, Source, waiting.Receipt.ProofValue);
                }

                var isChanged = left.Count < state.State.Waiting.Count;
                state.State.Waiting = left;
                return isChanged;
            });
        }
        catch (Exception e)
        {
            logger.ReceiptsNotReached(Source, e.GetType().Name);    // they are brought again a second later
        }
    }

    /// <summary>One that cannot be brought waits on, without keeping the others.</summary>
    private async Task<bool> IsTakenAsync(WaitingReceipt waiting)
    {
        try
        {
            return await GrainFactory.GetGrain<IEmailDispatchWorker>(waiting.Dispatch.ToString()).ReceiveAsync(waiting.Receipt) != ReceiptResult.TooEarly;
        }
        catch (Exception e)
        {
            logger.ReceiptsNotReached(Source, e.GetType().Name);
            return false;
        }
    }

    /// <summary>One change at a time; one that fails or cannot be written is forgotten, and what it was about is read again.</summary>
    private async Task ChangeAsync(Func<Task<bool>> change)
    {
        await _writing.WaitAsync(_leaving.Token);
        var before = state.State;
        try
        {
            state.State = before.Copy();
            if (await change())
                await state.WriteStateAsync();
        }
        catch (Exception e)
        {
            state.State = before;
            if (e is InconsistentStateException)
            {
                // It is written after all, or by another activation: the next one reads it.
                await _leaving.CancelAsync();
                DeactivateOnIdle();
            }
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    private void Count(string word)
    {
        state.State.Count(word);
        instruments.ReceiptTaken(word);
    }
}
