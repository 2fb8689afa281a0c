using Dispatch.Abstractions;

namespace Dispatch.Storage.Dispatches;

/// <summary>Which dispatches to list.</summary>
/// <param name="State">Only those in this state.</param>
/// <param name="Kind">Only those of this kind.</param>
/// <param name="RunId">Only this run's.</param>
/// <param name="Reason">Only those with this reason.</param>
/// <param name="Biller">Only this biller's.</param>
/// <param name="AfterId">Only rows with a greater id: the next page.</param>
/// <param name="Take">At most this many, 1 to 1000.</param>
public sealed record DispatchFilter(
    DispatchState? State = null,
    DispatchKind? Kind = null,
    string? RunId = null,
    ReasonCode? Reason = null,
    string? Biller = null,
    long AfterId = 0,
    int Take = 200);
