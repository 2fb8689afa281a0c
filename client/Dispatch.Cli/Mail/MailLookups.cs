using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Client;

namespace Dispatch.Cli.Mail;

/// <summary>Finds the one letter that an entry means.</summary>
internal static class MailLookups
{
    /// <summary>Finds it.</summary>
    /// <exception cref="CommandException">None or several.</exception>
    public static async Task<DispatchView> FindLetterAsync(this DispatchClient client, MailEntry entry, string? biller)
    {
        if (entry.Field == MailEntry.DispatchField)
            return await client.FindDispatchAsync(entry.Reference, biller);

        // On the command line both are possible, and an invoice's number may look like a dispatch's id.
        if (entry.Line is null && entry.Reference.Contains('~', StringComparison.Ordinal)
            && await client.Catalog.FindDispatchesAsync(entry.Reference, biller) is [var dispatch])
        {
            return dispatch;
        }

        return LetterOf(await client.FindInvoiceAsync(entry.Reference, biller), entry.Reference);
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
