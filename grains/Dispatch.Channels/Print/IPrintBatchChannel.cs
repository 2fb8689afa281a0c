namespace Dispatch.Channels.Print;

/// <summary>The print channel's side for print batches and for people who look after printers. The same rules as <see cref="IDispatchChannel"/>.</summary>
public interface IPrintBatchChannel
{
    /// <summary>How the letters of a run are gathered for a printer; none if it takes each by itself, or is not known.</summary>
    BatchRule? BatchesOf(string printer);

    /// <summary>Makes one attempt. The job's name is the batch's id, so that a repeated attempt finds what an earlier one left.</summary>
    /// <param name="batch">What to print.</param>
    /// <param name="cancellationToken">Honoured up to the point of no return: the end of the content.</param>
    Task<BatchOutcome> SendBatchAsync(BatchShipment batch, CancellationToken cancellationToken);

    /// <summary>Asks the printer what became of an earlier attempt.</summary>
    /// <returns>The outcome (<see cref="AttemptOutcome.Deferred"/> when it certainly has nothing); none if it cannot answer.</returns>
    Task<BatchOutcome?> AskBatchAsync(BatchShipment batch, CancellationToken cancellationToken);

    /// <summary>How each printer stands, as it says itself; one that does not answer within seconds says so.</summary>
    Task<IReadOnlyList<PrinterStatus>> GetStatusAsync(CancellationToken cancellationToken);
}
