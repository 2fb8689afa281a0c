using System.CommandLine;

namespace Dispatch.Cli.CommandLine;

/// <summary>A command with what its help and its run need.</summary>
internal sealed class CliCommand(string name, string description) : Command(name, description)
{
    /// <summary>Command lines that work, without the program's name.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>The codes with which it can end, besides 0, 1, 2, 7 and 130.</summary>
    public IReadOnlyList<ExitCode> ExitCodes { get; init; } = [];

    /// <summary>What it does; none for a group of commands.</summary>
    public Func<CommandContext, Task<ExitCode>>? Run { get; init; }
}
