using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Channels;

namespace Dispatch.Benchmarks.Smtp;

/// <summary>Shipments with one document, and the store that holds it.</summary>
internal sealed class SmtpShipments : IDocumentSource
{
    private readonly byte[] _document;
    private readonly ShipmentFile _file;

    public SmtpShipments(int documentBytes)
    {
        _document = new byte[documentBytes];
        new Random(1).NextBytes(_document);
        _file = new ShipmentFile(ContentHash.Of(_document), _document.Length, "Rechnung.pdf", "application/pdf");
    }

    public Shipment Create(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"2026-{number:D7}");
        return new Shipment
        {
            Key = $"utility/{name}/mail/0",
            Name = $"{name}~mail",
            Destination = "smtp",
            Attempt = 1,
            Biller = "utility",
            InvoiceNumber = name,
            Language = Language.De,
            FinalizedAt = new DateTimeOffset(2026, 9, 30, 22, 0, 0, TimeSpan.Zero),
            Document = _file,
            PageCount = 2,
            RecipientName = "Zoé Müller",
            RecipientEmail = "zoe@customers.example",
            SenderName = "Stadtwerke Musterwil",
            SenderEmail = "rechnung@werke.example",
            PayableAmount = 81.3m,
            Currency = "CHF",
            IssueDate = new DateOnly(2026, 9, 30),
            DueDate = new DateOnly(2026, 10, 30),
        };
    }

    public Task<Stream> OpenReadAsync(ContentHash document, CancellationToken cancellationToken) => Task.FromResult<Stream>(new MemoryStream(_document, writable: false));
}
