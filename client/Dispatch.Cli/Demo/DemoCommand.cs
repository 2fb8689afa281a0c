using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Demo;

/// <summary><c>demo</c>.</summary>
internal static class DemoCommand
{
    public static CliCommand Create()
    {
        var outFolder = CliOptions.Text("--out", "DIR", "Where everything goes. Default: a new folder dispatch-demo-N here.");
        var fresh = CliOptions.Flag("--fresh", "Clear DIR first, if it holds nothing but an earlier demo.");
        return new CliCommand("demo", "See a utility's month go out: real invoices by e-mail over SMTP and on paper, with failures at the wire. Needs no server, takes under a minute.")
        {
            Options = { outFolder, fresh },
            Examples = ["demo", "demo --out ./my-demo", "demo --out ./my-demo --fresh"],
            ExitCodes = [ExitCode.NotSettled, ExitCode.NeedsCare, ExitCode.SomeRefused],
            Run = async context =>
            {
                if (context.NamesEngine)
                    throw CommandException.Usage("The demo runs an engine of its own in a folder of its own.", "--data", mend: "Use --out DIR, or nothing.");
                var folder = DemoFolder.Prepare(context.Get(outFolder), context.Get(fresh));
                return await new DemoRun(context, folder).RunAsync();
            },
        };
    }
}
