using Dispatch.Abstractions;
using Dispatch.Documents.Invoices;

namespace Dispatch.Grains.Finalization;

/// <summary>A request's bytes, read and checked.</summary>
/// <param name="Source">The UBL file.</param>
/// <param name="Pdf">The uploaded PDF; none without one.</param>
/// <param name="Hash">SHA-256 of everything that decides the result: what "the same content" means.</param>
/// <param name="Invoice">What the file says; none if there are errors that prevented reading it.</param>
/// <param name="Errors">Why it is refused; empty if it is not.</param>
/// <param name="Findings">What is odd but accepted.</param>
internal sealed record InvoiceInput(
    ReadOnlyMemory<byte> Source,
    ReadOnlyMemory<byte>? Pdf,
    ContentHash Hash,
    Invoice? Invoice,
    IReadOnlyList<Problem> Errors,
    IReadOnlyList<Finding> Findings);
