using Dispatch.Grains.Recovery;

namespace Dispatch.Tests.Grains.Recovery;

public sealed class DueHorizonTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 2, 0, 0, TimeSpan.Zero);

    private readonly DueHorizon _horizon = new();

    [Fact]
    public void Of_LaneNotLookedThrough_IsTheBeginning()
    {
        Assert.Empty(_horizon.At(Now));
        Assert.Equal(DateTimeOffset.UnixEpoch, _horizon.Of("email/relay", Now));
    }

    [Fact]
    public void Of_LaneLookedThrough_IsAMarginBeforeItsFirstRow()
    {
        _horizon.At(Now);

        _horizon.Clear("email/relay", Now);

        Assert.Equal(Now - DueHorizon.Margin, _horizon.Of("email/relay", Now.AddSeconds(5)));
        Assert.Equal(DateTimeOffset.UnixEpoch, _horizon.Of("post/hall", Now.AddSeconds(5)));
    }

    [Fact]
    public void At_LifetimeOver_LooksThroughEverythingAgain()
    {
        _horizon.At(Now);
        _horizon.Clear("email/relay", Now);

        Assert.NotEmpty(_horizon.At(Now + DueHorizon.Lifetime - TimeSpan.FromTicks(1)));
        Assert.Empty(_horizon.At(Now + DueHorizon.Lifetime));
    }
}
