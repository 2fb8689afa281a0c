namespace Dispatch.Channels.Print.Ipp;

/// <summary>A letter or print batch as one job.</summary>
/// <param name="Name">The job's name: the dispatch's or batch's id.</param>
/// <param name="Attempt">The attempt's number; for logs only.</param>
/// <param name="Reference">What an earlier call recorded.</param>
/// <param name="Bytes">The size of the document; 0 if it is not known.</param>
internal sealed record IppOrder(string Name, int Attempt, string? Reference, long Bytes)
{
    /// <summary>Records the job's id durably.</summary>
    public Func<string, CancellationToken, Task> RecordReferenceAsync { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>The document; none if only a question is asked.</summary>
    public IppDocument? Document { get; init; }

    /// <summary>Whether sheets are printed on both sides.</summary>
    public bool IsDuplex { get; init; }

    /// <summary>A letter of its own.</summary>
    public static IppOrder Of(Shipment shipment, bool isDuplex, IDocumentSource? documents = null) => new(
        shipment.Name, shipment.Attempt, shipment.Reference, shipment.Document.Bytes)
    {
        RecordReferenceAsync = shipment.RecordReferenceAsync,
        IsDuplex = isDuplex,
        Document = documents is null
            ? null
            : new IppDocument(token => documents.OpenReadAsync(shipment.Document.Hash, token), shipment.Document.Bytes, shipment.Document.Hash.Value),
    };

    /// <summary>A print batch.</summary>
    public static IppOrder Of(BatchShipment batch) => new(batch.Id, batch.Attempt, batch.Reference, batch.Bytes)
    {
        RecordReferenceAsync = batch.RecordReferenceAsync,
        IsDuplex = batch.IsDuplex,
        Document = batch.OpenAsync is { } open ? new IppDocument(open, batch.Bytes, batch.Sha256) : null,
    };
}
