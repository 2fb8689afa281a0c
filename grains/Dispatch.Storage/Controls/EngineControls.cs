namespace Dispatch.Storage.Controls;

/// <summary>What people have stopped, and which runs are to be driven.</summary>
/// <param name="Pauses">Paused channels and destinations.</param>
/// <param name="PausedQueues">The numbers of paused runs.</param>
/// <param name="ActiveRuns">Runs that are validating or finalizing, paused or not.</param>
public sealed record EngineControls(IReadOnlyList<ChannelPause> Pauses, IReadOnlyList<int> PausedQueues, IReadOnlyList<ActiveRun> ActiveRuns)
{
    /// <summary>Nothing is paused, and no run is under way.</summary>
    public static EngineControls None { get; } = new([], [], []);
}
