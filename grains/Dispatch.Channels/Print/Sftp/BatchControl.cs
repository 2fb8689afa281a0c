using System.Text.Json;

namespace Dispatch.Channels.Print.Sftp;

/// <summary>The control file of a package: what a print service counts and compares to see that nothing was lost or changed.</summary>
/// <param name="PdfBytes">The size of the PDF.</param>
/// <param name="PdfSha256">Its SHA-256, lower-case hex.</param>
/// <param name="IndexBytes">The size of the index.</param>
/// <param name="IndexSha256">Its SHA-256, lower-case hex.</param>
internal sealed record BatchControl(long PdfBytes, string PdfSha256, long IndexBytes, string IndexSha256)
{
    private const string Format = "dispatch-print-batch/1";

    /// <summary>Writes it as JSON.</summary>
    public void Write(BatchShipment batch, BatchFiles files, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("batch", batch.Id);
        json.WriteString("run", batch.Run);
        json.WriteString("createdAt", batch.CreatedAt.ToUniversalTime());
        json.WriteBoolean("reprint", batch.IsReprint);
        json.WriteNumber("envelopes", batch.Envelopes.Count);
        json.WriteNumber("letters", batch.Envelopes.Sum(envelope => envelope.Letters.Count));
        json.WriteNumber("pages", batch.PageCount);
        json.WriteNumber("sheets", batch.SheetCount);
        json.WriteBoolean("duplex", batch.IsDuplex);
        json.WriteString("postage", batch.Postage);
        json.WriteStartArray("enclosures");
        foreach (var enclosure in batch.Enclosures)
            json.WriteStringValue(enclosure);
        json.WriteEndArray();
        if (batch.EnvelopeSheets is { } sheets)
            json.WriteNumber("envelopeSheets", sheets);
        else
            json.WriteNull("envelopeSheets");
        WriteFile(json, "pdf", $"{files.Name}.pdf", PdfBytes, PdfSha256);
        WriteFile(json, "index", $"{files.Name}.csv", IndexBytes, IndexSha256);
        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, string property, string name, long bytes, string sha256)
    {
        json.WriteStartObject(property);
        json.WriteString("file", name);
        json.WriteNumber("bytes", bytes);
        json.WriteString("sha256", sha256);
        json.WriteEndObject();
    }
}
