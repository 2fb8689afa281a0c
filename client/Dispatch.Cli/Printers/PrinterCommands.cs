using System.CommandLine;
using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.Channels;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Output;

namespace Dispatch.Cli.Printers;

/// <summary><c>printer list|pause|resume|move</c>.</summary>
internal static class PrinterCommands
{
    public static CliCommand Create() => new("printer", "The printers of letters: how they stand, how to stop them, and how to give their letters to another.") { List(), Pause(), Resume(), PrinterMove.Create() };

    private static CliCommand List() => new("list", "List the printers with their state, as they say themselves, and the letters that wait for them.")
    {
        Examples = ["printer list", "printer list --config appsettings.json --json"],
        Run = async context =>
        {
            await using var engine = await context.OpenAsync(EngineUse.Read);
            var table = context.Terminal.NewTable("Name", "State", "Reason", "Media", "Queued", "Waiting", "Default", "Where");
            foreach (var printer in await engine.Client.Catalog.ListPrintersAsync())
            {
                if (context.Terminal.IsJson)
                    context.Terminal.WriteJson(printer);
                else
                    table.AddTextRow(
                        printer.Name + (printer.IsServer ? " (print server)" : ""),
                        Words<PrinterState>.Of(printer.State),
                        printer.Reason?.ToWord() ?? "",
                        string.Join(", ", printer.Media),
                        printer.QueuedJobs?.ToString(CultureInfo.InvariantCulture) ?? "",
                        printer.WaitingCount.ToString(CultureInfo.InvariantCulture),
                        printer.IsDefault ? "yes" : "",
                        printer.Uri);
            }

            context.Terminal.WriteTable(table, "No printers.");
            return ExitCode.Done;
        },
    };

    private static CliCommand Pause()
    {
        var (name, reason, by) = (Name(), CliOptions.Reason(), CliOptions.By());
        return new CliCommand("pause", "Send a printer no more letters, from any silo, until 'printer resume': channel pause post --destination NAME. What it has goes on.")
        {
            Arguments = { name },
            Options = { reason, by },
            Examples = ["printer pause hall --reason toner --by ANNA"],
            ExitCodes = [ExitCode.NotFound],
            Run = context => ChannelCommands.ChangeAsync(context, DispatchKind.Post, context.Get(name),
                (channels, kind, to) => channels.PauseAsync(kind, to, context.Get(reason)!, context.Get(by)!)),
        };
    }

    private static CliCommand Resume()
    {
        var (name, by) = (Name(), CliOptions.By());
        return new CliCommand("resume", "End the pause of a printer: channel resume post --destination NAME.")
        {
            Arguments = { name },
            Options = { by },
            Examples = ["printer resume hall"],
            ExitCodes = [ExitCode.NotFound],
            Run = context => ChannelCommands.ChangeAsync(context, DispatchKind.Post, context.Get(name), (channels, kind, to) => channels.ResumeAsync(kind, to, context.Get(by)!)),
        };
    }

    private static Argument<string> Name() => new("NAME") { Description = "The printer." };
}
