namespace Dispatch.Abstractions;

/// <summary>Which envelopes of a print batch are printed again, why and for whom.</summary>
/// <param name="Reason">Why, at most 200 characters; it stands on the cover sheet.</param>
/// <param name="By">Who, at most 100 characters.</param>
/// <param name="FirstEnvelope">The first envelope; none: from the beginning.</param>
/// <param name="LastEnvelope">The last envelope; none: to the end.</param>
/// <param name="Dispatch">One letter alone, by its dispatch id; none: all of the envelopes.</param>
[GenerateSerializer, Immutable, Alias("dispatch.reprint-order.v1")]
public sealed record ReprintOrder(
    [property: Id(0)] string Reason,
    [property: Id(1)] string By,
    [property: Id(2)] int? FirstEnvelope = null,
    [property: Id(3)] int? LastEnvelope = null,
    [property: Id(4)] string? Dispatch = null);
