namespace Dispatch.Documents.Invoices;

/// <summary>Something odd in an accepted invoice, shown and recorded.</summary>
/// <param name="Code">A stable word for programs, for example <c>line_net</c> or <c>iban_invalid</c>.</param>
/// <param name="Field">The business term, for example <c>BT-131</c>.</param>
/// <param name="Value">The value found, shortened to 100 characters.</param>
/// <param name="Message">What is odd.</param>
public sealed record InvoiceFinding(string Code, string Field, string Value, string Message);
