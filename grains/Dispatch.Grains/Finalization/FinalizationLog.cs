using Dispatch.Abstractions;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Finalization;

internal static partial class FinalizationLog
{
    [LoggerMessage(EventIds.DocumentsStored, LogLevel.Debug, "Invoice {InvoiceId}: {DocumentCount} documents are stored")]
    public static partial void DocumentsStored(this ILogger logger, InvoiceId invoiceId, int documentCount);

    [LoggerMessage(EventIds.InvoiceAccepting, LogLevel.Debug, "Invoice {InvoiceId} is being accepted")]
    public static partial void InvoiceAccepting(this ILogger logger, InvoiceId invoiceId);

    [LoggerMessage(EventIds.InvoiceFinalized, LogLevel.Debug, "Invoice {InvoiceId} is definitive with {DispatchCount} dispatches")]
    public static partial void InvoiceFinalized(this ILogger logger, InvoiceId invoiceId, int dispatchCount);

    [LoggerMessage(EventIds.FinalizationFailed, LogLevel.Error, "Finalizing for subscription {SubscriptionId} failed in our own code: {ErrorType}")]
    public static partial void FinalizationFailed(this ILogger logger, string subscriptionId, string errorType, Exception exception);
}
