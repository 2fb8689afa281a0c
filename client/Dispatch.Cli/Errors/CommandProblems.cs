using Dispatch.Abstractions;

namespace Dispatch.Cli.Errors;

/// <summary>What the engine's refusal of a person's command on something that exists, a dispatch or a print batch, means to a script.</summary>
internal static class CommandProblems
{
    /// <summary>The end of a command that the engine did not do.</summary>
    public static CommandException Exception(Problem problem) => new(CodeOf(problem), CliError.Of(problem));

    private static ExitCode CodeOf(Problem problem) => problem.Code switch
    {
        "batch_unknown" or "printer_unknown" => ExitCode.NotFound,
        "reason_invalid" or "by_invalid" => ExitCode.Usage,
        _ => ExitCode.Refused,
    };
}
