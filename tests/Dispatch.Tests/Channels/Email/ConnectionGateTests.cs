using Dispatch.Channels.Email;
using Microsoft.Extensions.Time.Testing;

namespace Dispatch.Tests.Channels.Email;

public sealed class ConnectionGateTests
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_NoneFree_WaitsForOneThatLeaves()
    {
        var gate = new ConnectionGate(1, Slow, _clock);
        var first = await gate.EnterAsync(Patience, Stop);

        var second = gate.EnterAsync(Patience, Stop);
        var waited = !second.IsCompleted;
        gate.Leave(first!.Value, RelaySignal.Fine, TimeSpan.Zero);

        Assert.True(waited);
        Assert.Equal(0, await second);
    }

    [Fact]
    public async Task Enter_PatienceRunsOut_GetsNoneAndLeavesTheLine()
    {
        var gate = new ConnectionGate(1, Slow, _clock);
        var first = await gate.EnterAsync(Patience, Stop);

        var second = gate.EnterAsync(Patience, Stop);
        _clock.Advance(Patience);

        Assert.Null(await second);
        gate.Leave(first!.Value, RelaySignal.Fine, TimeSpan.Zero);
        Assert.Equal(1, gate.FreeCount);
    }

    [Fact]
    public async Task Enter_Cancelled_LeavesTheLine()
    {
        var gate = new ConnectionGate(1, Slow, _clock);
        var first = await gate.EnterAsync(Patience, Stop);
        using var cancelling = new CancellationTokenSource();

        var second = gate.EnterAsync(Patience, cancelling.Token);
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        gate.Leave(first!.Value, RelaySignal.Fine, TimeSpan.Zero);
        Assert.Equal(1, gate.FreeCount);
    }

    [Theory]
    [InlineData(RelaySignal.Busy, 0, 1)]
    [InlineData(RelaySignal.Fault, 0, 1)]
    [InlineData(RelaySignal.Fine, 11, 1)]
    [InlineData(RelaySignal.Fine, 9, 2)]
    [InlineData(RelaySignal.None, 0, 2)]
    public async Task Leave_Signal_MakesTheLimitWhatTheRelayBears(object signal, int seconds, int expected)
    {
        var gate = new ConnectionGate(8, Slow, _clock);
        var epoch = await gate.EnterAsync(Patience, Stop);

        gate.Leave(epoch!.Value, (RelaySignal)signal, TimeSpan.FromSeconds(seconds));

        Assert.Equal(expected, gate.Limit);
    }

    [Fact]
    public async Task Leave_LimitGrew_LetsTwoIn()
    {
        var gate = new ConnectionGate(8, Slow, _clock);
        var entered = new[] { await gate.EnterAsync(Patience, Stop), await gate.EnterAsync(Patience, Stop) };
        var waiting = new[] { gate.EnterAsync(Patience, Stop), gate.EnterAsync(Patience, Stop), gate.EnterAsync(Patience, Stop) };

        foreach (var epoch in entered)
            gate.Leave(epoch!.Value, RelaySignal.Fine, TimeSpan.Zero);
        var limit = gate.Limit;

        Assert.Equal(2, limit);
        await Task.WhenAll(waiting[0], waiting[1]);
        Assert.False(waiting[2].IsCompleted);
        gate.Leave(0, RelaySignal.Fine, TimeSpan.Zero);
        Assert.Equal(3, gate.Limit);
        await waiting[2];
    }
}
