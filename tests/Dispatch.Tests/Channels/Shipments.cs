using System.Text;
using Dispatch.Abstractions;
using Dispatch.Channels;

namespace Dispatch.Tests.Channels;

/// <summary>Shipments with recognizable personal data, and the store that holds their documents.</summary>
internal sealed class Shipments : IDocumentSource
{
    public const string PersonalName = "Annegret Zürcher-Prüfstein";
    public const string PersonalEmail = "annegret.pruefstein@kunden.example";
    public const string PersonalStreet = "Geheimgässli 17";

    private readonly Dictionary<ContentHash, byte[]> _documents = [];

    public Shipments() => Document = Add(Encoding.Latin1.GetBytes("%PDF-1.7\nÄÖÜ\r\n.\r\n..\n" + string.Concat(Enumerable.Repeat("0123456789", 500))), "Rechnung für März.pdf", "application/pdf");

    public ShipmentFile Document { get; }

    public byte[] Content(ShipmentFile file) => _documents[file.Hash];

    public ShipmentFile Add(byte[] content, string fileName, string mimeType)
    {
        var hash = ContentHash.Of(content);
        _documents[hash] = content;
        return new ShipmentFile(hash, content.Length, fileName, mimeType);
    }

    public void Lose(ShipmentFile file) => _documents.Remove(file.Hash);

    public void Change(ShipmentFile file) => _documents[file.Hash] = [1, 2, 3];

    public Shipment Create(string number = "2026-10-0001", string destination = "default", Language language = Language.De) => new()
    {
        Key = $"stadtwerke/{number}/d1/0",
        Name = $"{number}~d1",
        Destination = destination,
        Attempt = 1,
        Biller = "stadtwerke",
        InvoiceNumber = number,
        Language = language,
        FinalizedAt = new DateTimeOffset(2026, 10, 3, 6, 30, 0, TimeSpan.Zero),
        Document = Document,
        PageCount = 2,
        RecipientName = PersonalName,
        RecipientEmail = PersonalEmail,
        AddressLines = [PersonalName, PersonalStreet, "8001 Zürich"],
        PostalCode = "8001",
        Country = "CH",
        SenderName = "Stadtwerke Müsterlingen",
        SenderEmail = "rechnung@stadtwerke.example",
        ReplyTo = "kundendienst@stadtwerke.example",
        PayableAmount = 1234.5m,
        Currency = "CHF",
        IssueDate = new DateOnly(2026, 10, 1),
        DueDate = new DateOnly(2026, 10, 31),
    };

    public Task<Stream> OpenReadAsync(ContentHash document, CancellationToken cancellationToken) => _documents.TryGetValue(document, out var content)
        ? Task.FromResult<Stream>(new MemoryStream(content, writable: false))
        : throw new FileNotFoundException("No such document.");
}
