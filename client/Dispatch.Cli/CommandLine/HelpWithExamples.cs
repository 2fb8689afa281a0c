using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Dispatch.Cli.CommandLine;

/// <summary>The usual help, then examples and exit codes.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly ExitCode[] _always = [ExitCode.Done, ExitCode.InternalError, ExitCode.Usage, ExitCode.Unreachable, ExitCode.Interrupted];

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var (examples, codes) = parseResult.CommandResult.Command switch
        {
            CliCommand { Run: not null } command => (command.Examples, _always.Concat(command.ExitCodes)),
            RootCommand => (["demo", "serve --data ./dispatch-data", "invoice finalize invoice.xml"], Enum.GetValues<ExitCode>()),
            _ => ((IReadOnlyList<string>)[], []),
        };
        if (examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (var example in examples)
                output.WriteLine($"  dispatchctl {example}");
            output.WriteLine();
            output.WriteLine("Exit codes:");
            foreach (var code in codes.Order())
                output.WriteLine($"  {(int)code,3}  {ExitCodes.Describe(code)}");
            output.WriteLine();
        }

        return (int)ExitCode.Done;
    }
}
