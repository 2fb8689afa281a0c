namespace Dispatch.Storage.Dispatches;

/// <summary>A dispatch as it is inserted.</summary>
/// <param name="Row">The frozen part.</param>
/// <param name="Progress">Where it starts: pending with a due time, or standby.</param>
public sealed record NewDispatch(DispatchRow Row, DispatchProgress Progress);
