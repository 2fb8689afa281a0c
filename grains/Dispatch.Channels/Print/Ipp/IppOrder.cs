namespace Dispatch.Channels.Print.Ipp;

/// <summary>A letter or print batch as one job.</summary>
/// <param name="Name">The job's name: the dispatch's or batch's id.</param>
/// <param name="Attempt">The attempt's number; for logs only.</param>
/// <param name="Reference">What an earlier call recorded.</param>
/// <param name="Bytes">The size of the document that is to be sent; 0 if it is not known.</param>
internal sealed record IppOrder(string Name, int Attempt, string? Reference, long Bytes)
{
    /// <summary>Whether a person has decided, since that was recorded, that it is printed anew.</summary>
    public bool MaySendAnew { get; init; }

    /// <summary>The job that was recorded; none if none was.</summary>
    public IppReference? Recorded => IppReference.TryParse(Reference);

    /// <summary>The size of the document that was sent, as far as it is known; else of the one that is to be sent.</summary>
    public long SentBytes => Recorded?.Bytes ?? Bytes;

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
        MaySendAnew = shipment.MaySendAnew,
        RecordReferenceAsync = shipment.RecordReferenceAsync,
        IsDuplex = isDuplex,
        Document = documents is null
            ? null
            : new IppDocument(token => documents.OpenReadAsync(shipment.Document.Hash, token), shipment.Document.Bytes, shipment.Document.Hash.Value),
    };

    /// <summary>A print batch.</summary>
    public static IppOrder Of(BatchShipment batch) => new(batch.Id, batch.Attempt, batch.Reference, batch.Bytes)
    {
        MaySendAnew = batch.MaySendAnew,
        RecordReferenceAsync = batch.RecordReferenceAsync,
        IsDuplex = batch.IsDuplex,
        Document = batch.OpenAsync is { } open ? new IppDocument(open, batch.Bytes, batch.Sha256) : null,
    };
}
