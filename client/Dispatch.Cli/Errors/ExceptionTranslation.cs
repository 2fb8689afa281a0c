using Dispatch.Abstractions;
using Dispatch.Client;
using Dispatch.Silo.Hosting;

namespace Dispatch.Cli.Errors;

/// <summary>Says what an exception that reached the end of a command means to its user.</summary>
internal static class ExceptionTranslation
{
    /// <summary>Gives the exit code and the words for <paramref name="exception"/>.</summary>
    /// <param name="exception">What ended the command.</param>
    /// <param name="stopping">Whether the user asked to stop.</param>
    public static CommandException Translate(Exception exception, bool stopping) => exception switch
    {
        CommandException command => command,
        _ when stopping => new CommandException(
            ExitCode.Interrupted,
            new CliError("interrupted", "Interrupted. What was accepted is on disk and goes on with the next start.")
            {
                Mend = "Run 'dispatchctl resume' with the same --data, or start the same command again.",
            },
            exception),
        ConfigurationException or ConnectionSettingsException => new CommandException(ExitCode.Usage, Configuration(exception.Message), exception),
        GatewayUnreachableException => new CommandException(ExitCode.Unreachable, new CliError("unreachable", exception.Message), exception),
        StorageUnusableException => new CommandException(ExitCode.Unreachable, new CliError("storage_unusable", exception.Message), exception),
        DataFolderInUseException inUse => new CommandException(ExitCode.Unreachable, InUse(inUse), exception),
        StorageException => new CommandException(
            ExitCode.Unreachable,
            new CliError("unavailable", "The engine cannot use its database now.") { Mend = "See that the database runs, then start the same command again: what was accepted is not done twice." },
            exception),
        TimeoutException or OrleansException => new CommandException(
            ExitCode.Unreachable,
            new CliError("unreachable", "The engine did not answer in time.") { Mend = "See that it runs, then start the same command again: what was accepted is not done twice." },
            exception),
        _ => new CommandException(
            ExitCode.InternalError,
            new CliError("internal", $"This should not happen: {exception.GetType().Name}: {exception.Message}") { Mend = "Please report it with the command that you typed." },
            exception),
    };

    /// <summary>A setting's message reads "KEY is VALUE; MEND": a single one is taken apart for scripts.</summary>
    public static CliError Configuration(string message)
    {
        var error = new CliError("configuration", message);
        var (isAt, mendAt) = (message.IndexOf(" is ", StringComparison.Ordinal), message.IndexOf("; ", StringComparison.Ordinal));
        var isOne = isAt > 0 && mendAt > isAt && !message.Contains('\n', StringComparison.Ordinal) && !message.AsSpan(0, isAt).Contains(' ');
        return isOne
            ? error with { Field = message[..isAt], Value = message[(isAt + 4)..mendAt].Trim('\''), Mend = message[(mendAt + 2)..] }
            : error;
    }

    /// <summary>The words for a data folder that another process holds and that cannot be reached through it.</summary>
    public static CliError InUse(DataFolderInUseException exception) => new("folder_in_use", exception.Message)
    {
        Field = "--data",
        Mend = exception.Gateway is { Length: > 0 } gateway
            ? $"Its gateway {gateway} did not answer; stop process {exception.ProcessId} or wait for its end."
            : $"Stop process {exception.ProcessId} or wait for its end.",
    };
}
