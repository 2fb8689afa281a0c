using System.Globalization;
using CsvHelper;

namespace Dispatch.Channels.Print.Sftp;

/// <summary>
/// The index of a package: RFC 4180 in UTF-8, a header and one row for each letter, in the order of the PDF. A text that a spreadsheet would take for a
/// formula gets an apostrophe in front (OWASP, CSV injection).
/// </summary>
internal static class BatchIndex
{
    /// <summary>An address of more lines has the rest in the last.</summary>
    private const int AddressColumns = 6;

    private static readonly string[] _header =
    [
        "batch", "envelope", "sequence", "dispatch", "invoice", "firstPage", "pages", "sheets",
        .. Enumerable.Range(1, AddressColumns).Select(number => string.Create(CultureInfo.InvariantCulture, $"address{number}")),
        "postcode", "country", "postage", "enclosures", "duplex", "sha256",
    ];

    /// <summary>Writes it.</summary>
    public static void Write(BatchShipment batch, Stream output)
    {
        using var csv = CsvWriter.Create(output, CsvWriterOptions.Default with { Injection = CsvInjection.Escape, ValidateFieldCount = true }, leaveOpen: true);
        foreach (var name in _header)
            csv.WriteField(name);
        csv.EndRecord();

        var sequence = 0;
        foreach (var envelope in batch.Envelopes)
        {
            var firstPage = envelope.FirstPage;
            foreach (var letter in envelope.Letters)
            {
                var sheets = batch.IsDuplex ? (letter.PageCount + 1) / 2 : letter.PageCount;
                WriteRow(csv, batch, envelope, letter, ++sequence, firstPage, sheets);
                firstPage += batch.IsDuplex ? sheets * 2 : sheets;    // each letter begins on a front page
            }
        }
    }

    private static void WriteRow(
        CsvWriter csv, BatchShipment batch, BatchShipmentEnvelope envelope, BatchShipmentLetter letter, int sequence, int firstPage, int sheets)
    {
        csv.WriteField(batch.Id);
        csv.WriteField(envelope.Number);
        csv.WriteField(sequence);
        csv.WriteField(letter.Dispatch);
        csv.WriteField(letter.Invoice);
        csv.WriteField(firstPage);
        csv.WriteField(letter.PageCount);
        csv.WriteField(sheets);
        for (var line = 0; line < AddressColumns; line++)
            csv.WriteField(line == AddressColumns - 1 ? string.Join(", ", envelope.AddressLines.Skip(line)) : envelope.AddressLines.ElementAtOrDefault(line));
        csv.WriteField(envelope.PostalCode);
        csv.WriteField(envelope.Country);
        csv.WriteField(batch.Postage);
        csv.WriteField(string.Join(' ', batch.Enclosures));
        csv.WriteField(batch.IsDuplex ? "true" : "false");
        csv.WriteField(letter.Document.Value);
        csv.EndRecord();
    }
}
