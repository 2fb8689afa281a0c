using Dispatch.Abstractions;

namespace Dispatch.Cli.Mail;

/// <summary>A returned letter as somebody entered it.</summary>
/// <param name="Line">The line of the file, from 1; none on the command line.</param>
/// <param name="Field">What <paramref name="Reference"/> is called there.</param>
/// <param name="Reference">An invoice's number, a dispatch's id or the text of a sheet's mark.</param>
/// <param name="Reason">Why it came back.</param>
/// <param name="ReturnedAt">When it came back.</param>
internal sealed record MailEntry(int? Line, string Field, string Reference, ReturnReason Reason, DateTimeOffset? ReturnedAt)
{
    /// <summary>The column, or the kind, of a dispatch's id.</summary>
    public const string DispatchField = "dispatch";

    /// <summary>The column, or the kind, of an invoice's number.</summary>
    public const string InvoiceField = "invoice";

    /// <summary>The column, or the kind, of the text that a scanner reads from a sheet's mark.</summary>
    public const string ScanField = "scan";
}
