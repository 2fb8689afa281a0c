namespace Dispatch.Documents.Invoices;

/// <summary>Why an invoice is refused. Texts are English, name the business term and carry no personal data beyond the value itself.</summary>
/// <param name="Code">A stable word for programs, for example <c>BR-CO-15</c>, <c>xml_not_well_formed</c> or <c>iban_invalid</c>.</param>
/// <param name="Field">The business term or group, for example <c>BT-112</c>; empty where there is none.</param>
/// <param name="Value">The value found, shortened to 100 characters with control characters escaped; empty where there is none.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Mend">What to do about it.</param>
/// <param name="Line">The line in the file, from 1, where known.</param>
public sealed record InvoiceError(string Code, string Field, string Value, string Message, string Mend, int? Line = null);
