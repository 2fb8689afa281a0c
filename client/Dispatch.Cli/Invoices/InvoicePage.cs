using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Output;

namespace Dispatch.Cli.Invoices;

/// <summary>Shows an invoice or its preview to a person.</summary>
internal static class InvoicePage
{
    /// <summary>Prints an invoice: facts, dispatches, and the attempts of those that needed more than one.</summary>
    public static void Print(Terminal terminal, InvoiceView invoice)
    {
        terminal.WriteFacts(
            ("Invoice", invoice.Name),
            ("Biller", invoice.Biller),
            ("Subscription", invoice.Subscription),
            ("Run", invoice.Run),
            ("State", Words<InvoiceState>.Of(invoice.State)),
            ("Finalized", Texts.Of(invoice.FinalizedAt)),
            ("Document", $"{invoice.Document.Sha256} ({Texts.Count(invoice.Document.Bytes, "byte")})"),
            ("Trace", invoice.TraceId));
        PrintRemarks(terminal, invoice.Findings, invoice.Notices, invoice.Merged);
        terminal.WriteTable(DispatchTable.Of(terminal, invoice.Dispatches), "No dispatches.");
        PrintAttempts(terminal, invoice.Dispatches);
    }

    /// <summary>Prints a preview.</summary>
    public static void Print(Terminal terminal, PreviewView preview, string path)
    {
        terminal.WriteFacts(
            ("Invoice", preview.Number),
            ("Biller", preview.Biller),
            ("Subscription", preview.Subscription),
            ("Preview", path),
            ("Note", preview.IsRepeated ? "finalized before with this content; finalizing again only repeats the receipt" : null));
        PrintRemarks(terminal, preview.Findings, preview.Notices, preview.Merged);
        var table = terminal.NewTable("Definition", "Kind", "To", "By", "Language", "");
        foreach (var planned in preview.Dispatches)
        {
            table.AddTextRow(
                planned.Definition,
                Words<DispatchKind>.Of(planned.Kind),
                Texts.Of(planned.Recipient),
                Texts.OfLetter(planned.Destination, planned.Postage, planned.Enclosures),
                Words<Language>.Of(planned.Language),
                planned.IsStandby ? "only if another fails" : "");
        }

        terminal.WriteTable(table, "No dispatches.");
    }

    private static void PrintRemarks(Terminal terminal, IReadOnlyList<Finding> findings, IReadOnlyList<string> notices, IReadOnlyList<MergedDefinition> merged)
    {
        foreach (var finding in findings)
            terminal.WriteLine($"Finding: {new Errors.CliError(finding.Code, finding.Message) { Field = NullIfEmpty(finding.Field), Value = NullIfEmpty(finding.Value) }}");
        foreach (var notice in notices)
            terminal.WriteLine($"Notice: {notice}");
        foreach (var definition in merged)
            terminal.WriteLine($"Notice: definition {definition.Definition} is served by {definition.Into}: same kind, same recipient.");
    }

    private static void PrintAttempts(Terminal terminal, IReadOnlyList<DispatchView> dispatches)
    {
        if (dispatches.All(dispatch => dispatch.Attempts.Count < 2 && dispatch.Receipt is null))
            return;

        var table = terminal.NewTable("Dispatch", "Attempt", "Started", "Ended", "Outcome", "Reason", "Code", "Proof");
        foreach (var (dispatch, attempt) in dispatches.SelectMany(dispatch => dispatch.Attempts.Select(attempt => (dispatch, attempt))))
        {
            table.AddTextRow(
                dispatch.Id,
                attempt.Number.ToString(CultureInfo.InvariantCulture),
                Texts.Of(attempt.StartedAt),
                Texts.Of(attempt.EndedAt),
                attempt.Outcome is { } outcome ? Words<OutcomeKind>.Of(outcome) : "open",
                attempt.Reason is { } reason ? Words<ReasonCode>.Of(reason) : null,
                attempt.ProtocolCode,
                attempt.Proof is { } proof ? $"{proof.Kind} {proof.Value}" : null);
        }

        foreach (var (dispatch, receipt) in dispatches.Where(dispatch => dispatch.Receipt is not null).Select(dispatch => (dispatch, dispatch.Receipt!)))
        {
            table.AddTextRow(
                dispatch.Id,
                "",
                Texts.Of(receipt.At),
                null,
                "came back",
                receipt.Reason is { } reason ? Words<ReasonCode>.Of(reason) : null,
                receipt.ProtocolCode,
                receipt.Proof is { } proof ? $"{proof.Kind} {proof.Value}" : null);
        }

        terminal.WriteTable(table, "");
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
