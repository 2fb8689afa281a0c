using Dispatch.Abstractions;
using Dispatch.Channels.Email;
using Microsoft.Extensions.Time.Testing;

namespace Dispatch.Tests.Channels.Email;

public sealed class RelayBreakerTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly RelayBreaker _breaker;

    public RelayBreakerTests() => _breaker = new RelayBreaker(_clock);

    [Fact]
    public void Failed_ThreeInARow_DeclaresItDownOnce()
    {
        var declared = Enumerable.Range(0, 8).Select(_ => _breaker.Failed(ReasonCode.ConnectRefused, isProbe: false)).ToList();

        Assert.Equal([false, false, true, false, false, false, false, false], declared);
        Assert.Equal((_clock.GetUtcNow(), ReasonCode.ConnectRefused), _breaker.Down);
        Assert.False(_breaker.TryEnter(out _));
    }

    [Fact]
    public void Failed_WithSuccessesBetween_StaysUp()
    {
        for (var i = 0; i < 10; i++)
        {
            _breaker.Failed(ReasonCode.Timeout, isProbe: false);
            _breaker.Failed(ReasonCode.Timeout, isProbe: false);
            Assert.Null(_breaker.Succeeded());
        }

        Assert.Null(_breaker.Down);
    }

    [Fact]
    public void TryEnter_AfterThePause_LetsOneProbeThrough()
    {
        BreakIt();

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(TimeSpan.Zero, _breaker.Wait);
        Assert.True(_breaker.TryEnter(out var isProbe));
        Assert.True(isProbe);
        Assert.False(_breaker.TryEnter(out _));
        Assert.True(_breaker.Wait > TimeSpan.Zero);
    }

    [Fact]
    public void Failed_Probes_AreFurtherAndFurtherApartUpToAMinute()
    {
        BreakIt();
        List<double> pauses = [];

        for (var i = 0; i < 6; i++)
        {
            pauses.Add(_breaker.Wait.TotalSeconds);
            _clock.Advance(_breaker.Wait);
            Assert.True(_breaker.TryEnter(out var isProbe));
            Assert.False(_breaker.Failed(ReasonCode.TlsFailed, isProbe));
        }

        Assert.Equal([5, 10, 20, 40, 60, 60], pauses);
        Assert.Equal(ReasonCode.TlsFailed, _breaker.Down!.Value.Reason);
    }

    [Fact]
    public void Succeeded_Probe_DeclaresItUpAndBeginsAnew()
    {
        BreakIt();
        _clock.Advance(TimeSpan.FromSeconds(5));
        _breaker.TryEnter(out _);
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(TimeSpan.FromSeconds(7), _breaker.Succeeded());

        Assert.Null(_breaker.Down);
        Assert.True(_breaker.TryEnter(out var isProbe));
        Assert.False(isProbe);
        Assert.False(_breaker.Failed(ReasonCode.Timeout, isProbe: false));
    }

    [Fact]
    public void Abandoned_Probe_LetsTheNextOneThroughAtOnce()
    {
        BreakIt();
        _clock.Advance(TimeSpan.FromSeconds(5));
        _breaker.TryEnter(out var isProbe);

        _breaker.Abandoned(isProbe);

        Assert.True(_breaker.TryEnter(out _));
    }

    [Fact]
    public void Failed_ExchangesFromBefore_DoNotPutTheProbeOff()
    {
        BreakIt();
        _clock.Advance(TimeSpan.FromSeconds(4));

        _breaker.Failed(ReasonCode.Timeout, isProbe: false);

        Assert.Equal(TimeSpan.FromSeconds(1), _breaker.Wait);
    }

    private void BreakIt()
    {
        for (var i = 0; i < 3; i++)
            _breaker.Failed(ReasonCode.ConnectRefused, isProbe: false);
    }
}
