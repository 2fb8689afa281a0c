using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Client;

namespace Dispatch.Cli.Mail;

/// <summary>Finds the letters that an entry means: one, or all in a scanned envelope.</summary>
internal static class MailLookups
{
    /// <summary>Finds them.</summary>
    /// <exception cref="CommandException">None, or several where one is meant.</exception>
    public static async Task<IReadOnlyList<DispatchView>> FindLettersAsync(this DispatchClient client, MailEntry entry, string? biller)
    {
        if (entry.Field == MailEntry.DispatchField)
            return [await client.FindDispatchAsync(entry.Reference, biller)];
        if (entry.Field == MailEntry.ScanField)
        {
            return await client.Catalog.FindByMarkAsync(entry.Reference) is { Count: > 0 } scanned
                ? scanned
                : throw CommandException.NotFound("scan", entry.Reference, "Scan the mark on the front of a letter's sheet, or name the invoice.");
        }

        // On the command line all are possible, and an invoice's number may look like a dispatch's id, or like a mark.
        if (entry.Line is null && entry.Reference.Contains('~', StringComparison.Ordinal)
            && await client.Catalog.FindDispatchesAsync(entry.Reference, biller) is [var dispatch])
        {
            return [dispatch];
        }

        if (entry.Line is null && await client.Catalog.FindByMarkAsync(entry.Reference) is { Count: > 0 } marked)
            return marked;
        return [LetterOf(await client.FindInvoiceAsync(entry.Reference, biller), entry.Reference)];
    }

    private static DispatchView LetterOf(InvoiceView invoice, string reference)
    {
        var letters = invoice.Dispatches.Where(dispatch => dispatch.Kind == DispatchKind.Post).ToList();
        if (letters.Count > 1)
            letters = letters.FindAll(letter => letter.State != DispatchState.Standby) is { Count: > 0 } sent ? sent : letters;    // a fallback that waits was never printed
        return letters.Count switch
        {
            1 => letters[0],
            0 => throw new CommandException(ExitCode.Refused, new CliError("no_letter", "The invoice has no letter.")
            {
                Field = MailEntry.InvoiceField,
                Value = reference,
                Mend = $"See 'dispatchctl invoice show {invoice.Name}'.",
            }),
            _ => throw new CommandException(ExitCode.Usage, new CliError("ambiguous", $"The invoice has several letters: {string.Join(", ", letters.Select(Describe))}.")
            {
                Field = MailEntry.InvoiceField,
                Value = reference,
                Mend = "Name the dispatch instead.",
            }),
        };
    }

    private static string Describe(DispatchView letter) => $"{letter.Id} ({Words<DispatchState>.Of(letter.State)})";
}
