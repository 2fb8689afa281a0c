using Dispatch.Abstractions;
using Dispatch.Channels.Print.Ipp;
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

    [LoggerMessage(EventIds.IppJobCreating, LogLevel.Debug, "{Job} attempt {Attempt}: making the print job")]
    public static partial void IppJobCreating(this ILogger logger, string job, int attempt);

    [LoggerMessage(EventIds.IppJobCreated, LogLevel.Debug, "{Job} attempt {Attempt}: print job {JobId} made, without a document")]
    public static partial void IppJobCreated(this ILogger logger, string job, int attempt, int jobId);

    [LoggerMessage(EventIds.IppReferenceRecorded, LogLevel.Debug, "{Job} attempt {Attempt}: print job {JobId} recorded")]
    public static partial void IppReferenceRecorded(this ILogger logger, string job, int attempt, int jobId);

    [LoggerMessage(EventIds.IppDocumentSending, LogLevel.Debug, "{Job} attempt {Attempt}: sending the document of print job {JobId}")]
    public static partial void IppDocumentSending(this ILogger logger, string job, int attempt, int jobId);

    [LoggerMessage(EventIds.IppDocumentSent, LogLevel.Debug, "{Job} attempt {Attempt}: the printer has the document of print job {JobId}")]
    public static partial void IppDocumentSent(this ILogger logger, string job, int attempt, int jobId);

    [LoggerMessage(EventIds.IppJobFound, LogLevel.Debug, "{Job} attempt {Attempt}: the printer has print job {JobId}, {State}")]
    public static partial void IppJobFound(this ILogger logger, string job, int attempt, int jobId, IppJobState state);

    [LoggerMessage(EventIds.IppJobCancelling, LogLevel.Debug, "{Job} attempt {Attempt}: cancelling print job {JobId}, whose document did not arrive whole")]
    public static partial void IppJobCancelling(this ILogger logger, string job, int attempt, int jobId);

    [LoggerMessage(EventIds.IppJobCancelled, LogLevel.Debug, "{Job} attempt {Attempt}: print job {JobId} is cancelled, nothing of it was printed")]
    public static partial void IppJobCancelled(this ILogger logger, string job, int attempt, int jobId);

    [LoggerMessage(EventIds.IppFailed, LogLevel.Warning, "{Job} attempt {Attempt}: the printer did not do what it was asked: {Reason} {ProtocolCode}")]
    public static partial void IppFailed(this ILogger logger, string job, int attempt, ReasonCode reason, string? protocolCode);

    [LoggerMessage(EventIds.IppReferenceNotRecorded, LogLevel.Warning, "{Job} attempt {Attempt}: the print job could not be recorded ({ErrorType}); nothing is sent")]
    public static partial void IppReferenceNotRecorded(this ILogger logger, string job, int attempt, string errorType);

    [LoggerMessage(EventIds.PrintServerAway, LogLevel.Warning, "Print server {Server} does not answer ({Reason}); it is asked again every 30 seconds, its known queues stay printers")]
    public static partial void PrintServerAway(this ILogger logger, string server, ReasonCode reason);

    [LoggerMessage(EventIds.PrintServerAnswers, LogLevel.Information, "Print server {Server} answers")]
    public static partial void PrintServerAnswers(this ILogger logger, string server);

    [LoggerMessage(EventIds.ServerQueueFound, LogLevel.Information, "Queue {Queue} of print server {Server} is a printer")]
    public static partial void ServerQueueFound(this ILogger logger, string queue, string server);

    [LoggerMessage(EventIds.ServerQueueGone, LogLevel.Warning, "Print server {Server} does not have queue {Queue} any more; its letters wait")]
    public static partial void ServerQueueGone(this ILogger logger, string queue, string server);

    [LoggerMessage(EventIds.ServerQueueSkipped, LogLevel.Information, "A queue of print server {Server} is not used: {Cause}")]
    public static partial void ServerQueueSkipped(this ILogger logger, string server, string cause);
}
