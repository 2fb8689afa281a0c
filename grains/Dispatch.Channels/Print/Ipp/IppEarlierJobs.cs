using Dispatch.Abstractions;
using Dispatch.Channels.Print.Ipp.Protocol;
using Microsoft.Extensions.Logging;

namespace Dispatch.Channels.Print.Ipp;

/// <summary>Finds what earlier attempts left at a printer, and clears away jobs whose document never arrived whole.</summary>
internal sealed class IppEarlierJobs(IppQueue queue, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(2);

    /// <summary>The jobs of an order: by what was recorded, else by its name.</summary>
    /// <exception cref="IppFailureException">The printer cannot answer.</exception>
    public async Task<IReadOnlyList<FoundIppJob>> FindAsync(IppOrder order, CancellationToken cancellationToken)
    {
        var jobs = await FindUnloggedAsync(order, cancellationToken);
        foreach (var (job, _) in jobs)
            logger.IppJobFound(order.Name, order.Attempt, job.Id, job.State);
        return jobs;
    }

    /// <summary>Cancels a job of which nothing can be on paper. Once it is cancelled a document that still comes is not printed.</summary>
    /// <param name="order">Whose job it is.</param>
    /// <param name="job">The job.</param>
    /// <param name="isDocumentOnItsWay">Whether its document may have come just before the cancel: then a printer that forgets cancelled jobs cannot say what became of it.</param>
    /// <param name="pollPeriod">When to ask about it again, should it have been taken.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Nothing if nothing was printed; else what became of it.</returns>
    /// <exception cref="IppFailureException">The printer does not answer any more.</exception>
    public async Task<AttemptOutcome?> CancelAsync(IppOrder order, IppJob job, bool isDocumentOnItsWay, TimeSpan pollPeriod, CancellationToken cancellationToken)
    {
        logger.IppJobCancelling(order.Name, order.Attempt, job.Id);
        await queue.CancelJobAsync(job.Id, cancellationToken);
        for (var delay = FirstDelay; ; delay = delay * 2 < MaxDelay ? delay * 2 : MaxDelay)
        {
            var answer = await queue.GetJobAsync(job.Id, cancellationToken);
            if (answer.Status == IppStatus.NotFound && (isDocumentOnItsWay || !job.IsWaiting))
                return new AttemptOutcome.Unknown(SendPhase.Transferring, ReasonCode.ConnectionLost);
            if (answer.Status == IppStatus.NotFound || answer.Job is { IsUnprinted: true })
            {
                logger.IppJobCancelled(order.Name, order.Attempt, job.Id);
                return null;
            }
            if (answer.Job is { IsEnded: true } ended)
            {
                return ended.State == IppJobState.Completed && ended.IsCut(order.SentBytes)
                    ? new AttemptOutcome.Unknown(SendPhase.Transferring, ReasonCode.Other)    // too late: a part is on paper
                    : IppOutcomes.OfJob(ended, order.SentBytes, pollPeriod);
            }

            if (!answer.IsSuccess)
                throw new IppFailureException(ReasonCode.ChannelUnavailable, IppStatus.ToCode(answer.Status));
            await Task.Delay(delay, clock, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<FoundIppJob>> FindUnloggedAsync(IppOrder order, CancellationToken cancellationToken)
    {
        if (order.Recorded is not { } reference)
            return [.. (await queue.FindJobsAsync(job => job.Name == order.Name, cancellationToken)).Select(job => new FoundIppJob(job, IsOurs: false))];

        var answer = await queue.GetJobAsync(reference.JobId, cancellationToken);
        if (answer.Job is { } job && job.Is(reference, order.Name) is not false and var isOurs)
            return [new FoundIppJob(job, isOurs == true)];
        if (!answer.IsSuccess && answer.Status is not (IppStatus.NotFound or IppStatus.Gone))
            throw new IppFailureException(ReasonCode.ChannelUnavailable, IppStatus.ToCode(answer.Status));

        // The printer was set up anew, or has forgotten it. An answer to this also says that the printer itself is there.
        var further = await queue.FindJobsAsync(found => found.Is(reference, order.Name) is not false, cancellationToken);
        return [.. further.Select(found => new FoundIppJob(found, found.Is(reference, order.Name) == true))];
    }
}
