using Dispatch.Silo.Security;
using Microsoft.Extensions.Time.Testing;

namespace Dispatch.Tests.Silo.Security;

public sealed class RefusalCounterTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Add_ManyInAPeriod_TellsTheFirstAndThenHowMany()
    {
        var counter = new RefusalCounter<string>(_clock);

        var told = Enumerable.Range(0, 1000).Select(_ => counter.Add("a")).ToList();
        _clock.Advance(RefusalCounter<string>.Period);

        Assert.Equal(1, told[0]);
        Assert.All(told.Skip(1), count => Assert.Equal(0, count));
        Assert.Equal(1000, counter.Add("a"));
        Assert.Equal(0, counter.Add("a"));
    }

    [Fact]
    public void Add_Another_IsToldAtOnce()
    {
        var counter = new RefusalCounter<string>(_clock);
        counter.Add("a");

        Assert.Equal(1, counter.Add("b"));
    }
}
