using Dispatch.Abstractions;
using Dispatch.Documents.Invoices;

namespace Dispatch.Grains.Finalization;

/// <summary>A frozen attachment (BG-24).</summary>
/// <param name="Hash">Its address in the document store.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="FileName">BT-125-2.</param>
/// <param name="MimeType">BT-125-1.</param>
internal sealed record AttachedFile(ContentHash Hash, long Bytes, string FileName, string MimeType)
{
    /// <summary>The name that an attachment is given where it has none.</summary>
    public static string NameOf(InvoiceAttachment attachment) => attachment.FileName ?? "attachment";

    /// <summary>The type that an attachment is given where it has none.</summary>
    public static string TypeOf(InvoiceAttachment attachment) => attachment.MimeType ?? "application/octet-stream";
}
