namespace Dispatch.Channels.Print.Sftp;

/// <summary>A letter of its own as a print batch of one: a print service gets everything in one form.</summary>
internal static class LetterBatch
{
    /// <summary>The number of its only envelope.</summary>
    public const int Envelope = 1;

    /// <summary>Makes it.</summary>
    /// <param name="shipment">The letter.</param>
    /// <param name="documents">Where its PDF is read from; none when only a question is asked.</param>
    /// <param name="isDuplex">Whether sheets are printed on both sides.</param>
    public static BatchShipment Of(Shipment shipment, IDocumentSource? documents, bool isDuplex)
    {
        var sheets = isDuplex ? (shipment.PageCount + 1) / 2 : shipment.PageCount;
        return new BatchShipment
        {
            Id = shipment.Name,
            Printer = shipment.Destination,
            Attempt = shipment.Attempt,
            CreatedAt = shipment.FinalizedAt,
            Reference = shipment.Reference,
            RecordReferenceAsync = shipment.RecordReferenceAsync,
            OpenAsync = documents is null ? null : cancellationToken => documents.OpenReadAsync(shipment.Document.Hash, cancellationToken),
            Sha256 = shipment.Document.Hash.Value,
            Bytes = shipment.Document.Bytes,
            PageCount = shipment.PageCount,
            SheetCount = sheets,
            IsDuplex = isDuplex,
            Postage = shipment.Postage,
            Enclosures = shipment.Enclosures,
            EnvelopeNumbers = [Envelope],
            Envelopes =
            [
                new BatchShipmentEnvelope(
                    Envelope, FirstPage: 1, shipment.PageCount, sheets, shipment.AddressLines, shipment.PostalCode, shipment.Country,
                    [new BatchShipmentLetter(shipment.Name, shipment.InvoiceNumber, shipment.Document.Hash, shipment.PageCount)]),
            ],
        };
    }
}
