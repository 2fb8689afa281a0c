using Dispatch.Abstractions;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Subscriptions;

internal static partial class SubscriptionLog
{
    // The reason stays out: a person's words can name the customer.
    [LoggerMessage(EventIds.SubscriptionHeld, LogLevel.Information, "Subscription {SubscriptionId} is held by {By}")]
    public static partial void SubscriptionHeld(this ILogger logger, SubscriptionId subscriptionId, string by);

    [LoggerMessage(EventIds.SubscriptionReleased, LogLevel.Information, "Subscription {SubscriptionId} is released by {By}")]
    public static partial void SubscriptionReleased(this ILogger logger, SubscriptionId subscriptionId, string by);
}
