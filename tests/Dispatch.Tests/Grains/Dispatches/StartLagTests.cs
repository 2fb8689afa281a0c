using Dispatch.Abstractions;
using Dispatch.Grains.Telemetry;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Tests.Grains.Dispatches;

public sealed class StartLagTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 1, 2, 0, 0, TimeSpan.Zero);

    /// <summary>Seconds after the dispatch changed last: when it is due, and when the attempt begins.</summary>
    [Theory]
    [InlineData(0, 5, 2, 2)]
    [InlineData(0, null, 90, 90)]
    [InlineData(1, 60, 63, 3)]
    [InlineData(1, 60, 50, 0)]
    [InlineData(2, null, 4, 4)]
    [InlineData(0, 5, -1, 0)]
    public void LagOf_FirstAndLaterAttempts_CountsFromWhenEachCouldBegin(int attempts, int? dueAfter, int beginsAfter, int lag)
    {
        var before = new DispatchProgress
        {
            State = attempts == 0 ? DispatchState.Pending : DispatchState.Deferred,
            Attempt = attempts,
            ChangedAt = At,
            DueAt = dueAfter is { } seconds ? At.AddSeconds(seconds) : null,
        };

        Assert.Equal(TimeSpan.FromSeconds(lag), DispatchInstruments.LagOf(before, At.AddSeconds(beginsAfter)));
    }
}
