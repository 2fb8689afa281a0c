using Dispatch.Abstractions;

namespace Dispatch.Grains.Finalization;

/// <summary>What a subscription's definitions come to on one invoice date.</summary>
/// <param name="Dispatches">In order, standby fallbacks last; empty if there are errors.</param>
/// <param name="Merged">Definitions served by another one's dispatch.</param>
/// <param name="Notices">What there is to say, in English.</param>
/// <param name="Errors">Why the invoice cannot be finalized.</param>
internal sealed record DispatchPlan(
    IReadOnlyList<PlannedDispatch> Dispatches,
    IReadOnlyList<MergedDefinition> Merged,
    IReadOnlyList<string> Notices,
    IReadOnlyList<Problem> Errors);
