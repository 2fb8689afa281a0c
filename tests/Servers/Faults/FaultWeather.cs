namespace Dispatch.Tests.Servers.Faults;

/// <summary>What a piece of data meets on its way through a <see cref="FaultProxy"/>.</summary>
/// <param name="time">The clock of the delays.</param>
internal sealed class FaultWeather(TimeProvider time)
{
    private volatile TaskCompletionSource? _stall;
    private long _delay;
    private int _held;

    /// <summary>How many pieces wait.</summary>
    public int HeldCount => Volatile.Read(ref _held);

    /// <summary>Holds each piece back by a time.</summary>
    public void Delay(TimeSpan delay) => Interlocked.Exchange(ref _delay, delay.Ticks);

    /// <summary>Holds everything back until it clears.</summary>
    public void Stall() => _stall ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Holds nothing back; what waits for no time but for this goes on.</summary>
    public void Clear()
    {
        Delay(TimeSpan.Zero);
        var stall = _stall;
        _stall = null;
        stall?.TrySetResult();
    }

    /// <summary>Waits as long as a piece has to.</summary>
    /// <param name="broken">Completes when the connection is, and nothing needs to wait any more.</param>
    public async Task PassAsync(Task broken)
    {
        Interlocked.Increment(ref _held);
        try
        {
            var delay = TimeSpan.FromTicks(Interlocked.Read(ref _delay));
            if (delay > TimeSpan.Zero)
                await Task.WhenAny(Task.Delay(delay, time), broken);
            while (!broken.IsCompleted && _stall is { } stall)
                await Task.WhenAny(stall.Task, broken);
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }
}
