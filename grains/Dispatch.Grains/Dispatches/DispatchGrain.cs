// Long because an attempt's order of writes and calls must be read in one place.
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains.Catalog;
using Dispatch.Grains.Controls;
using Dispatch.Grains.Dispatches.Machine;
using Dispatch.Grains.Printing;
using Dispatch.Grains.Telemetry;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Dispatches;

/// <summary>
/// Works on one dispatch: intent first, then the channel, then the outcome, each decided by <see cref="DispatchMachine"/>.
/// The row is the only state; what is in memory is a copy that follows it.
/// </summary>
internal abstract class DispatchGrain(DispatchServices services) : Grain, IDispatchGrain, IDispatchWorker
{
    private static readonly TimeSpan FirstWriteDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxWriteDelay = TimeSpan.FromSeconds(2);

    private DispatchRecord? _record;
    private bool _isAttemptOpen;
    private IGrainTimer? _attempt;

    /// <inheritdoc/>
    public async Task<WakeResult> WakeAsync(DispatchRecord record)
    {
        if (_isAttemptOpen || services.Life.Stopping.IsCancellationRequested)
            return WakeResult.Declined;
        if (_record is null || record.Version >= _record.Version)
            _record = record;

        if (services.Board.IsPaused(QueueOf(_record)) || !services.Channels.Takes(_record.Row.Lane))
        {
            DeactivateOnIdle();
            return WakeResult.Declined;
        }

        if (FindChannel(_record) is not var (channel, lane))
            return await HoldUnconfiguredAsync();

        // A letter that is due by itself, though it is in a batch, was asked for by a person: it leaves that.
        if (_record.Progress.State == DispatchState.Pending && (GatheredLetters.Are(services.Channels, _record.Row) || _record is { Row.Batch: not null, Progress.DueAt: not null }))
            return await SetAsideAsync(_record);
        if (_record.Row.Batch is not null)
        {
            DeactivateOnIdle();
            return WakeResult.Declined;    // moves with its batch alone
        }

        switch (_record.Progress.State)
        {
            case DispatchState.Pending or DispatchState.Deferred or DispatchState.Unknown:
                return await BeginAsync(channel, lane);
            case DispatchState.Sending or DispatchState.Submitted when _record.Progress.DueAt <= services.Clock.GetUtcNow():
                await AskAsync(channel, lane);
                return WakeResult.Moved;
            default:
                DeactivateOnIdle();
                return WakeResult.Declined;
        }
    }

    /// <inheritdoc/>
    public async Task<DispatchCommandAnswer> CancelAsync() => ForgetAfter(await CommandAsync(at => new DispatchEvent.Cancel(at)));

    /// <inheritdoc/>
    public async Task<DispatchCommandAnswer> HoldAsync() => ForgetAfter(await CommandAsync(at => new DispatchEvent.Hold(at)));

    /// <inheritdoc/>
    public async Task<DispatchCommandAnswer> RetryAsync()
    {
        var answer = await CommandAsync(at => new DispatchEvent.Retry(at));
        if (answer.Result == DispatchCommandResult.Done && _record is { } record)
            await StartAsync(record);
        return ForgetAfter(answer);
    }

    /// <inheritdoc/>
    public async Task<ResendAnswer> ResendAsync(string reason, string by)
    {
        if (ControlRules.Check(reason, by) is { } error)
            return new ResendAnswer(null, error);
        var id = DispatchId.Parse(this.GetPrimaryKeyString());
        if (await services.Store.FindDispatchAsync(id) is not { } record)
            return Refuse("dispatch_unknown", $"There is no dispatch {id}.", "See 'dispatchctl dispatch list'.");
        if (record.Progress.State is not (DispatchState.Submitted or DispatchState.Delivered or DispatchState.Confirmed or DispatchState.Bounced or DispatchState.Unknown))
            return Refuse("dispatch_state", $"It is {DispatchMachine.Word(record.Progress.State)}: nothing has been sent that could be sent once more.", "Use 'dispatch retry'.");
        if (await services.Batches.CopyAsync(record.Row.Id, new ReprintNote(record.Row.Batch, reason, by).ToJson(), services.Clock.GetUtcNow()) is not { } copy)
            return Refuse("dispatch_erased", "Its personal data and documents were removed; it cannot be sent any more.", "Print the invoice from the billing system.");

        services.Logger.Resent(id, copy.Row.DispatchId, by, reason);
        if (await GrainFactory.WorkerOf(copy).WakeAsync(copy) == WakeResult.NoSlot)
            services.Recovery.Pulse();
        ForgetUnlessOpen();
        return new ResendAnswer(Views.Of(copy), null);

        ResendAnswer Refuse(string code, string message, string mend) => new(null, new Problem(code, "dispatch", id.ToString(), message, mend));
    }

