using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dispatch.Channels.Print.Spool;

/// <summary>One line of a printer's index: what a print room needs to sort and stuff a letter.</summary>
internal static class SpoolEntry
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The entry as one JSON line, ended by a line feed.</summary>
    public static byte[] Write(Shipment shipment, string file)
    {
        var line = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(line, Readable))
        {
            json.WriteStartObject();
            json.WriteString("dispatch", shipment.Name);
            json.WriteString("invoice", shipment.InvoiceNumber);
            json.WriteString("file", file);
            json.WriteString("sha256", shipment.Document.Hash.Value);
            json.WriteNumber("pages", shipment.PageCount);
            json.WriteStartArray("addressLines");
            foreach (var addressLine in shipment.AddressLines)
                json.WriteStringValue(addressLine);
            json.WriteEndArray();
            json.WriteString("postcode", shipment.PostalCode);
            json.WriteString("country", shipment.Country);
            if (shipment.Postage is { } postage)
                json.WriteString("postage", postage);
            if (shipment.Enclosures.Count > 0)
            {
                json.WriteStartArray("enclosures");
                foreach (var enclosure in shipment.Enclosures)
                    json.WriteStringValue(enclosure);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }
        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    /// <summary>The dispatch that a line is about; none if the line is no entry.</summary>
    public static string? ReadDispatch(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("dispatch", out var dispatch)
                && dispatch.ValueKind == JsonValueKind.String
                ? dispatch.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
