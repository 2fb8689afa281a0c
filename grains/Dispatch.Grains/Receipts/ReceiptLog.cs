using Dispatch.Abstractions;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Receipts;

internal static partial class ReceiptLog
{
    [LoggerMessage(EventIds.ReceiptSourceOpened, LogLevel.Information, "The source {Source} of late receipts is open and read from message {Position}")]
    public static partial void ReceiptSourceOpened(this ILogger logger, string source, string position);

    [LoggerMessage(EventIds.ReceiptSourceFailed, LogLevel.Warning, "The source {Source} of late receipts cannot be read, or what it says cannot be taken over: {Reason} ({ErrorType}); next try in {Delay}")]
    public static partial void ReceiptSourceFailed(this ILogger logger, string source, ReasonCode reason, string errorType, TimeSpan delay);

    [LoggerMessage(EventIds.ReceiptUnmatched, LogLevel.Warning, "Message {Message} of {Source} is {Kind} and belongs to no dispatch; look at it there")]
    public static partial void ReceiptUnmatched(this ILogger logger, string source, string message, string kind);

    [LoggerMessage(EventIds.ReceiptExpired, LogLevel.Error, "Dispatch {DispatchId} did not take message {Message} of {Source} for a day; look at both")]
    public static partial void ReceiptExpired(this ILogger logger, DispatchId dispatchId, string source, string message);

    [LoggerMessage(EventIds.ReceiptGivenUp, LogLevel.Error, "Message {Message} of {Source} could not be taken over again and again ({ErrorType}) and is left for a person; look at it there")]
    public static partial void ReceiptGivenUp(this ILogger logger, string source, string message, string errorType);

    [LoggerMessage(EventIds.ReceiptsNotReached, LogLevel.Information, "The reader of {Source} could not be reached: {ErrorType}; it is tried again")]
    public static partial void ReceiptsNotReached(this ILogger logger, string source, string errorType);

    [LoggerMessage(EventIds.LetterReturned, LogLevel.Information, "Dispatch {DispatchId} came back by post: {Reason}; entered by {By}")]
    public static partial void LetterReturned(this ILogger logger, DispatchId dispatchId, ReasonCode reason, string by);

    [LoggerMessage(EventIds.ReceiptsTaken, LogLevel.Debug, "{Count} messages of {Source} are taken over, up to {Position}")]
    public static partial void ReceiptsTaken(this ILogger logger, string source, int count, string position);
}
