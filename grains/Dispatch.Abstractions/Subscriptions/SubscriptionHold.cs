namespace Dispatch.Abstractions;

/// <summary>That a subscription is held: its invoices are finalized, their dispatches wait until it is released.</summary>
/// <param name="Reason">Why, in a person's words.</param>
/// <param name="By">Who held it.</param>
/// <param name="At">Since when.</param>
[GenerateSerializer, Immutable, Alias("dispatch.subscription-hold.v1")]
public sealed record SubscriptionHold(
    [property: Id(0)] string Reason,
    [property: Id(1)] string By,
    [property: Id(2)] DateTimeOffset At);
