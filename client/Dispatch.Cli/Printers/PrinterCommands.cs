using System.Globalization;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Output;

namespace Dispatch.Cli.Printers;

/// <summary><c>printer list|move</c>.</summary>
internal static class PrinterCommands
{
    public static CliCommand Create() => new("printer", "The printers of letters, as the configuration names them.") { List(), PrinterMove.Create() };

    private static CliCommand List() => new("list", "List the configured printers.")
    {
        Examples = ["printer list", "printer list --config appsettings.json --json"],
        Run = async context =>
        {
            await using var engine = await context.OpenAsync(EngineUse.Read);
            var table = context.Terminal.NewTable("Name", "Where", "Default", "Waiting");
            foreach (var printer in await engine.Client.Catalog.ListPrintersAsync())
            {
                if (context.Terminal.IsJson)
                    context.Terminal.WriteJson(printer);
                else
                    table.AddTextRow(printer.Name, printer.Uri, printer.IsDefault ? "yes" : "", printer.WaitingCount.ToString(CultureInfo.InvariantCulture));
            }

            context.Terminal.WriteTable(table, "No printers.");
            return ExitCode.Done;
        },
    };
}
