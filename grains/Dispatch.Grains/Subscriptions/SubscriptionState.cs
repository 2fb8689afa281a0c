using Dispatch.Abstractions;

namespace Dispatch.Grains.Subscriptions;

/// <summary>What is stored of a subscription.</summary>
[GenerateSerializer, Alias("dispatch.subscription-state.v1")]
internal sealed class SubscriptionState
{
    /// <summary>The subscription; none before it is put.</summary>
    [Id(0)]
    public Subscription? Subscription { get; set; }
}
