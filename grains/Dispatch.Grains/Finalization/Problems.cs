using Dispatch.Abstractions;
using Dispatch.Documents.Invoices;

namespace Dispatch.Grains.Finalization;

/// <summary>What the documents project says, in the words of the contract.</summary>
internal static class Problems
{
    /// <summary>An error of reading or checking.</summary>
    public static Problem ToProblem(this InvoiceError error) => new(
        error.Code,
        error.Field,
        error.Value,
        error.Line is { } line ? $"{error.Message} (line {line})" : error.Message,
        error.Mend);

    /// <summary>A finding of reading or checking.</summary>
    public static Finding ToFinding(this InvoiceFinding finding) => new(finding.Code, finding.Field, finding.Value, finding.Message);
}