    /// <inheritdoc/>
    public async Task<DispatchCommandAnswer> HoldWithSubscriptionAsync() =>
        ForgetAfter(await CommandAsync(at => new DispatchEvent.Hold(at, ReasonCode.SubscriptionHeld)));

    /// <inheritdoc/>
    public async Task<DispatchCommandAnswer> ReleaseWithSubscriptionAsync()
    {
        var answer = await CommandAsync(async (record, at) => new DispatchEvent.Release(at, await FindBatchStateAsync(record)));
        if (answer is { Result: DispatchCommandResult.Done, State: DispatchState.Pending } && _record is { Progress: { State: DispatchState.Pending, DueAt: not null } } released)
            await StartAsync(released);
        return ForgetAfter(answer);
    }

    /// <inheritdoc/>
    public async Task<ReceiptResult> ReceiveAsync(DispatchReceipt receipt)
    {
        var result = await TakeInAsync(receipt);
        ForgetUnlessOpen();
        return result;
    }

    /// <summary>Tries at once; where no slot is free the scan is told where to look.</summary>
    private async Task StartAsync(DispatchRecord record)
    {
        if (await WakeAsync(record) == WakeResult.NoSlot)
            services.Recovery.Note(record.Row.Queue);
    }

    /// <summary>A command alone keeps nothing in memory; an open attempt must not be asked to leave.</summary>
    private DispatchCommandAnswer ForgetAfter(DispatchCommandAnswer answer)
    {
        ForgetUnlessOpen();
        return answer;
    }

    private void ForgetUnlessOpen()
    {
        if (!_isAttemptOpen)
            DeactivateOnIdle();
    }

    /// <summary>Lets a letter wait for the gatherer.</summary>
    private async Task<WakeResult> SetAsideAsync(DispatchRecord record)
    {
        DeactivateOnIdle();
        await services.Batches.SetAsideAsync(record.Row.Id, record.Version);
        _record = null;
        return WakeResult.Moved;
    }

