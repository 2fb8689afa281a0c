namespace Dispatch.Storage.Dispatches;

/// <summary>One write of a dispatch's progress.</summary>
/// <param name="Id">The row's id.</param>
/// <param name="Guard">What must hold for the write to happen.</param>
/// <param name="Next">What the row becomes.</param>
/// <param name="ActivateFallback">The definition of the same invoice whose standby row becomes pending, due at <see cref="DispatchProgress.ChangedAt"/> of <paramref name="Next"/>, and a possible duplicate if that is one: what failed last may have arrived before.</param>
public sealed record ProgressWrite(long Id, WriteGuard Guard, DispatchProgress Next, string? ActivateFallback = null);
