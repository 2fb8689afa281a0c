using System.CommandLine;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Inputs;

namespace Dispatch.Cli.Runs;

/// <summary><c>run start|list|show|watch|confirm|pause|resume|cancel</c>.</summary>
internal static class RunCommands
{
    public static CliCommand Create() => new("run", "Finalize many invoices together, provably complete.")
    {
        Start(),
        RunReadCommands.List(),
        RunReadCommands.Show(),
        RunReadCommands.Watch(),
        RunControlCommands.Confirm(),
        RunControlCommands.Pause(),
        RunControlCommands.Resume(),
        RunControlCommands.Cancel(),
    };

    /// <summary>What to do with the rest where inputs are refused.</summary>
    public static Option<OnRefused?> OnRefusedOption() =>
        CliOptions.OneOf<OnRefused>("--on-refused", "If inputs are refused: finalize nothing (stop) or the rest (continue). Default: ask; without a terminal, stop.");

    /// <summary>A run's id.</summary>
    public static Argument<string> Id() => new("RUN") { Description = "The run's id, as 'run start' and 'run list' say it." };

    private static CliCommand Start()
    {
        var input = new Argument<string>("FOLDER_OR_FILE") { Description = "A folder or an archive (.zip, .tar, .tar.gz, .tgz) with *.xml files (and PDFs beside them), one UBL file, or a .jsonl with {\"file\":…} a line." };
        var run = CliOptions.Text("--run", "ID", "The run's id. Default: derived from the input, so that starting the same input again resumes its run.");
        var onRefused = OnRefusedOption();
        var options = new FinalizeOptions();
        return new CliCommand("start", "Hand all invoices over, check them, then finalize them and follow their dispatches. The same input started again resumes its run and sends nothing twice.")
        {
            Arguments = { input },
            Options = { run, onRefused, options.Subscription, options.Printer, options.EmbeddedPdf, options.Yes, options.Wait },
            Examples = ["run start invoices", "run start invoices --printer hall --yes --on-refused continue --json", "run start list.jsonl --run october-2026"],
            ExitCodes = [ExitCode.Refused, ExitCode.Conflict, ExitCode.NotConfirmed, ExitCode.NotSettled, ExitCode.NeedsCare, ExitCode.SomeRefused],
            Run = async context =>
            {
                if (context.Get(run) is { } id && !Abstractions.Identifier.IsValid(id))
                    throw CommandException.Usage("It is no run id.", "--run", id, $"Use {Abstractions.Identifier.Rule}.");
                using var files = RunFiles.Resolve(context.Get(input), context.Stopping);
                await using var engine = await context.OpenAsync(EngineUse.Write);
                return await new RunStart(context, engine.Client, options, context.Get(run), context.Get(onRefused)).RunAsync(files);
            },
        };
    }
}
