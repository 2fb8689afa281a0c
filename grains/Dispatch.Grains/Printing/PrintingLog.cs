using Dispatch.Abstractions;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Printing;

/// <summary>The log of gathering and print batches, by batch and run; never an address or a name of a person who gets a letter.</summary>
internal static partial class PrintingLog
{
    [LoggerMessage(EventIds.GathererNotReached, LogLevel.Warning, "The gatherer of print batches could not be reached: {ErrorType}")]
    public static partial void GathererNotReached(this ILogger logger, string errorType);

    [LoggerMessage(EventIds.GatherFailed, LogLevel.Warning, "Letters could not be gathered: {ErrorType}; they wait, and it is tried again")]
    public static partial void GatherFailed(this ILogger logger, string errorType);

    [LoggerMessage(EventIds.BatchMaking, LogLevel.Debug, "Run {Run}, printer {Printer}: a print batch of {Letters} letters is made")]
    public static partial void BatchMaking(this ILogger logger, string run, string printer, int letters);

    [LoggerMessage(EventIds.BatchMade, LogLevel.Information, "Print batch {Batch}: {Letters} letters in {Envelopes} envelopes, {Sheets} sheets")]
    public static partial void BatchMade(this ILogger logger, string batch, int letters, int envelopes, int sheets);

    [LoggerMessage(EventIds.WaitingReleased, LogLevel.Information, "Printer {Printer} takes no print batches: {Letters} letters that waited for one go by themselves")]
    public static partial void WaitingReleased(this ILogger logger, string printer, int letters);

    [LoggerMessage(EventIds.BatchIntentWriting, LogLevel.Debug, "Print batch {Batch} writes the intent of attempt {Attempt}")]
    public static partial void BatchIntentWriting(this ILogger logger, string batch, int attempt);

    [LoggerMessage(EventIds.BatchBegun, LogLevel.Debug, "Print batch {Batch} begins attempt {Attempt}")]
    public static partial void BatchBegun(this ILogger logger, string batch, int attempt);

    [LoggerMessage(EventIds.BatchFixed, LogLevel.Debug, "Print batch {Batch} attempt {Attempt}: its {Letters} letters are fixed")]
    public static partial void BatchFixed(this ILogger logger, string batch, int attempt, int letters);

    [LoggerMessage(EventIds.BatchComposed, LogLevel.Debug, "Print batch {Batch} attempt {Attempt}: composed, {Pages} pages, {Bytes} bytes")]
    public static partial void BatchComposed(this ILogger logger, string batch, int attempt, int pages, long bytes);

    [LoggerMessage(EventIds.BatchReferenceRecorded, LogLevel.Debug, "Print batch {Batch} attempt {Attempt}: the job {Reference} is recorded")]
    public static partial void BatchReferenceRecorded(this ILogger logger, string batch, int attempt, string reference);

    [LoggerMessage(EventIds.BatchOutcomeWriting, LogLevel.Debug, "Print batch {Batch} attempt {Attempt} writes its outcome {Outcome}")]
    public static partial void BatchOutcomeWriting(this ILogger logger, string batch, int attempt, OutcomeKind outcome);

    [LoggerMessage(EventIds.BatchRecorded, LogLevel.Debug, "Print batch {Batch} attempt {Attempt} is recorded: {State}")]
    public static partial void BatchRecorded(this ILogger logger, string batch, int attempt, DispatchState state);

    [LoggerMessage(EventIds.BatchFollowed, LogLevel.Debug, "Print batch {Batch}: its letters are {State} like it")]
    public static partial void BatchFollowed(this ILogger logger, string batch, DispatchState state);

    [LoggerMessage(EventIds.BatchDeferred, LogLevel.Warning, "Print batch {Batch} attempt {Attempt} deferred: {Reason} {ProtocolCode}; next at {NextAttemptAt:O}")]
    public static partial void BatchDeferred(this ILogger logger, string batch, int attempt, ReasonCode? reason, string? protocolCode, DateTimeOffset? nextAttemptAt);

    [LoggerMessage(EventIds.BatchRefused, LogLevel.Error, "Print batch {Batch} attempt {Attempt} refused: {Reason} {ProtocolCode}")]
    public static partial void BatchRefused(this ILogger logger, string batch, int attempt, ReasonCode? reason, string? protocolCode);

    [LoggerMessage(EventIds.BatchHeld, LogLevel.Error, "Print batch {Batch} is held after attempt {Attempt}: {Reason}; decide with 'batch settle', 'batch retry' or 'batch cancel'")]
    public static partial void BatchHeld(this ILogger logger, string batch, int attempt, ReasonCode? reason);

    [LoggerMessage(EventIds.BatchOutcomeNotWritten, LogLevel.Warning, "Print batch {Batch} attempt {Attempt} knows its outcome but cannot write it yet; trying again")]
    public static partial void BatchOutcomeNotWritten(this ILogger logger, string batch, int attempt);

    [LoggerMessage(EventIds.BatchOutcomeTooLate, LogLevel.Error, "Print batch {Batch} attempt {Attempt} ended {Outcome} after another attempt had begun; it may have been printed twice")]
    public static partial void BatchOutcomeTooLate(this ILogger logger, string batch, int attempt, OutcomeKind outcome);

    [LoggerMessage(EventIds.BatchAttemptFailed, LogLevel.Error, "Print batch {Batch} attempt {Attempt} failed in our own code: {ErrorType}")]
    public static partial void BatchAttemptFailed(this ILogger logger, string batch, int attempt, string errorType);

    [LoggerMessage(EventIds.BatchLetterUnusable, LogLevel.Error, "Print batch {Batch}: the frozen PDF of {Dispatch} cannot be printed ({Problem}); it is refused, the others go on")]
    public static partial void BatchLetterUnusable(this ILogger logger, string batch, string dispatch, string problem);

    [LoggerMessage(EventIds.BatchDocumentUnreadable, LogLevel.Error, "Print batch {Batch} attempt {Attempt}: a document or the database cannot be read, or the work folder not be written ({ErrorType}); nothing was printed")]
    public static partial void BatchDocumentUnreadable(this ILogger logger, string batch, int attempt, string errorType);

    [LoggerMessage(EventIds.BatchCommanded, LogLevel.Information, "Print batch {Batch}: {Command} by {By}: {Reason}")]
    public static partial void BatchCommanded(this ILogger logger, string batch, string command, string by, string reason);
}
