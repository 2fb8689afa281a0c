// Long because an attempt's order of writes and calls must be read in one place.
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Dispatch.Documents.Batches;
using Dispatch.Grains.Controls;
using Dispatch.Grains.Dispatches;
using Dispatch.Grains.Dispatches.Machine;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Printing;

namespace Dispatch.Grains.Printing;

/// <summary>
/// Works on one print batch as a dispatch grain does on one dispatch, by the same machine: intent, fixed membership, channel, outcome. The batch's row is
/// written first, its letters' rows after it; whoever dies in between leaves letters behind, and the next wake brings them on.
/// </summary>
internal sealed class PrintBatchGrain(PrintServices services) : Grain, IPrintBatchGrain, IPrintBatchWorker
{
    private static readonly TimeSpan FirstWriteDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxWriteDelay = TimeSpan.FromSeconds(2);

    private PrintBatchRow? _row;
    private bool _isAttemptOpen;
    private IGrainTimer? _attempt;

    private string Id => this.GetPrimaryKeyString();

    private DispatchServices Engine => services.Dispatches;

    /// <inheritdoc/>
    public async Task WakeAsync()
    {
        if (_isAttemptOpen || Engine.Life.Stopping.IsCancellationRequested)
            return;
        try
        {
            await MoveAsync();
        }
        finally
        {
            ForgetUnlessOpen();
        }
    }

    /// <inheritdoc/>
    public async Task<PrintBatchView?> GetAsync()
    {
        if (await services.Batches.FindAsync(Id) is not { } row)
            return null;
        var letters = await services.Batches.ListLettersAsync(Id);
        return (await services.Waits.AddAsync([PrintBatchViews.Of(row, letters.ToDictionary(letter => letter.Row.Id))]))[0];
    }

    /// <inheritdoc/>
    public async Task<PrintBatchAnswer> RetryAsync(string reason, string by)
    {
        var answer = await CommandAsync("retry", reason, by, (row, at) => Apply(row, new DispatchEvent.Retry(at)));
        if (answer.Error is null)
            WakeLater();
        return ForgetAfter(answer);
    }

    /// <inheritdoc/>
    public async Task<PrintBatchAnswer> HoldAsync(string reason, string by) =>
        ForgetAfter(await CommandAsync("hold", reason, by, (row, at) => Apply(row, new DispatchEvent.Hold(at))));

    /// <inheritdoc/>
    public async Task<PrintBatchAnswer> CancelAsync(string reason, string by) =>
        ForgetAfter(await CommandAsync("cancel", reason, by, (row, at) => Apply(row, new DispatchEvent.Cancel(at))));

    /// <inheritdoc/>
    public async Task<PrintBatchAnswer> SettleAsync(bool isPrinted, string reason, string by)
    {
        var answer = await CommandAsync(isPrinted ? "settle as printed" : "settle as not printed", reason, by, (row, at) =>
        {
            if (InDoubt(row, at) is not { } doubted)
                return new Transition.Declined(row.Progress.State == DispatchState.Sending ? "An attempt is open." : "Its end is known.");
            if (isPrinted)
                return Apply(doubted, new DispatchEvent.Ended(at, new AttemptOutcome.Delivered(new Proof("person", by))));

            // Known not to be printed: what is printed next is no possible duplicate.
            return Apply(After(doubted, new DispatchEvent.Ended(at, new AttemptOutcome.Deferred(ReasonCode.Other))), new DispatchEvent.Retry(at));
        });
        if (answer.Error is null && !isPrinted)
            WakeLater();
        return ForgetAfter(answer);
    }

