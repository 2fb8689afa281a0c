using System.Globalization;
using System.Net.Http.Headers;
using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Ubl;

/// <summary>Reads the supporting documents (BG-24), and the invoiced object (BT-18) and, of a credit note, the project (BT-11) that UBL keeps among them.</summary>
internal static class UblAttachments
{
    private const int MaxCount = 100;
    private const string InvoicedObjectCode = "130";
    private const string ProjectCode = "50";

    public static InvoiceIdentifier? InvoicedObject(UblReading reading, UblElement root) =>
        Only(reading, root, InvoicedObjectCode, "BT-18") is { } reference ? UblIdentifiers.At(reading, reference, "BT-18", "ID") : null;

    /// <summary>BT-11 of a credit note, for which UBL has no element of its own.</summary>
    public static string? Project(UblReading reading, UblElement root) =>
        Only(reading, root, ProjectCode, "BT-11") is { } reference ? reading.Line(reference, "BT-11", "ID") : null;

    public static IReadOnlyList<InvoiceAttachment> Read(UblReading reading, UblElement root, bool isCreditNote)
    {
        var references = root.All("AdditionalDocumentReference")
            .Where(reference => reference.All("Attachment").Any() || (!HasCode(reference, InvoicedObjectCode) && !(isCreditNote && HasCode(reference, ProjectCode))))
            .ToList();
        var bytes = references.SelectMany(reference => reference.All("Attachment")).SelectMany(each => each.All("EmbeddedDocumentBinaryObject")).Sum(each => each.Binary!.Bytes);
        if (references.Count <= MaxCount && bytes <= HardenedXml.MaxAttachmentBytes)
            return [.. references.Select(reference => ReadReference(reading, reference))];

        if (references.Count > MaxCount)
            reading.Refuse("attachments_too_many", "BG-24", references.Count.ToString(CultureInfo.InvariantCulture), $"There are more than {MaxCount} supporting documents.", "Merge them.", references[0].Line);
        else
            reading.Refuse("attachments_too_large", "BT-125", $"{bytes} bytes", $"The attached documents have more than {HardenedXml.MaxAttachmentBytes} bytes together.", "Attach less, or give a location (BT-124).", references[0].Line);
        return [];
    }

    private static UblElement? Only(UblReading reading, UblElement root, string code, string field)
    {
        var references = root.All("AdditionalDocumentReference").Where(reference => HasCode(reference, code)).ToList();
        if (references.Count > 1)
        {
            reading.Refuse(
                "duplicate_element", field, references[1].All("ID").FirstOrDefault()?.Text, $"There is more than one AdditionalDocumentReference of the type {code}.",
                "Keep one; EN 16931 has one, others may stand on the lines.", references[1].Line);
        }
        return references.FirstOrDefault();
    }

    private static bool HasCode(UblElement reference, string code) => reference.All("DocumentTypeCode").FirstOrDefault()?.Text.Trim() == code;

    private static InvoiceAttachment ReadReference(UblReading reading, UblElement reference)
    {
        var attachment = reading.At(reference, "BG-24", "Attachment");
        var embedded = reading.At(attachment, "BT-125", "EmbeddedDocumentBinaryObject");
        var content = embedded?.Binary!.Decode();
        if (embedded is not null && content is null)
            reading.Refuse("base64_invalid", "BT-125", null, "The attached document is no base64.", "Encode its bytes as base64.", embedded.Line);
        return new InvoiceAttachment
        {
            Reference = reading.Need(reading.Line(reference, "BT-122", "ID"), "BR-52", "BT-122", "the reference of the supporting document", reference),
            Description = reading.Text(reference, "BT-123", "DocumentDescription"),
            ExternalLocation = reading.Line(attachment, "BT-124", "ExternalReference", "URI"),
            Content = content is null ? default(ReadOnlyMemory<byte>?) : content, // a null array would become a memory of no bytes
            MimeType = embedded is null ? null : MimeType(reading, embedded),
            FileName = embedded is null ? null : FileName(reading, embedded),
        };
    }

    private static string MimeType(UblReading reading, UblElement embedded)
    {
        var type = reading.Need(reading.Attribute(embedded, "BT-125", "mimeCode"), "attachment_mime", "BT-125", "the MIME code of the attached document", embedded);
        if (type.Length == 0 || (MediaTypeHeaderValue.TryParse(type, out var parsed) && parsed.MediaType == type))
            return type;

        reading.Refuse("attachment_mime", "BT-125", type, "The MIME code has not the form type/subtype.", "Write for example application/pdf.", embedded.Line);
        return "";
    }

    private static string FileName(UblReading reading, UblElement embedded)
    {
        var name = reading.Need(reading.Attribute(embedded, "BT-125", "filename"), "attachment_name", "BT-125", "the file name of the attached document", embedded);
        if (name.Length == 0 || AttachmentName.Of(name) is not { } safe)
        {
            if (name.Length > 0)
                reading.Refuse("attachment_name", "BT-125", name, "The file name has a path, or nothing that can be kept of it.", "Give a bare file name of at most 200 characters.", embedded.Line);
            return "";
        }
        return safe;
    }
}
