using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Rendering;

/// <summary>Everything that decides a document's bytes: the same request always gives the same bytes.</summary>
/// <param name="Invoice">A checked invoice.</param>
/// <param name="Language">The language of all words that are not the invoice's own.</param>
/// <param name="Addressee">The lines in the envelope's window, name first, at most 6.</param>
/// <param name="Appearance">The biller's letter head.</param>
/// <param name="IsPreview">Whether every page carries the "not definitive" watermark.</param>
public sealed record RenderRequest(Invoice Invoice, DocumentLanguage Language, IReadOnlyList<string> Addressee, DocumentAppearance Appearance, bool IsPreview)
{
    /// <summary>Printed as a table before the lines; empty leaves the table out.</summary>
    public IReadOnlyList<MeterReading> MeterReadings { get; init; } = [];
}
