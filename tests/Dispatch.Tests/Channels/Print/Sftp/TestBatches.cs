using System.Security.Cryptography;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;

namespace Dispatch.Tests.Channels.Print.Sftp;

/// <summary>Print batches with recognizable personal data, and what is recorded of them.</summary>
internal sealed class TestBatches
{
    public const string Id = "october-2026~hall~1";
    public const string FileName = "october-2026%7Ehall%7E1";

    private readonly byte[] _pdf = RandomNumberGenerator.GetBytes(200_000);

    public string? Reference { get; private set; }

    public int OpenCount { get; private set; }

    public byte[] Pdf => _pdf;

    public BatchShipment Create(int envelopes = 3, int attempt = 1) => Create(_pdf, envelopes, attempt);

    public BatchShipment Create(byte[] pdf, int envelopes = 3, int attempt = 1) => Question(attempt) with
    {
        Run = "october-2026",
        OpenAsync = _ =>
        {
            OpenCount++;
            return Task.FromResult<Stream>(new MemoryStream(pdf, writable: false));
        },
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(pdf)),
        Bytes = pdf.Length,
        PageCount = 1 + envelopes * 4,
        SheetCount = 1 + envelopes * 2,
        IsDuplex = true,
        Postage = "A",
        Enclosures = ["tariff-2027", "info"],
        Envelopes = [.. Enumerable.Range(1, envelopes).Select(number => Envelope(number))],
    };

    /// <summary>The batch as a question has it: what is recorded, and nothing of the content.</summary>
    public BatchShipment Question(int attempt = 1) => new()
    {
        Id = Id,
        Printer = "hall",
        Attempt = attempt,
        CreatedAt = new DateTimeOffset(2026, 10, 3, 6, 30, 10, TimeSpan.Zero),
        Reference = Reference,
        RecordReferenceAsync = (reference, _) =>
        {
            Reference = reference;
            return Task.CompletedTask;
        },
    };

    /// <summary>Keeps what an outcome says, as the engine does.</summary>
    public void Keep(BatchOutcome? outcome)
    {
        if (outcome?.Outcome is AttemptOutcome.Submitted submitted)
            Reference = submitted.Reference;
    }

    private static BatchShipmentEnvelope Envelope(int number) => new(
        number, FirstPage: 3 + (number - 1) * 4, PageCount: 4, SheetCount: 2, [Shipments.PersonalName, Shipments.PersonalStreet, "8001 Zürich"], "8001", "CH",
        [
            new BatchShipmentLetter($"2026-10-{number:0000}~d1", $"2026-10-{number:0000}", ContentHash.Of([(byte)number]), PageCount: 1),
            new BatchShipmentLetter($"2026-10-{number + 100:0000}~d1", $"2026-10-{number + 100:0000}", ContentHash.Of([(byte)number, 1]), PageCount: 2),
        ]);
}
