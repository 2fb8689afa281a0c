using Dispatch.Grains.Recovery;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Tests.Grains.Recovery;

public sealed class DueHorizonTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly WorkQueue Relay = new("email/relay", 0);

    private readonly DueHorizon _horizon = new();

    [Fact]
    public void Of_QueueNotLookedThrough_IsTheBeginning() => Assert.Equal(DateTimeOffset.UnixEpoch, _horizon.Of(Relay));

    [Fact]
    public void Of_QueueLookedThrough_IsAMarginBeforeItsFirstRow()
    {
        _horizon.Clear(Relay, Now);

        Assert.Equal(Now - DueHorizon.Margin, _horizon.Of(Relay));
        Assert.Equal(DateTimeOffset.UnixEpoch, _horizon.Of(Relay with { Number = 3 }));
    }

    [Fact]
    public void IsOver_LifetimeOver_LooksThroughEverythingAgain()
    {
        Assert.True(_horizon.IsOver(Now));
        _horizon.Restart(Now);
        _horizon.Clear(Relay, Now);

        Assert.False(_horizon.IsOver(Now + DueHorizon.Lifetime - TimeSpan.FromTicks(1)));
        Assert.True(_horizon.IsOver(Now + DueHorizon.Lifetime));
        _horizon.Restart(Now + DueHorizon.Lifetime);
        Assert.Equal(DateTimeOffset.UnixEpoch, _horizon.Of(Relay));
    }
}
