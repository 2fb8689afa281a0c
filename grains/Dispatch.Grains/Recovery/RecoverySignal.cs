namespace Dispatch.Grains.Recovery;

/// <summary>Wakes the recovery at once, for work that found no free slot when it was accepted.</summary>
internal sealed class RecoverySignal : IDisposable
{
    private readonly SemaphoreSlim _pulse = new(0, 1);

    /// <summary>Asks for a scan; any number of calls before it make one.</summary>
    public void Pulse()
    {
        try
        {
            _pulse.Release();
        }
        catch (SemaphoreFullException)
        {
            // A scan is asked for already.
        }
    }

    /// <summary>Waits for a pulse or until <paramref name="period"/> is over.</summary>
    public Task WaitAsync(TimeSpan period, CancellationToken cancellationToken) => _pulse.WaitAsync(period, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _pulse.Dispose();
}
