using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Output;

namespace Dispatch.Cli.Bounces;

/// <summary><c>bounce show</c>.</summary>
internal static class BounceCommands
{
    public static CliCommand Create() => new("bounce", "The mailbox that undeliverable e-mails come back to.") { Show() };

    private static CliCommand Show() => new("show", "Show what was read in the bounce mailbox, and which mails there a person should look at.")
    {
        Examples = ["bounce show", "bounce show --json"],
        Run = async context =>
        {
            await using var engine = await context.OpenAsync(EngineUse.Read);
            var view = await engine.Client.Bounces.GetAsync();
            if (context.Terminal.IsJson)
                context.Terminal.WriteJson(view);
            else
                Print(context.Terminal, view);
            return ExitCode.Done;
        },
    };

    private static void Print(Terminal terminal, ReceiptsView view)
    {
        terminal.WriteFacts(
            ("Last mail read", view.LastAt is { } last ? Texts.Of(last) : "none yet"),
            ("Waiting", view.WaitingCount > 0 ? $"{view.WaitingCount.ToString(CultureInfo.InvariantCulture)} for the end of an attempt" : null));
        var counts = terminal.NewTable("Mails", "Count");
        foreach (var (kind, count) in view.Counts.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            counts.AddTextRow(kind, count.ToString(CultureInfo.InvariantCulture));
        terminal.WriteTable(counts, "Nothing was read so far.");

        var mails = terminal.NewTable("UIDVALIDITY/UID", "Read", "What it is");
        foreach (var mail in view.Unrecognized)
            mails.AddTextRow(mail.Message, Texts.Of(mail.At), mail.IsReport ? "a report that belongs to no dispatch" : "not understood");
        terminal.WriteTable(mails, "No mail needs a person.");
    }
}
