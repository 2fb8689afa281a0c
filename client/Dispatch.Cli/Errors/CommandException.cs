namespace Dispatch.Cli.Errors;

/// <summary>Ends a command with a code and what is to be said about it.</summary>
internal sealed class CommandException(ExitCode exitCode, IReadOnlyList<CliError> errors, Exception? inner = null)
    : Exception(string.Join(Environment.NewLine, errors), inner)
{
    public CommandException(ExitCode exitCode, CliError error, Exception? inner = null)
        : this(exitCode, [error], inner)
    {
    }

    /// <summary>The code.</summary>
    public ExitCode ExitCode { get; } = exitCode;

    /// <summary>What is wrong, at least one.</summary>
    public IReadOnlyList<CliError> Errors { get; } = errors;

    /// <summary>A wrong command line.</summary>
    public static CommandException Usage(string message, string? field = null, string? value = null, string? mend = null) =>
        new(ExitCode.Usage, new CliError("usage", message) { Field = field, Value = value, Mend = mend });

    /// <summary>Something that does not exist.</summary>
    public static CommandException NotFound(string what, string value, string mend) =>
        new(ExitCode.NotFound, new CliError("not_found", $"There is no such {what}.") { Field = what, Value = value, Mend = mend });

    /// <summary>An input file that cannot be read.</summary>
    public static CommandException Unreadable(string file, Exception inner) => new(ExitCode.Refused, UnreadableError(file, inner), inner);

    /// <summary>The words for an input file that cannot be read.</summary>
    public static CliError UnreadableError(string file, Exception inner) => new("file_unreadable", inner switch
    {
        FileNotFoundException or DirectoryNotFoundException => "There is no such file.",
        UnauthorizedAccessException => "It may not be read, or it is a folder.",
        _ => "It cannot be read.",
    })
    { File = file, Mend = "Check the path and its permissions." };
}
