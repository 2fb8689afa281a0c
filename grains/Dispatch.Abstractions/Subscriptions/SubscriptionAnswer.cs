namespace Dispatch.Abstractions;

/// <summary>The answer to a change of a subscription: all of it was written, or nothing.</summary>
/// <param name="Subscription">As it stands now; none if there is none.</param>
/// <param name="DefinitionId">The definition that was added or changed.</param>
/// <param name="Errors">Why nothing was written; empty if it was.</param>
/// <param name="Warnings">What will stop a finalization later on.</param>
[GenerateSerializer, Immutable, Alias("dispatch.subscription-answer.v1")]
public sealed record SubscriptionAnswer(
    [property: Id(0)] Subscription? Subscription,
    [property: Id(1)] string? DefinitionId,
    [property: Id(2)] IReadOnlyList<Problem> Errors,
    [property: Id(3)] IReadOnlyList<string> Warnings)
{
    /// <summary>Whether it was written.</summary>
    public bool IsAccepted => Errors.Count == 0;
}
