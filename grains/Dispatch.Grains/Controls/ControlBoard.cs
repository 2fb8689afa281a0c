using System.Collections.Concurrent;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Storage.Controls;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Controls;

/// <summary>
/// What people have stopped, as this process last read it. As long as it was never read, all counts as stopped: a silo that starts beside a paused
/// channel must not begin by sending.
/// </summary>
internal sealed class ControlBoard(IControlStore store)
{
    private readonly ConcurrentDictionary<WorkQueue, CancellationTokenSource> _running = new();
    private volatile Snapshot? _now;

    /// <summary>What was last read.</summary>
    public EngineControls Controls => _now?.Controls ?? EngineControls.None;

    /// <summary>Whether nothing of a work queue may begin.</summary>
    public bool IsPaused(WorkQueue queue) => _now is not { } now || now.IsPaused(queue);

    /// <summary>The pause of a channel's destination; none if it is not paused.</summary>
    public Pause? PauseOf(DispatchKind kind, string destination) => PauseOf(Controls.Pauses, kind, destination);

    /// <summary>The pause of a channel's destination among some: its own, else its channel's.</summary>
    public static Pause? PauseOf(IReadOnlyList<ChannelPause> pauses, DispatchKind kind, string destination) =>
        (pauses.FirstOrDefault(pause => pause.Kind == kind && pause.Destination == destination)
            ?? pauses.FirstOrDefault(pause => pause.Kind == kind && pause.Destination.Length == 0))?.Pause;

    /// <summary>Cancelled when a work queue is paused: cuts attempts short that can still be.</summary>
    public CancellationToken PauseTokenOf(WorkQueue queue)
    {
        var token = _running.GetOrAdd(queue, _ => new CancellationTokenSource()).Token;
        return IsPaused(queue) ? new CancellationToken(canceled: true) : token;
    }

    /// <summary>Reads it again.</summary>
    /// <returns>Whether something was paused or resumed since.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        var before = _now;
        var next = new Snapshot(await store.ReadAsync(cancellationToken));
        _now = next;
        foreach (var (queue, source) in _running)
        {
            if (next.IsPaused(queue) && _running.TryRemove(new(queue, source)))
                await source.CancelAsync();
        }

        return before is null || !next.HasSamePauses(before);
    }

    private sealed class Snapshot(EngineControls controls)
    {
        private readonly HashSet<string> _lanes = [.. controls.Pauses.Where(pause => pause.Destination.Length > 0).Select(pause => ChannelLane.NameOf(pause.Kind, pause.Destination))];
        private readonly HashSet<string> _channels = [.. controls.Pauses.Where(pause => pause.Destination.Length == 0).Select(pause => ChannelLane.NameOf(pause.Kind, ""))];
        private readonly HashSet<int> _queues = [.. controls.PausedQueues];

        public EngineControls Controls => controls;

        public bool IsPaused(WorkQueue queue) =>
            _queues.Contains(queue.Number) || _lanes.Contains(queue.Lane) || _channels.Contains(queue.Lane[..(queue.Lane.IndexOf('/', StringComparison.Ordinal) + 1)]);

        public bool HasSamePauses(Snapshot other) =>
            _lanes.SetEquals(other._lanes) && _channels.SetEquals(other._channels) && _queues.SetEquals(other._queues);
    }
}