    private async Task<WakeResult> BeginAsync(IDispatchChannel channel, ChannelLane lane)
    {
        var record = _record!;
        var lease = services.Slots.TryTake(lane, isRun: record.Row.Queue > 0);
        if (lease is null)
        {
            DeactivateOnIdle();
            return WakeResult.NoSlot;
        }

        var (begunAt, now) = (services.Clock.GetTimestamp(), services.Clock.GetUtcNow());
        var token = Guid.NewGuid();
        var begun = DispatchMachine.Apply(record.Progress, new DispatchEvent.Begin(now, token), PolicyOf(record, lane));
        var next = ((Transition.Changed)begun).Next;
        try
        {
            services.Logger.IntentWriting(record.Row.DispatchId, next.Attempt);
            if (!await WriteIntentAsync(record, next, token))
            {
                services.Logger.IntentLost(record.Row.DispatchId, next.Attempt);
                _record = null;
                lease.Dispose();
                DeactivateOnIdle();
                return WakeResult.Declined;
            }
        }
        catch
        {
            _record = null;
            lease.Dispose();
            DeactivateOnIdle();
            throw;
        }

        services.Logger.AttemptBegun(record.Row.DispatchId, next.Attempt);
        services.Instruments.AttemptBegun(lane, DispatchInstruments.LagOf(record.Progress, now));
        _isAttemptOpen = true;
        _attempt = this.RegisterGrainTimer(
            _ => AttemptAsync(channel, lane, token, begunAt, lease),
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
        return WakeResult.Moved;
    }

    private async Task<bool> WriteIntentAsync(DispatchRecord record, DispatchProgress next, Guid token)
    {
        try
        {
            var result = await services.Store.WriteAsync(new ProgressWrite(record.Row.Id, new WriteGuard.OfVersion(record.Version), next));
            _record = record with { Progress = next, Version = result.Version };
            return result.IsWritten;
        }
        catch (StorageException e) when (e.IsUncertain)
        {
            var current = await services.Store.FindDispatchAsync(record.Row.DispatchId);
            _record = current;
            return current is { Progress.State: DispatchState.Sending } && current.Progress.AttemptToken == token;
        }
    }

    private async Task AttemptAsync(IDispatchChannel channel, ChannelLane lane, Guid token, long begunAt, LaneSlots.Lease lease)
    {
        var id = _record!.Row.DispatchId;
        var attempt = _record.Progress.Attempt;
        try
        {
            var outcome = await SendAsync(channel, lane, begunAt);
            services.Instruments.AttemptEnded(lane, outcome, services.Clock.GetElapsedTime(begunAt));
            var isActivated = await RecordAsync(lane, token, outcome);

            // The attempt is over: a report to a silo that just died hangs, and must not keep the slot.
            lease.Dispose();
            await ReportAsync(isActivated);
        }
        catch (Exception e)
        {
            services.Logger.AttemptFailed(id, attempt, e.GetType().Name);
        }
        finally
        {
            lease.Dispose();
            _isAttemptOpen = false;
            _attempt?.Dispose();
            _attempt = null;
            DeactivateOnIdle();
        }
    }

    private async Task<AttemptOutcome> SendAsync(IDispatchChannel channel, ChannelLane lane, long begunAt)
    {
        var record = _record!;
        using var budget = new CancellationTokenSource(lane.SendBudget, services.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, services.Life.Drained, services.Board.PauseTokenOf(QueueOf(record)));
        try
        {
            // A process that slept since its intent must not send any more: by now somebody else may have resolved it.
            if (services.Clock.GetElapsedTime(begunAt) > lane.SendBudget)
                return new AttemptOutcome.Deferred(ReasonCode.Timeout);

            services.Logger.Sending(record.Row.DispatchId, record.Progress.Attempt);
            var shipment = Shipments.Of(record, lane.Destination) with { RecordReferenceAsync = (reference, _) => RecordReferenceAsync(reference) };
            var outcome = await channel.SendAsync(shipment, services.Documents, linked.Token);
            return outcome is AttemptOutcome.Deferred { Reason: ReasonCode.Cancelled } && budget.IsCancellationRequested
                ? new AttemptOutcome.Deferred(ReasonCode.Timeout)
                : outcome;
        }
        catch (OperationCanceledException)
        {
            return new AttemptOutcome.Deferred(budget.IsCancellationRequested ? ReasonCode.Timeout : ReasonCode.Cancelled);
        }
        catch (Exception e)
        {
            services.Logger.AttemptFailed(record.Row.DispatchId, record.Progress.Attempt, e.GetType().Name);
            return new AttemptOutcome.Unknown(SendPhase.Begun, ReasonCode.Other);
        }
    }

    /// <summary>Writes the destination's own id into the open attempt.</summary>
    /// <exception cref="StorageException">The database cannot be written, or the attempt was given up meanwhile.</exception>
    private async Task RecordReferenceAsync(string reference)
    {
        while (_record is { Progress: { State: DispatchState.Sending, AttemptToken: { } token } } record)
        {
            var next = DispatchReference.With(record.Progress, reference);
            var result = await services.Store.WriteAsync(new ProgressWrite(record.Row.Id, new WriteGuard.OfAttempt(token, record.Progress.Requested), next));
            if (result.IsWritten)
            {
                _record = record with { Progress = next, Version = result.Version };
                services.Logger.ReferenceRecorded(record.Row.DispatchId, next.Attempt, reference);
                return;
            }

            var current = await services.Store.FindDispatchAsync(record.Row.DispatchId);
            if (current?.Progress.AttemptToken != token)
                break;
            _record = current;
        }

        throw new StorageException("The attempt was given up meanwhile.", isUncertain: false);
    }

    /// <summary>Writes a known outcome, however long the database is away.</summary>
    /// <returns>Whether a standby fallback became pending with it.</returns>
    private async Task<bool> RecordAsync(ChannelLane lane, Guid token, AttemptOutcome outcome)
    {
        var delay = FirstWriteDelay;
        while (true)
        {
            var record = _record!;
            var attempt = record.Progress.Attempt;
            if (DispatchMachine.Apply(record.Progress, new DispatchEvent.Ended(services.Clock.GetUtcNow(), outcome), PolicyOf(record, lane)) is not Transition.Changed ended)
                return false;

            try
            {
                services.Logger.OutcomeWriting(record.Row.DispatchId, attempt, outcome.Kind);
                WriteGuard guard = record.Progress.State == DispatchState.Sending
                    ? new WriteGuard.OfAttempt(token, record.Progress.Requested)
                    : new WriteGuard.OfVersion(record.Version);
                var result = await services.Store.WriteAsync(new ProgressWrite(record.Row.Id, guard, ended.Next, ended.ActivatesFallback ? record.Row.Fallback : null));
                if (result.IsWritten)
                {
                    _record = record with { Progress = ended.Next, Version = result.Version };
                    LogOutcome(_record, result.FallbackActivated);
                    return result.FallbackActivated;
                }

                var current = await services.Store.FindDispatchAsync(record.Row.DispatchId);
                if (current is null || current.Progress.AttemptToken != token)
                {
                    services.Logger.OutcomeTooLate(record.Row.DispatchId, attempt, outcome.Kind);
                    return false;
                }

                // Somebody asked for something meanwhile, or this very write had happened, or the deadline was faster: decide again on what stands there.
                _record = current;
                if (current.Progress.Outcome is not null and not OutcomeKind.Unknown)
                    return false;
            }
            catch (Exception) when (!services.Life.Drained.IsCancellationRequested)
            {
                services.Logger.OutcomeNotWritten(record.Row.DispatchId, attempt);
                await Task.Delay(delay, services.Clock);
                delay = delay * 2 < MaxWriteDelay ? delay * 2 : MaxWriteDelay;
            }
        }
    }

    /// <summary>Asks the destination about an attempt whose process is gone, or about a submitted job.</summary>
    private async Task AskAsync(IDispatchChannel channel, ChannelLane lane)
    {
        var record = _record!;
        var answer = await channel.AskAsync(Shipments.Of(record, lane.Destination), services.Life.Stopping);
        var now = services.Clock.GetUtcNow();
        DispatchEvent happening = record.Progress.State == DispatchState.Sending
            ? new DispatchEvent.DeadlinePassed(now, answer)
            : new DispatchEvent.Ended(now, answer ?? new AttemptOutcome.Submitted(record.Progress.ProofValue ?? "", lane.SendBudget));
        if (DispatchMachine.Apply(record.Progress, happening, PolicyOf(record, lane)) is Transition.Changed changed)
        {
            var result = await services.Store.WriteAsync(new ProgressWrite(
                record.Row.Id, new WriteGuard.OfVersion(record.Version), changed.Next, changed.ActivatesFallback ? record.Row.Fallback : null));
            if (result.IsWritten)
            {
                _record = record with { Progress = changed.Next, Version = result.Version };
                LogOutcome(_record, result.FallbackActivated);
                await ReportAsync(result.FallbackActivated);
            }
        }

        DeactivateOnIdle();
    }

    /// <summary>Its printer or relay is not configured any more: a person must configure it again or cancel.</summary>
    private async Task<WakeResult> HoldUnconfiguredAsync()
    {
        await CommandAsync(at => new DispatchEvent.Hold(at, ReasonCode.ChannelUnavailable));
        if (_record is not { Progress.State: DispatchState.Held } held)
            return WakeResult.Declined;
        services.Logger.DispatchHeld(held.Row.DispatchId, held.Progress.Attempt, held.Progress.Reason);
        return WakeResult.Moved;
    }

    private async Task<ReceiptResult> TakeInAsync(DispatchReceipt receipt)
    {
        var id = DispatchId.Parse(this.GetPrimaryKeyString());
        var happening = new DispatchEvent.Received(
            services.Clock.GetUtcNow(), receipt.Kind, receipt.Reason, receipt.ProtocolCode, new Proof(receipt.ProofKind, receipt.ProofValue));
        while (true)
        {
            var record = _isAttemptOpen ? null : await services.Store.FindDispatchAsync(id);
            if (_isAttemptOpen || record is { Progress.State: DispatchState.Sending })
                return ReceiptResult.TooEarly;
            if (record is null)
                return ReceiptResult.Declined;

            // Whose address was removed has nobody any more to whom a fallback could go.
            var fallback = record.Invoice.ErasedAt is null ? record.Row.Fallback : null;
            switch (DispatchMachine.Apply(record.Progress, happening, PolicyOf(record, FindChannel(record)?.Lane) with { HasFallback = fallback is not null }))
            {
                case Transition.Declined:
                    services.Logger.ReceiptIgnored(id, receipt.Kind, record.Progress.State);
                    return ReceiptResult.Declined;
                case Transition.Unchanged:
                    services.Logger.ReceiptIgnored(id, receipt.Kind, record.Progress.State);
                    return ReceiptResult.Unchanged;
                case Transition.Changed changed:
                    if (!await WriteAsync(record, receipt, changed, fallback))
                        continue;
                    return ReceiptResult.Recorded;
            }
        }
    }

    private async Task<bool> WriteAsync(DispatchRecord record, DispatchReceipt receipt, Transition.Changed changed, string? fallback)
    {
        using var activity = DispatchTelemetry.StartReceipt(record, receipt);
        services.Logger.ReceiptWriting(record.Row.DispatchId, receipt.Kind);
        var result = await services.Store.WriteAsync(
            new ProgressWrite(record.Row.Id, new WriteGuard.OfVersion(record.Version), changed.Next, changed.ActivatesFallback ? fallback : null));
        if (!result.IsWritten)
            return false;

        _record = record with { Progress = changed.Next, Version = result.Version };
        LogOutcome(_record, result.FallbackActivated);
        await ReportAsync(result.FallbackActivated);
        return true;
    }

    private async Task<DispatchState?> FindBatchStateAsync(DispatchRecord record) =>
        record.Row.Batch is { } batch ? (await services.Batches.FindAsync(batch))?.Progress.State : null;

    private Task<DispatchCommandAnswer> CommandAsync(Func<DateTimeOffset, DispatchEvent> command) => CommandAsync((_, at) => Task.FromResult(command(at)));

    private async Task<DispatchCommandAnswer> CommandAsync(Func<DispatchRecord, DateTimeOffset, Task<DispatchEvent>> command)
    {
        var id = DispatchId.Parse(this.GetPrimaryKeyString());
        while (true)
        {
            var record = await services.Store.FindDispatchAsync(id);
            if (record is null)
                return new DispatchCommandAnswer(DispatchCommandResult.NotFound, null, $"There is no dispatch {id}.");

            if (record.Invoice.ErasedAt is not null)
                return new DispatchCommandAnswer(DispatchCommandResult.TooLate, record.Progress.State, "Its personal data and documents were removed; it cannot be sent any more.");

            switch (DispatchMachine.Apply(record.Progress, await command(record, services.Clock.GetUtcNow()), PolicyOf(record, FindChannel(record)?.Lane)))
            {
                case Transition.Declined declined:
                    return new DispatchCommandAnswer(DispatchCommandResult.TooLate, record.Progress.State, declined.Why);
                case Transition.Unchanged:
                    return Answer(record);
                case Transition.Changed changed:
                    var result = await services.Store.WriteAsync(new ProgressWrite(record.Row.Id, new WriteGuard.OfVersion(record.Version), changed.Next));
                    if (!result.IsWritten)
                        continue;
                    _record = record with { Progress = changed.Next, Version = result.Version };
                    await ReportAsync(isFallbackActivated: false);
                    return Answer(_record);
            }
        }
    }

    private static DispatchCommandAnswer Answer(DispatchRecord record) => record.Progress.Requested == DispatchRequest.None
        ? new DispatchCommandAnswer(DispatchCommandResult.Done, record.Progress.State, "Done.")
        : new DispatchCommandAnswer(DispatchCommandResult.Requested, record.Progress.State, "An attempt is open; it takes effect if that attempt ends deferred.");

    private async Task ReportAsync(bool isFallbackActivated)
    {
        var record = _record!;
        var report = new DispatchReport(record.Row.DispatchId, record.Progress.State, record.Progress.Outcome, isFallbackActivated);
        try
        {
            var subscription = new SubscriptionId(record.Invoice.Biller, record.Invoice.Subscription);
            await GrainFactory.GetGrain<ISubscriptionGrain>(subscription.ToString()).ReportAsync(report);
            services.Logger.Reported(report.Id);
        }
        catch (Exception e)
        {
            // Only a notification: the row says the same, and during a shutdown there may be nobody to tell.
            services.Logger.ReportFailed(report.Id, e.GetType().Name);
        }
    }

    private static WorkQueue QueueOf(DispatchRecord record) => new(record.Row.Lane, record.Row.Queue);

    private (IDispatchChannel Channel, ChannelLane Lane)? FindChannel(DispatchRecord record) =>
        services.Channels.Find(record.Row.Kind, ChannelLane.DestinationOf(record.Row.Lane));

    /// <summary>The rules for a decision; a command needs none of the lane's, so it also works when the lane is gone.</summary>
    private static DispatchPolicy PolicyOf(DispatchRecord record, ChannelLane? lane) => new(
        lane?.Retry ?? new RetrySchedule(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(4)),
        lane?.OnUnknown ?? UnknownRule.Hold,
        lane?.SendBudget ?? TimeSpan.Zero,
        record.Row.Fallback is not null,
        Random.Shared.NextDouble());

    private void LogOutcome(DispatchRecord record, bool isFallbackActivated)
    {
        var (row, progress, _, invoice) = record;
        services.Logger.OutcomeRecorded(row.DispatchId, progress.Attempt, progress.State);
        if (isFallbackActivated)
            services.Recovery.Note(row.Queue);
        services.Instruments.OutcomeRecorded(record, services.Clock.GetUtcNow() - invoice.FinalizedAt);
        switch (progress.State)
        {
            case DispatchState.Deferred:
                services.Logger.AttemptDeferred(row.DispatchId, progress.Attempt, progress.Reason, progress.ProtocolCode, progress.DueAt);
                break;
            case DispatchState.Refused:
                services.Logger.AttemptRefused(row.DispatchId, progress.Attempt, progress.Reason, progress.ProtocolCode, isFallbackActivated);
                break;
            case DispatchState.Bounced:
                services.Logger.CameBack(row.DispatchId, progress.Reason, progress.ProtocolCode, progress.ProofValue, isFallbackActivated);
                break;
            case DispatchState.Unknown:
                services.Logger.AttemptUnknown(row.DispatchId, progress.Attempt, progress.Reason, progress.DueAt);
                break;
            case DispatchState.Held when progress.Reason != ReasonCode.SubscriptionHeld:
                services.Logger.DispatchHeld(row.DispatchId, progress.Attempt, progress.Reason);
                break;
        }
    }
}
