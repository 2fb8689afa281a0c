using Dispatch.Storage.Runs;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Runs;

internal static partial class RunLog
{
    [LoggerMessage(EventIds.RunPhaseChanged, LogLevel.Information, "Run {RunId} is {Phase} now, with {InputCount} inputs")]
    public static partial void RunPhaseChanged(this ILogger logger, string runId, RunPhase phase, int inputCount);

    [LoggerMessage(EventIds.RunPaused, LogLevel.Warning, "Run {RunId} is paused by {By}: {Reason}")]
    public static partial void RunPaused(this ILogger logger, string runId, string by, string reason);

    [LoggerMessage(EventIds.RunResumed, LogLevel.Warning, "Run {RunId} is resumed by {By}")]
    public static partial void RunResumed(this ILogger logger, string runId, string by);

    [LoggerMessage(EventIds.RunCancelled, LogLevel.Warning, "The rest of run {RunId} is cancelled by {By}: {Reason}")]
    public static partial void RunCancelled(this ILogger logger, string runId, string by, string reason);

    [LoggerMessage(EventIds.RunStepFailed, LogLevel.Warning, "A step of run {RunId} failed: {ErrorType}; it is tried again")]
    public static partial void RunStepFailed(this ILogger logger, string runId, string errorType);
}
