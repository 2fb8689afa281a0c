using Dispatch.Abstractions;
using Microsoft.Extensions.Logging;

namespace Dispatch.Channels.Print;

/// <summary>The print channel's log: every durable step before and after, by dispatch id; never an address or a name of a person.</summary>
internal static partial class PrintLog
{
    [LoggerMessage(EventIds.SpoolWriting, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: writing the temporary spool file of printer {Printer}")]
    public static partial void SpoolWriting(this ILogger logger, string dispatch, int attempt, string printer);

    [LoggerMessage(EventIds.SpoolWritten, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: temporary spool file written and flushed")]
    public static partial void SpoolWritten(this ILogger logger, string dispatch, int attempt);

    [LoggerMessage(EventIds.SpoolIndexing, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: appending the index entry")]
    public static partial void SpoolIndexing(this ILogger logger, string dispatch, int attempt);

    [LoggerMessage(EventIds.SpoolIndexed, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: index entry flushed")]
    public static partial void SpoolIndexed(this ILogger logger, string dispatch, int attempt);

    [LoggerMessage(EventIds.SpoolRenaming, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: renaming the spool file")]
    public static partial void SpoolRenaming(this ILogger logger, string dispatch, int attempt);

    [LoggerMessage(EventIds.SpoolRenamed, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: spool file renamed, folder flushed")]
    public static partial void SpoolRenamed(this ILogger logger, string dispatch, int attempt);

    [LoggerMessage(EventIds.SpoolAlreadyIndexed, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: the index already has it")]
    public static partial void SpoolAlreadyIndexed(this ILogger logger, string dispatch, int attempt);

    [LoggerMessage(EventIds.SpoolFailed, LogLevel.Warning, "Dispatch {Dispatch} attempt {Attempt}: the spool folder of printer {Printer} cannot be used ({ErrorType})")]
    public static partial void SpoolFailed(this ILogger logger, string dispatch, int attempt, string printer, string errorType);

    [LoggerMessage(EventIds.SpoolIndexRepaired, LogLevel.Warning, "The index of printer {Printer} ended in a torn line, left by a crash; it was repaired")]
    public static partial void SpoolIndexRepaired(this ILogger logger, string printer);

    [LoggerMessage(EventIds.SpoolIndexLineIgnored, LogLevel.Warning, "Line {Line} of the index of printer {Printer} is no entry and is ignored")]
    public static partial void SpoolIndexLineIgnored(this ILogger logger, string printer, int line);

    [LoggerMessage(EventIds.PrintAttemptEnded, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: ended {Outcome}")]
    public static partial void AttemptEnded(this ILogger logger, string dispatch, int attempt, OutcomeKind outcome);

    [LoggerMessage(EventIds.PrintBatchAttemptEnded, LogLevel.Debug, "Print batch {Batch} attempt {Attempt}: ended {Outcome}")]
    public static partial void BatchAttemptEnded(this ILogger logger, string batch, int attempt, OutcomeKind outcome);

    [LoggerMessage(EventIds.PrintDocumentUnreadable, LogLevel.Error, "Dispatch {Dispatch}: the frozen document cannot be read or was changed ({ErrorType}); nothing was printed")]
    public static partial void DocumentUnreadable(this ILogger logger, string dispatch, string errorType);
}