    /// <summary>
    /// The row as one whose end nobody knows, if a person may settle it: it is held as such, its job was taken and the printer does not tell of its end, or
    /// the printer is gone in the middle of an attempt.
    /// </summary>
    private PrintBatchRow? InDoubt(PrintBatchRow row, DateTimeOffset at) => row.Progress switch
    {
        { State: DispatchState.Held, Outcome: OutcomeKind.Unknown } => row,
        { State: DispatchState.Submitted } => After(row, new DispatchEvent.Ended(at, new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.Other))),
        { State: DispatchState.Sending } when !_isAttemptOpen && row.Progress.DueAt <= at && Engine.Channels.FindLane(row.Lane) is null =>
            After(row, new DispatchEvent.DeadlinePassed(at, Answer: null)),
        _ => null,
    };

    private PrintBatchRow After(PrintBatchRow row, DispatchEvent happening) => row with { Progress = ((Transition.Changed)Apply(row, happening)).Next };

    /// <inheritdoc/>
    public async Task<PrintBatchAnswer> ReprintAsync(ReprintOrder order)
    {
        if (ControlRules.Check(order.Reason, order.By) is { } error)
            return new PrintBatchAnswer(null, error);
        if (await services.Batches.FindAsync(Id) is not { } row)
            return NotFound();
        if (row.Progress is not ({ State: DispatchState.Submitted or DispatchState.Delivered } or { State: DispatchState.Held, Outcome: OutcomeKind.Unknown }))
            return Declined(row, $"It is {DispatchMachine.Word(row.Progress.State)}: nothing was printed that could be printed again. Use 'batch retry'.");

        var letters = (await services.Batches.ListLettersAsync(Id)).ToDictionary(letter => letter.Row.Id);
        var details = BatchDetails.Parse(row.Details);
        if (Reprints.Select(details, letters, order) is not { Count: > 0 } envelopes)
        {
            return new PrintBatchAnswer(PrintBatchViews.Of(row), new Problem(
                "envelope_unknown", "envelopes", Reprints.Describe(order), $"Print batch {Id} has no such envelope or letter.", "See 'dispatchctl batch show'."));
        }

        var now = Engine.Clock.GetUtcNow();
        var note = new ReprintNote(Id, order.Reason, order.By);
        var copies = await services.Batches.CreateCopiesAsync(
            row with
            {
                Number = 0,
                Id = "",
                LetterCount = 0,
                CreatedAt = now,
                Version = 0,
                Followed = 0,
                Progress = new DispatchProgress { State = DispatchState.Pending, ChangedAt = now, DueAt = now },
            },
            [.. envelopes.SelectMany(envelope => envelope.Letters)],
            note.ToJson(),
            ids => Reprints.DetailsOf(details, envelopes, ids, note).ToJson());
        services.Logger.BatchCommanded(Id, $"reprint as {copies.Id}", order.By, order.Reason);
        await GrainFactory.GetGrain<IPrintBatchWorker>(copies.Id).WakeAsync();
        return new PrintBatchAnswer(await GrainFactory.GetGrain<IPrintBatchGrain>(copies.Id).GetAsync(), null);
    }

    /// <inheritdoc/>
    public async Task<PrintBatchAnswer> MoveAsync(string printer, string reason, string by)
    {
        if (ControlRules.Check(reason, by) is { } error)
            return new PrintBatchAnswer(null, error);
        if (await services.Batches.FindAsync(Id) is not { } row)
            return NotFound();
        if (Engine.Channels.Find(DispatchKind.Post, printer) is not var (_, lane))
            return new PrintBatchAnswer(PrintBatchViews.Of(row), ChannelDirectory.UnknownPrinter(printer, Engine.Channels.Printers));
        if (row.Progress is { State: DispatchState.Held, Outcome: OutcomeKind.Unknown })
            return Declined(row, "It may have been printed; settle it first.");
        if (row.Progress.State is not (DispatchState.Pending or DispatchState.Deferred or DispatchState.Held))
            return Declined(row, $"It is {DispatchMachine.Word(row.Progress.State)}.");
        if (row.Followed < row.Version)
            await services.Letters.FollowAsync(row, BatchDetails.Parse(row.Details));    // those that are behind would stay where they are
        if (!await DissolveAsync(row, lane.Name, Engine.Channels.BatchesOf(printer) is null ? Engine.Clock.GetUtcNow() : null))
            return Declined(row, "It has moved on meanwhile; look again.");
        services.Logger.BatchCommanded(Id, $"move to {printer}", by, reason);
        return ForgetAfter(new PrintBatchAnswer(await GetAsync(), null));
    }

    /// <summary>Ends the batch before it is printed, and lets its letters go on in a lane; those that are held stay held there, in no batch.</summary>
    private async Task<bool> DissolveAsync(PrintBatchRow row, string lane, DateTimeOffset? dueAt)
    {
        var ended = (Transition.Changed)Apply(row, new DispatchEvent.Cancel(Engine.Clock.GetUtcNow()));
        if (await services.Batches.DissolveAsync(row with { Progress = ended.Next }, lane, dueAt) is null)
            return false;
        services.Logger.BatchRecorded(Id, row.Progress.Attempt, DispatchState.Cancelled);
        Engine.Recovery.Note(row.Queue);
        Engine.Recovery.Pulse();
        return true;
    }

    /// <summary>Does what is due: brings letters on, begins an attempt or asks about one.</summary>
    private async Task MoveAsync()
    {
        if (await services.Batches.FindAsync(Id) is not { } row)
            return;
        _row = row;
        if (row.Followed < row.Version)
            await FollowAsync();
        if (_row.Progress.DueAt is not { } dueAt || dueAt > Engine.Clock.GetUtcNow() || Engine.Board.IsPaused(QueueOf(row)) || !Engine.Channels.Takes(row.Lane))
            return;
        var printer = ChannelLane.DestinationOf(row.Lane);
        if (Engine.Channels.Find(DispatchKind.Post, printer) is not var (found, lane))
        {
            // Nobody can be asked any more what became of an attempt.
            var now = Engine.Clock.GetUtcNow();
            await ChangeAsync(
                _row.Progress.State == DispatchState.Sending ? new DispatchEvent.DeadlinePassed(now, Answer: null) : new DispatchEvent.Hold(now, ReasonCode.ChannelUnavailable),
                lane: null);
            return;
        }

        var channel = Engine.Channels.BatchesOf(printer) is null ? null : (IPrintBatchChannel)found;
        switch (_row.Progress.State)
        {
            case DispatchState.Pending or DispatchState.Deferred when channel is null:
                await DissolveAsync(_row, lane.Name, Engine.Clock.GetUtcNow());    // the printer takes each letter by itself now
                break;
            case DispatchState.Pending or DispatchState.Deferred:
                await BeginAsync(channel!, lane);
                break;
            case DispatchState.Sending or DispatchState.Submitted:
                await AskAsync(channel, lane);
                break;
        }
    }

    private async Task BeginAsync(IPrintBatchChannel channel, ChannelLane lane)
    {
        if (Engine.Slots.TryTake(lane, isRun: true) is not { } lease)
            return;

        var begunAt = Engine.Clock.GetTimestamp();
        var token = Guid.NewGuid();
        try
        {
            services.Logger.BatchIntentWriting(Id, _row!.Progress.Attempt + 1);
            if (!await ChangeAsync(new DispatchEvent.Begin(Engine.Clock.GetUtcNow(), token), lane, follows: false))
            {
                lease.Dispose();
                return;
            }
        }
        catch
        {
            // If it was written all the same, its deadline resolves it: nothing has been sent.
            lease.Dispose();
            throw;
        }

        services.Logger.BatchBegun(Id, _row.Progress.Attempt);
        _isAttemptOpen = true;
        _attempt = this.RegisterGrainTimer(
            _ => AttemptAsync(channel, lane, token, begunAt, lease),
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
    }

    private async Task AttemptAsync(IPrintBatchChannel channel, ChannelLane lane, Guid token, long begunAt, LaneSlots.Lease lease)
    {
        var attempt = _row!.Progress.Attempt;
        try
        {
            var outcome = await SendAsync(channel, lane, begunAt);
            Engine.Instruments.AttemptEnded(lane, outcome.Outcome, Engine.Clock.GetElapsedTime(begunAt));
            await RecordAsync(lane, token, outcome);
            lease.Dispose();
            await FollowAsync();
        }
        catch (Exception e)
        {
            services.Logger.BatchAttemptFailed(Id, attempt, e.GetType().Name);
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

    private async Task<BatchOutcome> SendAsync(IPrintBatchChannel channel, ChannelLane lane, long begunAt)
    {
        using var budget = new CancellationTokenSource(lane.SendBudget, Engine.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, Engine.Life.Drained, Engine.Board.PauseTokenOf(QueueOf(_row!)));
        var attempt = _row!.Progress.Attempt;
        var isHandedOver = false;
        try
        {
            while (true)
            {
                var letters = await FixAsync();
                var details = BatchDetails.Parse(_row.Details);
                if (details.LetterCount == 0)
                    return new AttemptOutcome.Deferred(ReasonCode.Cancelled);    // all were cancelled or held meanwhile

                try
                {
                    using var made = await services.Maker.MakeAsync(_row, details, letters, linked.Token);
                    services.Logger.BatchComposed(Id, attempt, made.Composed.PageCount, made.Bytes);
                    if (Engine.Clock.GetElapsedTime(begunAt) > lane.SendBudget)
                        return new AttemptOutcome.Deferred(ReasonCode.Timeout);
                    isHandedOver = true;
                    var outcome = await channel.SendBatchAsync(
                        BatchMaker.ShipmentOf(_row, details, letters, made) with { RecordReferenceAsync = RecordReferenceAsync }, linked.Token);
                    return outcome.Outcome is AttemptOutcome.Deferred { Reason: ReasonCode.Cancelled } && budget.IsCancellationRequested
                        ? new AttemptOutcome.Deferred(ReasonCode.Timeout)
                        : outcome;
                }
                catch (BatchDocumentException e)
                {
                    // One bad document must not keep the others from being printed.
                    services.Logger.BatchLetterUnusable(Id, e.DocumentName, e.Problem.ToString());
                    if (!await services.Letters.RefuseAsync(letters.Values, e.DocumentName))
                        return new AttemptOutcome.Refused(ReasonCode.ContentRefused);    // an enclosure: no letter can go
                }
            }
        }
        catch (OperationCanceledException)
        {
            return new AttemptOutcome.Deferred(budget.IsCancellationRequested ? ReasonCode.Timeout : ReasonCode.Cancelled);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            services.Logger.BatchDocumentUnreadable(Id, attempt, e.GetType().Name);
            return new AttemptOutcome.Deferred(ReasonCode.Other);
        }
        catch (StorageException e) when (!isHandedOver)
        {
            services.Logger.BatchDocumentUnreadable(Id, attempt, e.GetType().Name);
            return new AttemptOutcome.Deferred(ReasonCode.StorageConflict);
        }
        catch (Exception e)
        {
            // A bug: as long as the channel has got nothing, it cannot have printed anything.
            services.Logger.BatchAttemptFailed(Id, attempt, e.GetType().Name);
            return isHandedOver ? new AttemptOutcome.Unknown(SendPhase.Begun, ReasonCode.Other) : new AttemptOutcome.Deferred(ReasonCode.Other);
        }
    }

    /// <summary>
    /// Fixes the membership: the letters that wait become sending under the batch's token, and the batch's details name those alone. What a person has
    /// cancelled or held, and what has left the batch, is not printed; it is not the batch's any more.
    /// </summary>
    private async Task<IReadOnlyDictionary<long, DispatchRecord>> FixAsync()
    {
        var details = BatchDetails.Parse(_row!.Details);
        var letters = await services.Letters.FollowAsync(_row, details);
        var members = letters.Values
            .Where(letter => letter.Progress.State == DispatchState.Sending && letter.Progress.AttemptToken == _row.Progress.AttemptToken)
            .ToDictionary(letter => letter.Row.Id);
        var envelopes = details.Envelopes
            .Select(envelope => envelope with { Letters = [.. envelope.Letters.Where(members.ContainsKey)] })
            .Where(envelope => envelope.Letters.Count > 0);
        if (letters.Keys.Any(id => !members.ContainsKey(id)))
            await services.Batches.LeaveOutAsync(Id, [.. members.Keys]);

        // Copies keep the numbers of what was printed first, and so does what may have been printed: an envelope that comes back is found by its number.
        var isNumbered = details.Reprint is not null || _row.Progress.IsPossibleDuplicate;
        var next = details with { Envelopes = [.. envelopes.Select((envelope, i) => isNumbered ? envelope : envelope with { Number = i + 1 })] };
        if (next.LetterCount != details.LetterCount)
            await WriteOpenAsync(row => row with { Details = next.ToJson() });
        services.Logger.BatchFixed(Id, _row.Progress.Attempt, next.LetterCount);
        return members;
    }

    private async Task RecordReferenceAsync(string reference, CancellationToken cancellationToken)
    {
        await WriteOpenAsync(row => row with { Progress = DispatchReference.With(row.Progress, reference) });
        services.Logger.BatchReferenceRecorded(Id, _row!.Progress.Attempt, reference);
    }

    /// <summary>Writes something about the open attempt.</summary>
    /// <exception cref="StorageException">The database cannot be written, or the attempt is not open any more.</exception>
    private async Task WriteOpenAsync(Func<PrintBatchRow, PrintBatchRow> change)
    {
        var token = _row!.Progress.AttemptToken;
        while (true)
        {
            if (_row is not { Progress.State: DispatchState.Sending } row || row.Progress.AttemptToken != token)
                throw new StorageException($"The attempt at print batch {Id} was given up meanwhile.", isUncertain: false);
            var next = change(row);
            if (await services.Batches.WriteAsync(next) is { } version)
            {
                _row = next with { Version = version };
                return;
            }

            _row = await services.Batches.FindAsync(Id);
        }
    }

    /// <summary>Writes a known outcome, however long the database is away.</summary>
    private async Task RecordAsync(ChannelLane lane, Guid token, BatchOutcome outcome)
    {
        var attempt = _row!.Progress.Attempt;
        var delay = FirstWriteDelay;
        while (true)
        {
            try
            {
                services.Logger.BatchOutcomeWriting(Id, attempt, outcome.Outcome.Kind);
                if (await WriteOutcomeAsync(lane, outcome))
                    return;

                // Somebody asked for something meanwhile, or this very write had happened, or the deadline was faster: decide again on what stands there.
                _row = await services.Batches.FindAsync(Id);
                if (_row is null || _row.Progress.AttemptToken != token || _row.Progress.Outcome is not null and not OutcomeKind.Unknown || Decide(lane, outcome) is null)
                {
                    if (_row?.Progress.AttemptToken != token)
                        services.Logger.BatchOutcomeTooLate(Id, attempt, outcome.Outcome.Kind);
                    return;
                }
            }
            catch (StorageException) when (!Engine.Life.Drained.IsCancellationRequested)
            {
                services.Logger.BatchOutcomeNotWritten(Id, attempt);
                await Task.Delay(delay, Engine.Clock);
                delay = delay * 2 < MaxWriteDelay ? delay * 2 : MaxWriteDelay;
            }
        }
    }

    private async Task<bool> WriteOutcomeAsync(ChannelLane lane, BatchOutcome outcome)
    {
        var details = BatchDetails.Parse(_row!.Details);
        var isEmpty = details.LetterCount == 0 && _row.Progress.State == DispatchState.Sending;
        if (Decide(lane, outcome) is not { } changed)
            return false;
        var exceptions = outcome.Exceptions.Where(pair => pair.Value is AttemptOutcome.Refused).ToDictionary(
            pair => pair.Key, pair => new BatchDetails.Refusal(((AttemptOutcome.Refused)pair.Value).Reason, ((AttemptOutcome.Refused)pair.Value).ProtocolCode));
        var next = isEmpty ? changed.Next with { State = DispatchState.Cancelled, Reason = ReasonCode.Cancelled, DueAt = null } : changed.Next;
        return await WriteAsync(_row with
        {
            Progress = next,
            Details = exceptions.Count == 0 ? _row.Details : (details with { Exceptions = exceptions }).ToJson(),
        });
    }

    /// <summary>What an outcome does to the row as it stands; none if nothing.</summary>
    private Transition.Changed? Decide(ChannelLane lane, BatchOutcome outcome) =>
        DispatchMachine.Apply(_row!.Progress, new DispatchEvent.Ended(Engine.Clock.GetUtcNow(), outcome.Outcome), PolicyOf(lane)) as Transition.Changed;

    /// <summary>Asks the printer about an attempt whose process is gone, or about a job that it has taken.</summary>
    private async Task AskAsync(IPrintBatchChannel? channel, ChannelLane lane)
    {
        var row = _row!;
        var answer = channel is null ? null : await channel.AskBatchAsync(BatchMaker.ShipmentOf(row, BatchDetails.Parse(row.Details)), Engine.Life.Stopping);
        if (row.Progress.State == DispatchState.Sending)
        {
            await ChangeAsync(new DispatchEvent.DeadlinePassed(Engine.Clock.GetUtcNow(), answer?.Outcome), lane);
            return;
        }

        var outcome = answer ?? new AttemptOutcome.Submitted(row.Progress.ProofValue ?? "", lane.SendBudget);
        if (outcome is { Outcome: AttemptOutcome.Submitted, Exceptions.Count: 0 } && row.Followed == row.Version)
            await PostponeAsync(lane, outcome);
        else if (await WriteOutcomeAsync(lane, outcome))
            await FollowAsync();
    }

    /// <summary>The job is not done yet, which its letters know: nothing but the time of the next question is written.</summary>
    private async Task PostponeAsync(ChannelLane lane, BatchOutcome outcome)
    {
        if (Decide(lane, outcome) is not { } changed)
            return;
        var next = _row! with { Progress = changed.Next };
        if (await services.Batches.PostponeAsync(next) is { } version)
            _row = next with { Version = version, Followed = version };
    }

    private async Task<bool> ChangeAsync(DispatchEvent happening, ChannelLane? lane, bool follows = true)
    {
        if (DispatchMachine.Apply(_row!.Progress, happening, PolicyOf(lane)) is not Transition.Changed changed || !await WriteAsync(_row with { Progress = changed.Next }))
            return false;
        if (follows)
            await FollowAsync();
        return true;
    }

    private async Task<bool> WriteAsync(PrintBatchRow next)
    {
        if (await services.Batches.WriteAsync(next) is not { } version)
            return false;
        _row = next with { Version = version };
        var progress = next.Progress;
        services.Logger.BatchRecorded(Id, progress.Attempt, progress.State);
        switch (progress.State)
        {
            case DispatchState.Deferred:
                services.Logger.BatchDeferred(Id, progress.Attempt, progress.Reason, progress.ProtocolCode, progress.DueAt);
                break;
            case DispatchState.Refused:
                services.Logger.BatchRefused(Id, progress.Attempt, progress.Reason, progress.ProtocolCode);
                break;
            case DispatchState.Held:
                services.Logger.BatchHeld(Id, progress.Attempt, progress.Reason);
                break;
        }

        return true;
    }

    private async Task FollowAsync()
    {
        var row = _row!;
        await services.Letters.FollowAsync(row, BatchDetails.Parse(row.Details));
        if (row.Progress.State == DispatchState.Cancelled)
            await services.Batches.LeaveOutAsync(Id, []);    // whoever was held by itself goes on without it
        await services.Batches.MarkFollowedAsync(row.Number, row.Version);
        if (_row!.Version == row.Version)
            _row = _row with { Followed = row.Version };
        services.Logger.BatchFollowed(Id, row.Progress.State);
    }

    private async Task<PrintBatchAnswer> CommandAsync(string command, string reason, string by, Func<PrintBatchRow, DateTimeOffset, Transition> decide)
    {
        if (ControlRules.Check(reason, by) is { } error)
            return new PrintBatchAnswer(null, error);
        while (true)
        {
            if (await services.Batches.FindAsync(Id) is not { } row)
                return NotFound();

            // What the letters have not taken over yet, such as an end that nobody knows, must not be passed over by the next step.
            if (row.Followed < row.Version && (!_isAttemptOpen || row.Progress.State != DispatchState.Sending))
                await services.Letters.FollowAsync(row, BatchDetails.Parse(row.Details));

            switch (decide(row, Engine.Clock.GetUtcNow()))
            {
                case Transition.Declined declined:
                    return Declined(row, declined.Why);
                case Transition.Changed changed:
                    if (await services.Batches.WriteAsync(row with { Progress = changed.Next }) is not { } version)
                        continue;
                    services.Logger.BatchCommanded(Id, command, by, reason);
                    row = row with { Progress = changed.Next, Version = version };

                    // An open attempt goes on with what it knows, and finds what was asked for when it writes its outcome.
                    if (!_isAttemptOpen)
                    {
                        _row = row;
                        await FollowAsync();
                    }

                    break;
            }

            return new PrintBatchAnswer(await GetAsync(), null, row.Progress.Requested != DispatchRequest.None);
        }
    }

    private Transition Apply(PrintBatchRow row, DispatchEvent happening) => DispatchMachine.Apply(row.Progress, happening, PolicyOf(lane: null));

    private PrintBatchAnswer NotFound() => new(null, new Problem("batch_unknown", "batch", Id, $"There is no print batch {Id}.", "See 'dispatchctl batch list'."));

    private PrintBatchAnswer Declined(PrintBatchRow row, string why) =>
        new(PrintBatchViews.Of(row), new Problem("batch_state", "batch", Id, why, "See 'dispatchctl batch show'."));

    /// <summary>Last of all: an attempt that was begun must not be asked to leave.</summary>
    private PrintBatchAnswer ForgetAfter(PrintBatchAnswer answer)
    {
        ForgetUnlessOpen();
        return answer;
    }

    /// <summary>
    /// By a call of its own: an attempt that has ended while a command ran has asked this activation to leave, and one that is begun in it would never run.
    /// Whatever becomes of the call, the gatherer's comes.
    /// </summary>
    private void WakeLater() => GrainFactory.GetGrain<IPrintBatchWorker>(Id).WakeAsync().Ignore();

    private void ForgetUnlessOpen()
    {
        if (!_isAttemptOpen)
            DeactivateOnIdle();
    }

    private static WorkQueue QueueOf(PrintBatchRow row) => new(row.Lane, row.Queue);

    private static DispatchPolicy PolicyOf(ChannelLane? lane) => new(
        lane?.Retry ?? new RetrySchedule(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(4)),
        UnknownRule.Hold,
        lane?.SendBudget ?? TimeSpan.Zero,
        HasFallback: false,
        Random.Shared.NextDouble());
}
