using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Output;

namespace Dispatch.Cli.CommandLine;

/// <summary>The program: parses a command line, runs the command and turns every ending into an exit code.</summary>
internal sealed class DispatchCtl(Terminal terminal, TimeProvider clock, EngineOpener open)
{
    /// <summary>Runs one command line.</summary>
    public async Task<ExitCode> RunAsync(IReadOnlyList<string> args, CancellationToken stopping)
    {
        var options = new GlobalOptions();
        var root = CommandTree.Create(options);
        WithExamples(root);
        var parse = root.Parse(args.Count > 0 ? args : ["--help"], new ParserConfiguration { ResponseFileTokenReplacer = null });
        var output = terminal with { IsJson = parse.GetResult(options.Json) is { Implicit: false } };

        if (parse.Errors.Count > 0)
            return ReportUsage(parse, output);
        if (parse.CommandResult.Command is not CliCommand { Run: { } run } || parse.Action is not null)
            return (ExitCode)await parse.InvokeAsync(new InvocationConfiguration { Output = output.Out.Profile.Out.Writer, Error = output.Error.Profile.Out.Writer }, stopping);

        try
        {
            return await run(new CommandContext(parse, options, output, clock, open, stopping));
        }
        catch (Exception e)
        {
            var ended = ExceptionTranslation.Translate(e, stopping.IsCancellationRequested);
            foreach (var error in ended.Errors)
                output.Report(error);
            if (ended.ExitCode == ExitCode.InternalError)
                output.Note(e.ToString());
            return ended.ExitCode;
        }
    }

    private static void WithExamples(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples((HelpAction)option.Action!);
    }

    private static ExitCode ReportUsage(ParseResult parse, Terminal output)
    {
        if (!output.IsJson && parse.Action is ParseErrorAction action)
        {
            (action.ShowHelp, action.ShowTypoCorrections) = (false, true);
            parse.Invoke(new InvocationConfiguration { Output = output.Error.Profile.Out.Writer, Error = output.Error.Profile.Out.Writer });
            output.Note($"See 'dispatchctl {Path(parse)}--help'.");
            return ExitCode.Usage;
        }

        foreach (var error in parse.Errors)
            output.Report(new CliError("usage", error.Message) { Mend = $"See 'dispatchctl {Path(parse)}--help'." });
        return ExitCode.Usage;
    }

    private static string Path(ParseResult parse)
    {
        var names = new List<string>();
        for (var command = parse.CommandResult; command is { Command: not RootCommand }; command = (System.CommandLine.Parsing.CommandResult)command.Parent!)
            names.Insert(0, command.Command.Name + " ");
        return string.Concat(names);
    }
}
