using Dispatch.Abstractions;
using Dispatch.Channels;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Dispatches;

internal static partial class DispatchLog
{
    [LoggerMessage(EventIds.IntentWriting, LogLevel.Debug, "Dispatch {DispatchId} writes the intent of attempt {Attempt}")]
    public static partial void IntentWriting(this ILogger logger, DispatchId dispatchId, int attempt);

    [LoggerMessage(EventIds.AttemptBegun, LogLevel.Debug, "Dispatch {DispatchId} begins attempt {Attempt}")]
    public static partial void AttemptBegun(this ILogger logger, DispatchId dispatchId, int attempt);

    [LoggerMessage(EventIds.Sending, LogLevel.Debug, "Dispatch {DispatchId} attempt {Attempt} goes to its channel")]
    public static partial void Sending(this ILogger logger, DispatchId dispatchId, int attempt);

    [LoggerMessage(EventIds.OutcomeWriting, LogLevel.Debug, "Dispatch {DispatchId} attempt {Attempt} writes its outcome {Outcome}")]
    public static partial void OutcomeWriting(this ILogger logger, DispatchId dispatchId, int attempt, OutcomeKind outcome);

    [LoggerMessage(EventIds.OutcomeRecorded, LogLevel.Debug, "Dispatch {DispatchId} attempt {Attempt} is recorded: {State}")]
    public static partial void OutcomeRecorded(this ILogger logger, DispatchId dispatchId, int attempt, DispatchState state);

    [LoggerMessage(EventIds.Reported, LogLevel.Debug, "Dispatch {DispatchId} has reported")]
    public static partial void Reported(this ILogger logger, DispatchId dispatchId);

    [LoggerMessage(EventIds.AttemptDeferred, LogLevel.Warning, "Dispatch {DispatchId} attempt {Attempt} deferred: {Reason} {ProtocolCode}; next at {NextAttemptAt:O}")]
    public static partial void AttemptDeferred(this ILogger logger, DispatchId dispatchId, int attempt, ReasonCode? reason, string? protocolCode, DateTimeOffset? nextAttemptAt);

    [LoggerMessage(EventIds.AttemptRefused, LogLevel.Error, "Dispatch {DispatchId} attempt {Attempt} refused: {Reason} {ProtocolCode}; fallback activated: {FallbackActivated}")]
    public static partial void AttemptRefused(this ILogger logger, DispatchId dispatchId, int attempt, ReasonCode? reason, string? protocolCode, bool fallbackActivated);

    [LoggerMessage(EventIds.AttemptUnknown, LogLevel.Warning, "Dispatch {DispatchId} attempt {Attempt} has an unknown outcome: {Reason}; next at {NextAttemptAt:O}")]
    public static partial void AttemptUnknown(this ILogger logger, DispatchId dispatchId, int attempt, ReasonCode? reason, DateTimeOffset? nextAttemptAt);

    [LoggerMessage(EventIds.DispatchHeld, LogLevel.Error, "Dispatch {DispatchId} is held after attempt {Attempt}: {Reason}; decide with 'dispatch retry' or 'dispatch cancel'")]
    public static partial void DispatchHeld(this ILogger logger, DispatchId dispatchId, int attempt, ReasonCode? reason);

    [LoggerMessage(EventIds.OutcomeNotWritten, LogLevel.Warning, "Dispatch {DispatchId} attempt {Attempt} knows its outcome but cannot write it yet; trying again")]
    public static partial void OutcomeNotWritten(this ILogger logger, DispatchId dispatchId, int attempt);

    [LoggerMessage(EventIds.OutcomeTooLate, LogLevel.Error, "Dispatch {DispatchId} attempt {Attempt} ended {Outcome} after another attempt had begun; it may have arrived twice")]
    public static partial void OutcomeTooLate(this ILogger logger, DispatchId dispatchId, int attempt, OutcomeKind outcome);

    [LoggerMessage(EventIds.AttemptFailed, LogLevel.Error, "Dispatch {DispatchId} attempt {Attempt} failed in our own code: {ErrorType}")]
    public static partial void AttemptFailed(this ILogger logger, DispatchId dispatchId, int attempt, string errorType);

    [LoggerMessage(EventIds.ReportFailed, LogLevel.Debug, "Dispatch {DispatchId} could not report: {ErrorType}")]
    public static partial void ReportFailed(this ILogger logger, DispatchId dispatchId, string errorType);

    [LoggerMessage(EventIds.ReceiptWriting, LogLevel.Debug, "Dispatch {DispatchId} writes a late receipt: {Kind}")]
    public static partial void ReceiptWriting(this ILogger logger, DispatchId dispatchId, LateReceiptKind kind);

    [LoggerMessage(EventIds.CameBack, LogLevel.Error, "Dispatch {DispatchId} came back: {Reason} {ProtocolCode} in mail {Mail}; fallback activated: {FallbackActivated}")]
    public static partial void CameBack(this ILogger logger, DispatchId dispatchId, ReasonCode? reason, string? protocolCode, string? mail, bool fallbackActivated);

    [LoggerMessage(EventIds.ReceiptIgnored, LogLevel.Information, "Dispatch {DispatchId} is {State}, which a late receipt {Kind} does not change")]
    public static partial void ReceiptIgnored(this ILogger logger, DispatchId dispatchId, LateReceiptKind kind, DispatchState state);

    [LoggerMessage(EventIds.ReferenceRecorded, LogLevel.Debug, "Dispatch {DispatchId} attempt {Attempt}: the destination's id {Reference} is recorded")]
    public static partial void ReferenceRecorded(this ILogger logger, DispatchId dispatchId, int attempt, string reference);

    [LoggerMessage(EventIds.Resent, LogLevel.Information, "Dispatch {DispatchId} is sent once more as {Copy} for {By}: {Reason}")]
    public static partial void Resent(this ILogger logger, DispatchId dispatchId, DispatchId copy, string by, string reason);

    [LoggerMessage(EventIds.IntentLost, LogLevel.Information, "Dispatch {DispatchId} attempt {Attempt} does not begin: its row has moved on")]
    public static partial void IntentLost(this ILogger logger, DispatchId dispatchId, int attempt);
}
