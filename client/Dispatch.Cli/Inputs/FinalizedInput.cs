using Dispatch.Abstractions;
using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Inputs;

/// <summary>What became of an input.</summary>
/// <param name="File">The file.</param>
/// <param name="Invoice">The receipt; none if it was refused.</param>
/// <param name="IsRepeated">Whether it had been finalized before.</param>
/// <param name="Errors">Why it was refused; empty if it was not.</param>
internal sealed record FinalizedInput(InvoiceFile File, InvoiceView? Invoice, bool IsRepeated, IReadOnlyList<CliError> Errors)
{
    /// <summary>The code of the engine's error that stands for a conflict.</summary>
    public const string ConflictCode = "number_conflict";

    /// <summary>The engine's answer about an input.</summary>
    public static FinalizedInput Of(InvoiceFile file, FinalizeAnswer answer) => answer switch
    {
        FinalizeAnswer.Accepted accepted => new FinalizedInput(file, accepted.Invoice, false, []),
        FinalizeAnswer.Repeated repeated => new FinalizedInput(file, repeated.Invoice, true, []),
        FinalizeAnswer.Conflict conflict => Refused(file, CliError.Of(conflict.Error, file.Name, traceId: answer.TraceId) with { Code = ConflictCode }),
        FinalizeAnswer.Refused refused => Refused(file, [.. refused.Errors.Select(error => CliError.Of(error, file.Name, traceId: answer.TraceId))]),
        _ => throw new ArgumentException($"{answer.GetType().Name} is no final answer.", nameof(answer)),
    };

    /// <summary>The refused input.</summary>
    public static FinalizedInput Refused(InvoiceFile file, params IReadOnlyList<CliError> errors) => new(file, null, false, errors);
}
