using Dispatch.Abstractions;
using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Runs;

/// <summary>What the engine's refusals of commands on runs and channels mean to a script.</summary>
internal static class RunProblems
{
    /// <summary>The run of an answer.</summary>
    /// <exception cref="CommandException">The engine did not do it.</exception>
    public static RunView ViewOrThrow(this RunAnswer answer) => answer switch
    {
        { Error: { } problem } => throw Exception(problem),
        { Run: { } view } => view,
        _ => throw new InvalidOperationException("The engine answered neither a run nor a problem."),
    };

    /// <summary>The end of a command that the engine did not do.</summary>
    public static CommandException Exception(Problem problem) => new(CodeOf(problem), CliError.Of(problem));

    private static ExitCode CodeOf(Problem problem) => problem.Code switch
    {
        "run_unknown" or "destination_unknown" => ExitCode.NotFound,
        "run_conflict" => ExitCode.Conflict,
        _ => ExitCode.Usage,
    };
}
