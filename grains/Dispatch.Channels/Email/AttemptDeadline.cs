namespace Dispatch.Channels.Email;

/// <summary>Ends an exchange with a relay when a stage takes too long, or when the caller cancels before the point of no return.</summary>
internal sealed class AttemptDeadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _caller;

    public AttemptDeadline(TimeSpan limit, TimeProvider clock, CancellationToken caller)
    {
        _source = new CancellationTokenSource(limit, clock);
        _caller = caller.Register(() =>
        {
            IsCancelledByCaller = true;
            _source.Cancel();
        });
    }

    /// <summary>Cancelled when the time is up or the caller cancels.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the caller ended it, rather than time.</summary>
    public bool IsCancelledByCaller { get; private set; }

    /// <summary>Starts a new limit for the next stage.</summary>
    public void Restart(TimeSpan limit) => _source.CancelAfter(limit);

    /// <summary>From here on the caller's cancellation is ignored: the answer is awaited.</summary>
    public void IgnoreCaller() => _caller.Unregister();

    /// <inheritdoc/>
    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }
}
