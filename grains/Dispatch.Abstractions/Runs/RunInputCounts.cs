namespace Dispatch.Abstractions;

/// <summary>What became of a run's inputs.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="Staged">Not checked yet.</param>
/// <param name="Valid">Checked, not definitive yet.</param>
/// <param name="Refused">Refused.</param>
/// <param name="Same">With the number and content of another one: counted once.</param>
/// <param name="Finalized">Made definitive by this run.</param>
/// <param name="Repeated">Definitive before this run came to them.</param>
/// <param name="Cancelled">Cancelled before they were definitive.</param>
[GenerateSerializer, Immutable, Alias("dispatch.run-input-counts.v1")]
public sealed record RunInputCounts(
    [property: Id(0)] int Total,
    [property: Id(1)] int Staged,
    [property: Id(2)] int Valid,
    [property: Id(3)] int Refused,
    [property: Id(4)] int Same,
    [property: Id(5)] int Finalized,
    [property: Id(6)] int Repeated,
    [property: Id(7)] int Cancelled);
