using System.CommandLine;
using Dispatch.Cli.Batches;
using Dispatch.Cli.Billers;
using Dispatch.Cli.Bounces;
using Dispatch.Cli.Channels;
using Dispatch.Cli.Definitions;
using Dispatch.Cli.Demo;
using Dispatch.Cli.Dispatches;
using Dispatch.Cli.Invoices;
using Dispatch.Cli.Mail;
using Dispatch.Cli.Printers;
using Dispatch.Cli.Relays;
using Dispatch.Cli.Runs;
using Dispatch.Cli.Schema;
using Dispatch.Cli.Serving;
using Dispatch.Cli.Subscriptions;

namespace Dispatch.Cli.CommandLine;

/// <summary>All commands.</summary>
internal static class CommandTree
{
    /// <summary>Builds them anew; nothing is shared between two trees.</summary>
    public static RootCommand Create(GlobalOptions options)
    {
        var root = new RootCommand("Finalizes invoices and sends them by e-mail and on paper, each exactly once and on record.")
        {
            DemoCommand.Create(),
            ServeCommand.Create(),
            ResumeCommand.Create(),
            BillerCommands.Create(),
            SubscriptionCommands.Create(),
            DefinitionCommands.Create(),
            InvoiceCommands.Create(),
            RunCommands.Create(),
            DispatchCommands.Create(),
            BatchCommands.Create(),
            ChannelCommands.Create(),
            BounceCommands.Create(),
            MailCommands.Create(),
            PrinterCommands.Create(),
            EmailCommands.Create(),
            SchemaCommands.Create(),
        };
        foreach (var option in options.All)
            root.Add(option);
        return root;
    }
}
