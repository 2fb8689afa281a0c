using System.Text;
using Dispatch.Abstractions;
using Dispatch.Tests.Documents.Ubl;

namespace Dispatch.Tests.Grains.Engine;

/// <summary>UBL files of the subscription in <see cref="TestSubscriptions"/>.</summary>
internal static class TestInvoices
{
    public const string Currency = "<cbc:DocumentCurrencyCode>CHF</cbc:DocumentCurrencyCode>";

    public static byte[] Ubl(string number, params (string Piece, string Replacement)[] changes) => Encoding.UTF8.GetBytes(Text(number, changes));

    public static FinalizeInvoiceRequest Request(string number, params (string Piece, string Replacement)[] changes) =>
        new() { Source = Ubl(number, changes), RequestedBy = "test" };

    /// <summary>An additional document (BG-24); without description, it is not marked as the invoice.</summary>
    public static (string Piece, string Replacement) Attachment(byte[] content, string fileName, string mimeType, string? description = null) => (
        "<cac:AccountingSupplierParty>",
        $"""
        <cac:AdditionalDocumentReference><cbc:ID>A1</cbc:ID>{(description is null ? "" : $"<cbc:DocumentDescription>{description}</cbc:DocumentDescription>")}
          <cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="{mimeType}" filename="{fileName}">{Convert.ToBase64String(content)}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment>
        </cac:AdditionalDocumentReference><cac:AccountingSupplierParty>
        """);

    private static string Text(string number, (string Piece, string Replacement)[] changes) => InvoiceXml.With(
    [
        ("<cbc:ID>2026/0815</cbc:ID>", $"<cbc:ID>{number}</cbc:ID>"),
        (Currency, $"{Currency}<cbc:BuyerReference>4711</cbc:BuyerReference>"),
        .. changes,
    ]);
}
