namespace Dispatch.EndToEnd.Crash;

/// <summary>A moment at which the process is killed: inside the log call of a step, or by the relay.</summary>
/// <param name="Name">For the test's name.</param>
/// <param name="Step">The log event's id.</param>
/// <param name="Stage">The relay's stage.</param>
/// <param name="After">A point at which it must have been killed before, because only a recovery comes by here.</param>
internal sealed record KillPoint(string Name, int? Step = null, RelayStage? Stage = null, KillPoint? After = null);
