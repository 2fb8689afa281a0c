namespace Dispatch.Abstractions;

/// <summary>Why an open dispatch does not move though nothing is wrong with it.</summary>
/// <param name="Cause">What it waits for.</param>
/// <param name="Since">Since when that is so; none if it is not known.</param>
/// <param name="By">Who paused it; none if nobody did.</param>
/// <param name="Reason">Why: what that person said, why the destination is down (a word of <see cref="ReasonCode"/>), or the print batch; none if there is nothing to say.</param>
[GenerateSerializer, Immutable, Alias("dispatch.wait-view.v1")]
public sealed record WaitView(
    [property: Id(0)] WaitCause Cause, [property: Id(1)] DateTimeOffset? Since = null, [property: Id(2)] string? By = null, [property: Id(3)] string? Reason = null);
