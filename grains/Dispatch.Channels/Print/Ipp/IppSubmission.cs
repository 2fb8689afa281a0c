// Long because the order of a submission's steps, and what each way to fail leaves behind, must be read in one place.
using Dispatch.Abstractions;
using Dispatch.Channels.Print.Ipp.Protocol;
using Microsoft.Extensions.Logging;

namespace Dispatch.Channels.Print.Ipp;

/// <summary>
/// Brings a document into a printer's queue, once: a job is made, its id is recorded, then the document is sent. A job whose document did not arrive whole is
/// cancelled, and only then may another be made. Nothing is ever guessed: what the printer cannot answer is unknown.
/// </summary>
internal sealed class IppSubmission(IppQueue queue, PrintOptions options, string? media, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan MaxQuestionTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(2);

    private readonly IppEarlierJobs _earlier = new(queue, clock, logger);
    private volatile bool _isValidated;

    /// <summary>The part of the budget that is kept for questions after a lost connection.</summary>
    private TimeSpan QuestionTime => options.IppTimeout / 4 < MaxQuestionTime ? options.IppTimeout / 4 : MaxQuestionTime;

    /// <summary>Makes one attempt. Whoever calls this has decided that it may be printed: a job that was cancelled or aborted is not in its way.</summary>
    public async Task<AttemptOutcome> SendAsync(IppOrder order, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(options.IppTimeout, clock);
        using var limit = new CancellationTokenSource(options.IppTimeout - QuestionTime, clock);
        using var sending = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await using (await order.Document!.OpenAsync(sending.Token))
            {
                // A document that cannot be read is better known before there is a job.
            }

            var jobs = await _earlier.FindAsync(order, sending.Token);
            if (await WeighAsync(order, jobs, Question.MayPrintAnew, sending.Token) is { } earlier)
                return earlier;
            return await SubmitAsync(order, sending.Token, end.Token, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return Ended(cancellationToken);
        }
        catch (IppFailureException failure)
        {
            logger.IppFailed(order.Name, order.Attempt, failure.Reason, failure.ProtocolCode);
            return IppOutcomes.OfFailure(failure);
        }
        catch (Exception error) when (ShipmentDocuments.IsUnreadable(error))
        {
            logger.DocumentUnreadable(order.Name, error.GetType().Name);
            return new AttemptOutcome.Deferred(ReasonCode.Other);
        }
    }

    /// <summary>What became of an earlier attempt; none if the printer cannot answer.</summary>
    public async Task<AttemptOutcome?> AskAsync(IppOrder order, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.IppTimeout, clock);
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var jobs = await _earlier.FindAsync(order, asking.Token);
            if (await WeighAsync(order, jobs, Question.WhatBecameOfIt, asking.Token) is { } outcome)
                return outcome;

            // Without a record of this attempt's own nothing was sent; with one the job may have been printed and forgotten.
            return order.Recorded is null || order.MaySendAnew || jobs.Any(job => job.IsOurs)
                ? new AttemptOutcome.Deferred(ReasonCode.Other)
                : new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.Other);
        }
        catch (IppFailureException failure)
        {
            logger.IppFailed(order.Name, order.Attempt, failure.Reason, failure.ProtocolCode);

            // A queue that was taken away took its jobs with it; whoever waited for it would wait for ever.
            return failure.ProtocolCode == IppStatus.ToCode(IppStatus.NotFound) && order.Recorded is not null
                ? new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, failure.Reason)
                : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>What the jobs of earlier attempts mean together; none if nothing of them is on paper or will be. Jobs without a whole document are cancelled.</summary>
    private async Task<AttemptOutcome?> WeighAsync(IppOrder order, IReadOnlyList<FoundIppJob> jobs, Question question, CancellationToken cancellationToken)
    {
        AttemptOutcome? worst = null;
        foreach (var (job, isOurs) in jobs.OrderByDescending(found => found.Job.State == IppJobState.Completed).ThenBy(found => found.Job.IsEnded))
        {
            var outcome = isOurs ? await WeighAsync(order, job, question, cancellationToken) : await WeighDoubtfulAsync(order, job, question, cancellationToken);
            if (outcome is AttemptOutcome.Delivered or AttemptOutcome.Submitted)
                return outcome;
            worst ??= outcome;
        }
        return worst;
    }

    private async Task<AttemptOutcome?> WeighAsync(IppOrder order, IppJob job, Question question, CancellationToken cancellationToken)
    {
        var bytes = order.SentBytes;
        if (!job.IsEnded && (job.IsIncomplete || job.IsCut(bytes)))
            return await _earlier.CancelAsync(order, job, question == Question.DidItArrive, options.PollPeriod, cancellationToken);
        if (job.IsEnded && order.MaySendAnew)
            return null;
        if (job is { State: IppJobState.Completed } && job.IsCut(bytes))
            return new AttemptOutcome.Unknown(SendPhase.Transferring, ReasonCode.Other);
        if (job.IsEnded && job.State != IppJobState.Completed && (question == Question.MayPrintAnew || job.HadNoDocument))
            return null;
        return question == Question.MayPrintAnew && IsOfOtherContent(order, job)
            ? new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.Other)
            : IppOutcomes.OfJob(job, bytes, options.PollPeriod);
    }

    /// <summary>
    /// What a job means of which only the name or the id says that it is ours. A job is always recorded before its document is sent: one that has a document is
    /// another system's, or of a time that the database does not know because it was restored. A person decides.
    /// </summary>
    private async Task<AttemptOutcome?> WeighDoubtfulAsync(IppOrder order, IppJob job, Question question, CancellationToken cancellationToken)
    {
        var isNamed = job.Name == order.Name;
        if (isNamed && job.IsIncomplete)
            return await _earlier.CancelAsync(order, job, question == Question.DidItArrive, options.PollPeriod, cancellationToken);
        if (job.IsEnded && (order.MaySendAnew || (isNamed && job.IsUnprinted)))
            return null;
        return isNamed
            ? new AttemptOutcome.Unknown(SendPhase.Begun, ReasonCode.DuplicateReported)
            : new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.Other);
    }

    /// <summary>Whether a job holds another membership of its batch: letters may have been taken out of it since.</summary>
    private static bool IsOfOtherContent(IppOrder order, IppJob job) =>
        order.Recorded?.Bytes is { } recorded ? recorded != order.Bytes : job.HasOtherSize(order.Bytes);

    private async Task<AttemptOutcome> SubmitAsync(IppOrder order, CancellationToken sending, CancellationToken end, CancellationToken caller)
    {
        if (!_isValidated)
        {
            var status = await queue.ValidateAsync(sending);
            if (!IppStatus.IsSuccess(status))
                return Failed(order, status);
            _isValidated = true;
        }

        logger.IppJobCreating(order.Name, order.Attempt);
        var created = await queue.CreateJobAsync(order.Name, order.IsDuplex, media, sending);
        if (!created.IsSuccess)
            return Failed(order, created.Status);
        var id = created.Job?.Id ?? throw new IppFailureException(ReasonCode.ChannelUnavailable);
        var job = (await queue.GetJobAsync(id, sending)).Job ?? created.Job;    // the answer to Create-Job holds no UUID
        logger.IppJobCreated(order.Name, order.Attempt, id);

        try
        {
            await order.RecordReferenceAsync(Recording(order, job), sending);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Nothing may be sent. The empty job is cleared away now or when the next attempt finds it.
            logger.IppReferenceNotRecorded(order.Name, order.Attempt, error.GetType().Name);
            return await _earlier.CancelAsync(order, job, isDocumentOnItsWay: false, options.PollPeriod, end) ?? new AttemptOutcome.Deferred(ReasonCode.StorageConflict);
        }
        logger.IppReferenceRecorded(order.Name, order.Attempt, id);
        return await SendDocumentAsync(order, job, sending, end, caller);
    }

    private async Task<AttemptOutcome> SendDocumentAsync(IppOrder order, IppJob job, CancellationToken sending, CancellationToken end, CancellationToken caller)
    {
        using var content = queue.ContentOf(job.Id, order.Name, order.Document!);
        AttemptOutcome failure;
        try
        {
            logger.IppDocumentSending(order.Name, order.Attempt, job.Id);
            var answer = await queue.SendDocumentAsync(content, sending);
            if (answer.IsSuccess)
            {
                logger.IppDocumentSent(order.Name, order.Attempt, job.Id);
                var state = answer.Job?.State ?? IppJobState.Pending;
                if (state is not (IppJobState.Canceled or IppJobState.Aborted))
                    return IppOutcomes.OfJob(job with { State = state }, order.Bytes, options.PollPeriod);
                failure = new AttemptOutcome.Deferred(ReasonCode.PrinterStopped);
            }
            else
            {
                failure = Failed(order, answer.Status);
            }
        }
        catch (OperationCanceledException)
        {
            failure = Ended(caller);
        }
        catch (IppFailureException error)
        {
            logger.IppFailed(order.Name, order.Attempt, error.Reason, error.ProtocolCode);
            failure = IppOutcomes.OfFailure(error);
        }
        catch (Exception error) when (ShipmentDocuments.IsUnreadable(error))
        {
            failure = new AttemptOutcome.Deferred(ReasonCode.Other);
        }

        if (content.DocumentError is { } unreadable)
        {
            logger.DocumentUnreadable(order.Name, unreadable.GetType().Name);
            failure = new AttemptOutcome.Deferred(ReasonCode.Other);
        }
        return await SettleAsync(order, job, failure, content.IsDocumentBegun, end);
    }

    /// <summary>Asks what the printer has of a document whose sending failed, until it answers or the time is over.</summary>
    private async Task<AttemptOutcome> SettleAsync(IppOrder order, IppJob job, AttemptOutcome failure, bool isDocumentBegun, CancellationToken end)
    {
        var unknown = new AttemptOutcome.Unknown(SendPhase.Transferring, failure.FailureReason ?? ReasonCode.Other);
        var now = order with { Reference = Recording(order, job), MaySendAnew = false };
        using var limit = new CancellationTokenSource(QuestionTime, clock);
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, end);
        for (var delay = FirstDelay; ; delay = delay * 2 < MaxDelay ? delay * 2 : MaxDelay)
        {
            try
            {
                var jobs = await _earlier.FindAsync(now, asking.Token);
                return await WeighAsync(now, jobs, isDocumentBegun ? Question.DidItArrive : Question.WhatBecameOfIt, asking.Token)
                    ?? (jobs.Any(found => found.IsOurs) || !isDocumentBegun ? failure : unknown);
            }
            catch (IppFailureException)
            {
                // It is away, for now.
            }
            catch (OperationCanceledException)
            {
                return isDocumentBegun ? unknown : failure;
            }

            try
            {
                await Task.Delay(delay, clock, asking.Token);
            }
            catch (OperationCanceledException)
            {
                return isDocumentBegun ? unknown : failure;
            }
        }
    }

    private static string Recording(IppOrder order, IppJob job) => (job.Reference with { Bytes = order.Bytes }).ToString();

    private AttemptOutcome Failed(IppOrder order, int status)
    {
        var outcome = IppOutcomes.OfStatus(status);
        logger.IppFailed(order.Name, order.Attempt, outcome.FailureReason ?? ReasonCode.Other, IppStatus.ToCode(status));
        return outcome;
    }

    private static AttemptOutcome.Deferred Ended(CancellationToken caller) => new(caller.IsCancellationRequested ? ReasonCode.Cancelled : ReasonCode.Timeout);

    /// <summary>Why the jobs of earlier attempts are looked at.</summary>
    private enum Question
    {
        /// <summary>A further attempt was decided on: jobs that were cancelled or aborted are not in its way.</summary>
        MayPrintAnew,

        /// <summary>An attempt ended some time ago, nobody knows how.</summary>
        WhatBecameOfIt,

        /// <summary>The sending of a document just failed; it may still arrive.</summary>
        DidItArrive,
    }
}
