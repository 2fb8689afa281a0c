using Dispatch.Abstractions;
using Microsoft.Extensions.Logging;

namespace Dispatch.Channels.Email;

/// <summary>The e-mail channels' log: every durable or remote step before and after, by dispatch id; never an address, a name or a server's text.</summary>
internal static partial class EmailLog
{
    [LoggerMessage(EventIds.PickupWriting, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: writing the pickup file")]
    public static partial void PickupWriting(this ILogger logger, string dispatch, int attempt);

    [LoggerMessage(EventIds.PickupWritten, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: pickup file written and flushed")]
    public static partial void PickupWritten(this ILogger logger, string dispatch, int attempt);

    [LoggerMessage(EventIds.PickupRenaming, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: renaming the pickup file")]
    public static partial void PickupRenaming(this ILogger logger, string dispatch, int attempt);

    [LoggerMessage(EventIds.PickupRenamed, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: pickup file renamed, folder flushed")]
    public static partial void PickupRenamed(this ILogger logger, string dispatch, int attempt);

    [LoggerMessage(EventIds.PickupFailed, LogLevel.Warning, "Dispatch {Dispatch} attempt {Attempt}: the pickup folder cannot be used ({ErrorType})")]
    public static partial void PickupFailed(this ILogger logger, string dispatch, int attempt, string errorType);

    [LoggerMessage(EventIds.RelayConnecting, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: connecting to the relay {Relay}")]
    public static partial void RelayConnecting(this ILogger logger, string dispatch, int attempt, string relay);

    [LoggerMessage(EventIds.RelayConnected, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: connected to the relay")]
    public static partial void RelayConnected(this ILogger logger, string dispatch, int attempt);

    [LoggerMessage(EventIds.RelayReused, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: using an open connection to the relay {Relay}")]
    public static partial void RelayReused(this ILogger logger, string dispatch, int attempt, string relay);

    [LoggerMessage(EventIds.EnvelopeSending, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: sending the envelope")]
    public static partial void EnvelopeSending(this ILogger logger, string dispatch, int attempt);

    [LoggerMessage(EventIds.EnvelopeAccepted, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: envelope accepted")]
    public static partial void EnvelopeAccepted(this ILogger logger, string dispatch, int attempt);

    [LoggerMessage(EventIds.ContentSending, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: content is being sent")]
    public static partial void ContentSending(this ILogger logger, string dispatch, int attempt);

    [LoggerMessage(EventIds.EndOfDataSending, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: all content written; the end of data follows")]
    public static partial void EndOfDataSending(this ILogger logger, string dispatch, int attempt);

    [LoggerMessage(EventIds.RelayAnswered, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: the relay took the message over ({Proof})")]
    public static partial void RelayAnswered(this ILogger logger, string dispatch, int attempt, string proof);

    [LoggerMessage(EventIds.RelayFailed, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: the exchange with the relay {Relay} ended in stage {Stage} ({ErrorType})")]
    public static partial void RelayFailed(this ILogger logger, string dispatch, int attempt, string relay, SmtpStage stage, string errorType);

    [LoggerMessage(EventIds.EmailComposed, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: message composed, {Bytes} bytes")]
    public static partial void Composed(this ILogger logger, string dispatch, int attempt, long bytes);

    [LoggerMessage(EventIds.EmailAttemptEnded, LogLevel.Debug, "Dispatch {Dispatch} attempt {Attempt}: ended {Outcome}")]
    public static partial void AttemptEnded(this ILogger logger, string dispatch, int attempt, OutcomeKind outcome);

    [LoggerMessage(EventIds.EmailDocumentUnreadable, LogLevel.Error, "Dispatch {Dispatch}: a frozen document cannot be read or was changed ({ErrorType}); nothing was sent")]
    public static partial void DocumentUnreadable(this ILogger logger, string dispatch, string errorType);

    [LoggerMessage(EventIds.RelayDown, LogLevel.Error, "Relay {Relay} is declared down ({Reason}); it is probed now and then, and what would go to it waits")]
    public static partial void RelayDown(this ILogger logger, string relay, ReasonCode reason);

    [LoggerMessage(EventIds.RelayUp, LogLevel.Information, "Relay {Relay} is up again after {DownTime}")]
    public static partial void RelayUp(this ILogger logger, string relay, TimeSpan downTime);

    [LoggerMessage(EventIds.EmailUnsigned, LogLevel.Warning, "Messages of biller {Biller} are not signed: no key under Email:Dkim is for its sender's domain")]
    public static partial void Unsigned(this ILogger logger, string biller);
}
