namespace Dispatch.Abstractions;

/// <summary>A subscription in a list; pseudonymous.</summary>
/// <param name="Biller">The biller's id.</param>
/// <param name="Number">Its number.</param>
/// <param name="Contract">Its contract.</param>
/// <param name="Language">Its language.</param>
/// <param name="DefinitionCount">How many definitions it has.</param>
[GenerateSerializer, Immutable, Alias("dispatch.subscription-summary.v1")]
public sealed record SubscriptionSummary(
    [property: Id(0)] string Biller,
    [property: Id(1)] string Number,
    [property: Id(2)] string Contract,
    [property: Id(3)] Language Language,
    [property: Id(4)] int DefinitionCount);
