using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains.Dispatches;

/// <summary>
/// When to stop beginning attempts, and when to stop waiting for those that are open. A grain timer's own token is never cancelled
/// while its callback runs, so the drain needs this one.
/// </summary>
internal sealed class EngineLife : IDisposable
{
    private readonly CancellationTokenSource _drained;
    private readonly CancellationTokenRegistration _registration;

    /// <summary>Follows the host's lifetime.</summary>
    public EngineLife(IHostApplicationLifetime host, IOptions<EngineOptions> options, TimeProvider clock)
    {
        Stopping = host.ApplicationStopping;
        _drained = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        var drainTimeout = options.Value.DrainTimeout;
        _registration = Stopping.Register(() => _drained.CancelAfter(drainTimeout));
    }

    /// <summary>Cancelled when the host begins to stop: nothing new begins.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Cancelled when the drain is over: open attempts that still can are cut short.</summary>
    public CancellationToken Drained => _drained.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _drained.Dispose();
    }
}
