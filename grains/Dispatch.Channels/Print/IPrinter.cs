namespace Dispatch.Channels.Print;

/// <summary>A destination of letters.</summary>
internal interface IPrinter
{
    /// <summary>How the engine feeds it.</summary>
    ChannelLane Lane { get; }

    /// <summary>How the letters of a run are gathered for it; none if it takes each by itself.</summary>
    BatchRule? Batches { get; }

    /// <summary>Makes one attempt at a letter of its own; see <see cref="IDispatchChannel.SendAsync"/>.</summary>
    Task<AttemptOutcome> PrintAsync(Shipment shipment, IDocumentSource documents, CancellationToken cancellationToken);

    /// <summary>Asks what became of a letter; see <see cref="IDispatchChannel.AskAsync"/>.</summary>
    Task<AttemptOutcome?> AskAsync(Shipment shipment, CancellationToken cancellationToken);

    /// <summary>Makes one attempt at a print batch; see <see cref="IPrintBatchChannel.SendBatchAsync"/>.</summary>
    Task<BatchOutcome> PrintBatchAsync(BatchShipment batch, CancellationToken cancellationToken);

    /// <summary>Asks what became of a print batch; see <see cref="IPrintBatchChannel.AskBatchAsync"/>.</summary>
    Task<BatchOutcome?> AskBatchAsync(BatchShipment batch, CancellationToken cancellationToken);

    /// <summary>How it stands now, as it says itself. Never fails: a printer that does not answer says so in <see cref="PrinterStatus.Reason"/>.</summary>
    Task<PrinterStatus> GetStatusAsync(CancellationToken cancellationToken);
}
