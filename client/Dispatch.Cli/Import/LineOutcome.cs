using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Import;

/// <summary>What became of a line.</summary>
/// <param name="Line">The line.</param>
/// <param name="Name">What it describes; none if it could not be read.</param>
/// <param name="Errors">Why it was refused; empty if it was taken.</param>
/// <param name="Warnings">What will be a trouble later on.</param>
internal sealed record LineOutcome(int Line, string? Name, IReadOnlyList<CliError> Errors, IReadOnlyList<string> Warnings);
