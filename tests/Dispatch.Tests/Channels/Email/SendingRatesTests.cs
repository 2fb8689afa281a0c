using Dispatch.Channels.Email;
using Microsoft.Extensions.Time.Testing;

namespace Dispatch.Tests.Channels.Email;

public sealed class SendingRatesTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Take_NoLimit_IsNeverTurnedAway()
    {
        using var rates = new SendingRates(_ => null, _clock);

        Assert.All(Enumerable.Range(0, 10_000), _ => Assert.Null(rates.Take("kunden.example")));
    }

    [Fact]
    public void Take_BeyondTheLimit_IsToldATurnOfItsOwn()
    {
        using var rates = new SendingRates(_ => 1, _clock);

        var waits = Enumerable.Range(0, 4).Select(_ => rates.Take("kunden.example")).ToList();

        Assert.Equal([null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3)], waits);
    }

    [Fact]
    public void Take_LongLine_WaitsAnHourAtMost()
    {
        using var rates = new SendingRates(_ => 1, _clock);

        var waits = Enumerable.Range(0, 200).Select(_ => rates.Take("kunden.example")).ToList();

        Assert.Equal(TimeSpan.FromHours(1), waits[^1]);
    }

    [Fact]
    public void Take_OtherKey_HasABucketOfItsOwn()
    {
        using var rates = new SendingRates(key => key == "kunden.example" ? 1 : null, _clock);

        rates.Take("kunden.example");

        Assert.NotNull(rates.Take("kunden.example"));
        Assert.Null(rates.Take("andere.example"));
    }

    [Theory]
    [InlineData(60, 1)]
    [InlineData(600, 10)]
    [InlineData(60_000, 1000)]
    public void Take_AtOnce_GivesASecondsWorth(int perMinute, int expected)
    {
        using var rates = new SendingRates(_ => perMinute, _clock);

        var taken = 0;
        while (rates.Take("kunden.example") is null)
            taken++;

        Assert.InRange(taken, expected, expected * 2);    // the bucket fills by the real clock meanwhile
    }
}
