using Dispatch.Abstractions;

namespace Dispatch.Cli.Import;

/// <summary>The engine's answer to one line.</summary>
/// <param name="Errors">Why it was refused; empty if it was taken.</param>
/// <param name="Warnings">What will be a trouble later on.</param>
internal sealed record LineAnswer(IReadOnlyList<Problem> Errors, IReadOnlyList<string> Warnings);
