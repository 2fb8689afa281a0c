using Dispatch.Abstractions;
using Dispatch.Grains.Dispatches;

namespace Dispatch.Grains.Receipts;

/// <summary>A receipt that came while an attempt of its dispatch was open.</summary>
/// <param name="Dispatch">The dispatch.</param>
/// <param name="Receipt">What came back.</param>
/// <param name="Since">When it was read.</param>
[GenerateSerializer, Immutable, Alias("dispatch.waiting-receipt.v1")]
internal sealed record WaitingReceipt([property: Id(0)] DispatchId Dispatch, [property: Id(1)] DispatchReceipt Receipt, [property: Id(2)] DateTimeOffset Since);
