using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Controls;

internal static partial class ControlLog
{
    [LoggerMessage(EventIds.ControlsNotRead, LogLevel.Warning, "What is paused could not be read: {ErrorType}; what was read before stays in force")]
    public static partial void ControlsNotRead(this ILogger logger, string errorType);

    [LoggerMessage(EventIds.OutagesNotWritten, LogLevel.Warning, "What is declared down could not be written: {ErrorType}; it is tried again, and until then 'channel list' may not show it")]
    public static partial void OutagesNotWritten(this ILogger logger, string errorType);

    [LoggerMessage(EventIds.RunNotReached, LogLevel.Information, "Run {RunId} could not be reached: {ErrorType}; it is tried again")]
    public static partial void RunNotReached(this ILogger logger, string runId, string errorType);

    [LoggerMessage(EventIds.ChannelPaused, LogLevel.Warning, "Channel {Channel} is paused by {By}: {Reason}")]
    public static partial void ChannelPaused(this ILogger logger, string channel, string by, string reason);

    [LoggerMessage(EventIds.ChannelResumed, LogLevel.Warning, "Channel {Channel} is resumed by {By}")]
    public static partial void ChannelResumed(this ILogger logger, string channel, string by);

    [LoggerMessage(
        EventIds.LettersMoved, LogLevel.Warning,
        "Letters of printer {From} (run {RunId}) are moved to {To} by {By}: {Reason}; {PendingCount} pending, {HeldCount} held, {StandbyCount} on standby")]
    public static partial void LettersMoved(
        this ILogger logger, string from, string? runId, string to, string by, string reason, long pendingCount, long heldCount, long standbyCount);
}
