using Dispatch.Abstractions;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Recovery;

internal static partial class RecoveryLog
{
    [LoggerMessage(EventIds.ScanFailed, LogLevel.Warning, "Shard {Shard} could not be scanned: {ErrorType}; it is tried again")]
    public static partial void ScanFailed(this ILogger logger, long shard, string errorType);

    [LoggerMessage(EventIds.WakeFailed, LogLevel.Warning, "Dispatch {DispatchId} could not be woken: {ErrorType}; it is tried again")]
    public static partial void WakeFailed(this ILogger logger, DispatchId dispatchId, string errorType);

    [LoggerMessage(EventIds.PokeFailed, LogLevel.Information, "The recovery of shard {Shard} could not be reached: {ErrorType}; it is tried again")]
    public static partial void PokeFailed(this ILogger logger, int shard, string errorType);

    [LoggerMessage(EventIds.HousekeepingFailed, LogLevel.Warning, "Open dispatches could not be counted or old uploads not be removed: {ErrorType}; it is tried again")]
    public static partial void HousekeepingFailed(this ILogger logger, string errorType);

    [LoggerMessage(EventIds.UploadsRemoved, LogLevel.Information, "{UploadCount} uploads that no request named within a day were removed")]
    public static partial void UploadsRemoved(this ILogger logger, int uploadCount);

    [LoggerMessage(EventIds.PersonalDataRemoved, LogLevel.Information, "The personal data of {InvoiceCount} old invoices and {DocumentCount} documents were removed")]
    public static partial void PersonalDataRemoved(this ILogger logger, int invoiceCount, int documentCount);

    [LoggerMessage(EventIds.AttemptsExpired, LogLevel.Information, "{AttemptCount} attempts were open when the process before this one ended; they are resolved now")]
    public static partial void AttemptsExpired(this ILogger logger, int attemptCount);
}
