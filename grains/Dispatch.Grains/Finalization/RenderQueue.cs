using Microsoft.Extensions.Options;

namespace Dispatch.Grains.Finalization;

/// <summary>Renders off the grain scheduler, as many documents at once as there are cores; refuses early when too many wait.</summary>
internal sealed class RenderQueue(IOptions<EngineOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);
    private int _waitingCount;

    /// <summary>Runs <paramref name="render"/> when a core is free.</summary>
    /// <exception cref="RenderQueueFullException">Too many documents wait already.</exception>
    public async Task<T> RunAsync<T>(Func<T> render)
    {
        if (Interlocked.Increment(ref _waitingCount) > options.Value.RenderQueueLength)
        {
            Interlocked.Decrement(ref _waitingCount);
            throw new RenderQueueFullException();
        }

        try
        {
            await _cores.WaitAsync();
        }
        finally
        {
            Interlocked.Decrement(ref _waitingCount);
        }

        try
        {
            return await Task.Run(render);
        }
        finally
        {
            _cores.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cores.Dispose();
}
