using Dispatch.Abstractions;

namespace Dispatch.Channels.Email;

/// <summary>
/// Declares a relay down after a few faults in a row, lets one exchange probe it now and then, and declares it up by the first success. Not a
/// breaker by ratio (Polly's only kind): at a thousand messages a second that would need hundreds of failures to notice.
/// </summary>
internal sealed class RelayBreaker(TimeProvider clock)
{
    private const int FaultsUntilDown = 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private int _faultCount;
    private TimeSpan _pause = FirstPause;
    private DateTimeOffset? _downSince;
    private DateTimeOffset _probeAt;
    private bool _isProbing;
    private ReasonCode _reason;

    /// <summary>Since when it is down, and why; none while it is up.</summary>
    public (DateTimeOffset Since, ReasonCode Reason)? Down
    {
        get
        {
            lock (_lock)
                return _downSince is { } since ? (since, _reason) : null;
        }
    }

    /// <summary>How long nothing is let through; zero if something would be.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (_lock)
                return WaitLocked();
        }
    }

    /// <summary>Lets an exchange through, or not. Whoever is let through must report its end by one of the other methods.</summary>
    public bool TryEnter(out bool isProbe)
    {
        lock (_lock)
        {
            isProbe = _downSince is not null;
            if (!isProbe)
                return true;
            if (WaitLocked() > TimeSpan.Zero)
                return false;
            return _isProbing = true;
        }
    }

    /// <summary>The relay works.</summary>
    /// <returns>How long it was down, if this ends it.</returns>
    public TimeSpan? Succeeded()
    {
        lock (_lock)
        {
            var was = clock.GetUtcNow() - _downSince;
            (_faultCount, _pause, _downSince, _isProbing) = (0, FirstPause, null, false);
            return was;
        }
    }

    /// <summary>The relay does not serve us.</summary>
    /// <returns>Whether it is declared down by this.</returns>
    public bool Failed(ReasonCode reason, bool isProbe)
    {
        lock (_lock)
        {
            _faultCount++;
            if (_downSince is not null)
            {
                if (isProbe)
                {
                    _pause = _pause * 2 < MaxPause ? _pause * 2 : MaxPause;
                    (_isProbing, _reason, _probeAt) = (false, reason, clock.GetUtcNow() + _pause);
                }
                return false;
            }
            if (_faultCount < FaultsUntilDown)
                return false;

            (_downSince, _reason, _probeAt) = (clock.GetUtcNow(), reason, clock.GetUtcNow() + _pause);
            return true;
        }
    }

    /// <summary>The exchange showed nothing about the relay.</summary>
    public void Abandoned(bool isProbe)
    {
        lock (_lock)
        {
            if (isProbe)
                _isProbing = false;
        }
    }

    private TimeSpan WaitLocked()
    {
        if (_downSince is null)
            return TimeSpan.Zero;
        if (_isProbing)
            return _pause;
        var wait = _probeAt - clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
