namespace Dispatch.Abstractions;

/// <summary>A dispatch's word to its subscription after its row was written.</summary>
/// <param name="Id">The dispatch.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="Outcome">How its last attempt ended.</param>
/// <param name="FallbackActivated">Whether a standby dispatch became pending with it.</param>
[GenerateSerializer, Immutable, Alias("dispatch.report.v1")]
public sealed record DispatchReport(
    [property: Id(0)] DispatchId Id,
    [property: Id(1)] DispatchState State,
    [property: Id(2)] OutcomeKind? Outcome,
    [property: Id(3)] bool FallbackActivated);
