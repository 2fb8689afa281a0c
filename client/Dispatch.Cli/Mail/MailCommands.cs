using System.CommandLine;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Mail;

/// <summary><c>mail returned</c>.</summary>
internal static class MailCommands
{
    private const string FileExtension = ".csv";

    public static CliCommand Create() => new("mail", "Letters that the post brings back.") { Returned() };

    private static CliCommand Returned()
    {
        var what = new Argument<string>("INVOICE|DISPATCH|SCAN|FILE.csv")
        {
            Description = "An invoice's number, a letter's dispatch id, the text that a scanner reads from the mark of a sheet, or a CSV file with the columns invoice, dispatch or scan, reason, returnedAt.",
        };
        var reason = CliOptions.OneOf<ReturnReason>("--reason", "Why it came back; of a file, for lines that name no reason.");
        var returnedAt = CliOptions.Text("--returned-at", "DATE", "When it came back, 2026-12-31 or 2026-12-31T09:00:00Z.");
        var by = CliOptions.By();
        var wait = CliOptions.Wait();
        return new CliCommand("returned", "Record letters that came back: each is bounced, and its fallback takes over. Entering one again changes nothing.")
        {
            Arguments = { what },
            Options = { reason, returnedAt, by, wait },
            Examples = ["mail returned 2026-0042 --reason moved", "mail returned returns.csv --reason unknown --by anna --json"],
            ExitCodes = [ExitCode.Refused, ExitCode.NotFound, ExitCode.NotSettled, ExitCode.NeedsCare, ExitCode.SomeRefused],
            Run = context =>
            {
                var target = context.Get(what);
                var isFile = target.EndsWith(FileExtension, StringComparison.OrdinalIgnoreCase);
                var entries = isFile ? OfFile(context, target, context.Get(reason), context.Get(returnedAt)) : [OfOne(target, context.Get(reason), context.Get(returnedAt))];
                return new ReturnedMail(context, isFile ? target : null, context.Get(by)!).EnterAsync(entries, context.Get(wait));
            },
        };
    }

    private static IReadOnlyList<MailEntry> OfFile(CommandContext context, string file, ReturnReason? reason, string? returnedAt)
    {
        if (returnedAt is not null)
            throw CommandException.Usage("It is for a letter that is named on the command line.", "--returned-at", returnedAt, "Use the column returnedAt.");
        var entries = MailFile.Read(file, reason, out var errors);
        if (errors.Count > 0)
            throw new CommandException(ExitCode.Refused, errors);
        if (entries.Count == 0)
            context.Terminal.Note($"{file} names no letters.");
        return entries;
    }

    private static MailEntry OfOne(string reference, ReturnReason? reason, string? returnedAt)
    {
        if (reason is not { } why)
            throw CommandException.Usage("It is missing.", "--reason", mend: $"Use one of {Words<ReturnReason>.List}.");
        DateTimeOffset? at = null;
        if (returnedAt is not null)
            at = MailFile.TryReadInstant(returnedAt, out var instant) ? instant : throw CommandException.Usage("It is no date.", "--returned-at", returnedAt, "Write 2026-12-31, or 2026-12-31T09:00:00Z.");
        return new MailEntry(Line: null, MailEntry.InvoiceField, reference, why, at);
    }
}
