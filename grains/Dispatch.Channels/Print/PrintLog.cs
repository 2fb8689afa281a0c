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

    [LoggerMessage(EventIds.SpoolFolderMissing, LogLevel.Error, "Dispatch {Dispatch} attempt {Attempt}: the folder of printer {Printer} is not there; mount it, or create it")]
    public static partial void SpoolFolderMissing(this ILogger logger, string dispatch, int attempt, string printer);

    [LoggerMessage(EventIds.SpoolTooLate, LogLevel.Warning, "Dispatch {Dispatch} attempt {Attempt}: its time was over before the index entry; nothing was printed")]
    public static partial void SpoolTooLate(this ILogger logger, string dispatch, int attempt);

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

    [LoggerMessage(EventIds.ServerQueueUnusable, LogLevel.Warning, "Queue {Queue} of print server {Server} cannot be used yet ({ErrorType}); it is tried again every 30 seconds")]
    public static partial void ServerQueueUnusable(this ILogger logger, string queue, string server, string errorType);

    [LoggerMessage(EventIds.PrintServersNotAsked, LogLevel.Error, "The print servers could not be asked for their queues ({ErrorType}); they are asked again in 30 seconds")]
    public static partial void PrintServersNotAsked(this ILogger logger, string errorType);

    [LoggerMessage(EventIds.SftpPackaging, LogLevel.Debug, "Print batch {Batch} attempt {Attempt}: making the package for print service {Printer}")]
    public static partial void SftpPackaging(this ILogger logger, string batch, int attempt, string printer);

    [LoggerMessage(EventIds.SftpPackaged, LogLevel.Debug, "Print batch {Batch} attempt {Attempt}: package of {Bytes} bytes made")]
    public static partial void SftpPackaged(this ILogger logger, string batch, int attempt, long bytes);

    [LoggerMessage(EventIds.SftpPackageFailed, LogLevel.Error, "Print batch {Batch} attempt {Attempt}: the package cannot be made, for its PDF cannot be read or was changed, or the work folder cannot be written ({ErrorType}); nothing was sent")]
    public static partial void SftpPackageFailed(this ILogger logger, string batch, int attempt, string errorType);

    [LoggerMessage(EventIds.SftpConnecting, LogLevel.Debug, "Print batch {Batch} attempt {Attempt}: connecting to print service {Printer}")]
    public static partial void SftpConnecting(this ILogger logger, string batch, int attempt, string printer);

    [LoggerMessage(EventIds.SftpConnected, LogLevel.Debug, "Print batch {Batch} attempt {Attempt}: connected and logged in")]
    public static partial void SftpConnected(this ILogger logger, string batch, int attempt);

    [LoggerMessage(EventIds.SftpUploading, LogLevel.Debug, "Print batch {Batch} attempt {Attempt}: uploading under the temporary name")]
    public static partial void SftpUploading(this ILogger logger, string batch, int attempt);

    [LoggerMessage(EventIds.SftpUploaded, LogLevel.Debug, "Print batch {Batch} attempt {Attempt}: uploaded and acknowledged")]
    public static partial void SftpUploaded(this ILogger logger, string batch, int attempt);

    [LoggerMessage(EventIds.SftpRenaming, LogLevel.Debug, "Print batch {Batch} attempt {Attempt}: renaming the package")]
    public static partial void SftpRenaming(this ILogger logger, string batch, int attempt);

    [LoggerMessage(EventIds.SftpRenamed, LogLevel.Debug, "Print batch {Batch} attempt {Attempt}: package renamed, handed over")]
    public static partial void SftpRenamed(this ILogger logger, string batch, int attempt);

    [LoggerMessage(EventIds.SftpAlreadyThere, LogLevel.Debug, "Print batch {Batch} attempt {Attempt}: the print service has it already")]
    public static partial void SftpAlreadyThere(this ILogger logger, string batch, int attempt);

    [LoggerMessage(EventIds.SftpWithdrawn, LogLevel.Debug, "Print batch {Batch} attempt {Attempt}: the temporary file of an earlier attempt was deleted, nothing was handed over")]
    public static partial void SftpWithdrawn(this ILogger logger, string batch, int attempt);

    [LoggerMessage(EventIds.SftpFailed, LogLevel.Warning, "Print batch {Batch} attempt {Attempt}: print service {Printer} cannot be used: {Reason} ({ErrorType})")]
    public static partial void SftpFailed(this ILogger logger, string batch, int attempt, string printer, string reason, string errorType);

    [LoggerMessage(EventIds.SftpReceiptRead, LogLevel.Debug, "Print batch {Batch}: its receipt says {Outcome}; envelopes that ended otherwise: {Rejected}")]
    public static partial void SftpReceiptRead(this ILogger logger, string batch, OutcomeKind outcome, int rejected);

    [LoggerMessage(EventIds.SftpReceiptIncomplete, LogLevel.Debug, "Print batch {Batch}: its receipt does not name every envelope yet")]
    public static partial void SftpReceiptIncomplete(this ILogger logger, string batch);

    [LoggerMessage(EventIds.SftpReceiptUnreadable, LogLevel.Warning, "Print batch {Batch}: its receipt from print service {Printer} cannot be read (line {Line}, 0 is the whole file): {Problem}; it is read again until it can")]
    public static partial void SftpReceiptUnreadable(this ILogger logger, string batch, string printer, long line, string problem);

    [LoggerMessage(EventIds.SftpForeignFile, LogLevel.Error, "Print batch {Batch}: print service {Printer} has another file, or a receipt, under its name; the batch is held for a person")]
    public static partial void SftpForeignFile(this ILogger logger, string batch, string printer);

    [LoggerMessage(EventIds.SftpRefusalRemoved, LogLevel.Information, "Print batch {Batch} attempt {Attempt}: the receipt that rejected it was deleted, it is sent again")]
    public static partial void SftpRefusalRemoved(this ILogger logger, string batch, int attempt);

    [LoggerMessage(EventIds.SftpReferenceNotRecorded, LogLevel.Warning, "Print batch {Batch} attempt {Attempt}: its reference could not be recorded ({ErrorType}); nothing was sent")]
    public static partial void SftpReferenceNotRecorded(this ILogger logger, string batch, int attempt, string errorType);

    [LoggerMessage(EventIds.SftpTakenUnseen, LogLevel.Warning, "Print batch {Batch}: print service {Printer} has neither the package nor its temporary file; it has probably taken it, and its receipt will tell")]
    public static partial void SftpTakenUnseen(this ILogger logger, string batch, string printer);

    [LoggerMessage(EventIds.SftpHostKeyRefused, LogLevel.Error, "Print service {Printer} showed the host key SHA256:{Fingerprint}, which is not the one that is pinned; nothing was sent. Ask the service before you change Print:Printers:{Printer}:HostKey")]
    public static partial void SftpHostKeyRefused(this ILogger logger, string printer, string fingerprint);
}
