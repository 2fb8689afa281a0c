using Microsoft.Extensions.Options;

namespace Dispatch.Grains.Finalization;

/// <summary>
/// Renders off the grain scheduler, as many documents at once as there are cores; refuses early when too many wait. A core that becomes free goes to
/// whoever waits urgently, then to the others, each in the order in which they came.
/// </summary>
internal sealed class RenderQueue(IOptions<EngineOptions> options)
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _urgent = new();
    private readonly Queue<TaskCompletionSource> _others = new();
    private int _runningCount;

    /// <summary>How many documents are rendered at once.</summary>
    public int CoreCount { get; init; } = Environment.ProcessorCount;

    /// <summary>Runs <paramref name="render"/> when a core is free.</summary>
    /// <param name="render">Makes the document.</param>
    /// <param name="isUrgent">Whether somebody waits for this one document: it overtakes all that do not, and is not refused because of them.</param>
    /// <exception cref="RenderQueueFullException">Too many documents wait already.</exception>
    public async Task<T> RunAsync<T>(Func<T> render, bool isUrgent)
    {
        await EnterAsync(isUrgent ? _urgent : _others);
        try
        {
            return await Task.Run(render);
        }
        finally
        {
            Leave();
        }
    }

    private Task EnterAsync(Queue<TaskCompletionSource> waiting)
    {
        lock (_lock)
        {
            if (waiting.Count >= options.Value.RenderQueueLength)
                throw new RenderQueueFullException();
            if (_runningCount < CoreCount)
            {
                _runningCount++;
                return Task.CompletedTask;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(turn);
            return turn.Task;
        }
    }

    /// <summary>The core goes to the next, or becomes free.</summary>
    private void Leave()
    {
        lock (_lock)
        {
            if (_urgent.TryDequeue(out var next) || _others.TryDequeue(out next))
                next.SetResult();
            else
                _runningCount--;
        }
    }
}
