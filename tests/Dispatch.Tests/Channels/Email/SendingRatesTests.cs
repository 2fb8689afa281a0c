using Dispatch.Channels.Email;
using Microsoft.Extensions.Time.Testing;

namespace Dispatch.Tests.Channels.Email;

public sealed class SendingRatesTests
{
    private const string Domain = "kunden.example";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void TryTake_NoLimit_IsNeverTurnedAway()
    {
        var rates = new SendingRates(_ => null, _clock);

        Assert.All(Enumerable.Range(0, 10_000), _ => Assert.True(rates.TryTake(Domain, TimeSpan.Zero, out var wait) && wait == TimeSpan.Zero));
    }

    [Fact]
    public void SendAway_BeyondTheLimit_TellsATurnOfItsOwn()
    {
        var rates = new SendingRates(_ => 1, _clock);
        Assert.True(TryTake(rates));
        Assert.False(TryTake(rates));

        var told = Enumerable.Range(0, 3).Select(_ => (Line: rates.LineOf(Domain), Told: rates.SendAway(Domain))).ToList();

        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3)], told.Select(one => one.Told));
        Assert.All(told, one => Assert.Equal(one.Told, one.Line));
    }

    [Fact]
    public void SendAway_LongLine_TellsAnHourAtMost()
    {
        var rates = new SendingRates(_ => 1, _clock);
        TryTake(rates);

        var told = Enumerable.Range(0, 200).Select(_ => rates.SendAway(Domain)).ToList();

        Assert.Equal(Hour, told[^1]);
    }

    [Fact]
    public void TryTake_OtherKey_HasALimitOfItsOwn()
    {
        var rates = new SendingRates(key => key == Domain ? 1 : null, _clock);

        TryTake(rates);

        Assert.False(TryTake(rates));
        Assert.True(rates.TryTake("andere.example", TimeSpan.Zero, out _));
    }

    [Fact]
    public void TryTake_TurnWithinPatience_IsKeptForTheCaller()
    {
        var rates = new SendingRates(_ => 6, _clock);
        Assert.True(TryTake(rates));

        var first = (rates.TryTake(Domain, TimeSpan.FromSeconds(10), out var firstWait), firstWait);
        var second = (rates.TryTake(Domain, TimeSpan.FromSeconds(10), out var secondWait), secondWait);
        _clock.Advance(firstWait);

        Assert.Equal((true, TimeSpan.FromSeconds(4)), first);
        Assert.Equal((false, TimeSpan.FromSeconds(14)), second);
        Assert.False(TryTake(rates));
        Assert.Equal(TimeSpan.FromSeconds(10), rates.WaitOf(Domain));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(60, 1 + 6)]
    [InlineData(600, 1 + 60)]
    [InlineData(60_000, 1 + 6000)]
    public void TryTake_AtOnce_GivesOneAndSixSecondsWorth(int perMinute, int expected)
    {
        var rates = new SendingRates(_ => perMinute, _clock);

        var taken = 0;
        while (TryTake(rates))
            taken++;

        Assert.Equal(expected, taken);
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(7, 0)]
    [InlineData(600, 0)]
    [InlineData(60, 10)]
    public void TryTake_ManyWait_GoByTheRateHourAfterHour(int perMinute, int patienceSeconds)
    {
        const int hours = 5;
        var count = Math.Max(10_000, (hours + 1) * 60 * perMinute);
        var rates = new SendingRates(_ => perMinute, _clock);

        var sent = SendAll(rates, count, TimeSpan.FromSeconds(patienceSeconds), hours * Hour);

        var burst = 1 + (perMinute / 10);
        var perHour = Enumerable.Range(0, hours).Select(hour => sent.Count(at => at >= hour * Hour && at < (hour + 1) * Hour)).ToList();
        Assert.All(perHour, inHour => Assert.InRange(inHour, (int)(60 * perMinute * 0.98), (60 * perMinute) + burst));
        Assert.All(Enumerable.Range(0, sent.Count - 1), first => Assert.True(CountWithin(sent, first, TimeSpan.FromMinutes(1)) <= perMinute + burst));
    }

    /// <summary>Sends as the engine does: due messages are looked for every two seconds, and who is sent away is due again when told. All are due at the start.</summary>
    /// <returns>When each was sent.</returns>
    private List<TimeSpan> SendAll(SendingRates rates, int count, TimeSpan patience, TimeSpan until)
    {
        var start = _clock.GetTimestamp();
        var due = new PriorityQueue<int, TimeSpan>(Enumerable.Range(0, count).Select(message => (message, TimeSpan.Zero)));
        List<TimeSpan> sent = [];
        for (var now = TimeSpan.Zero; now < until; now = _clock.GetElapsedTime(start))
        {
            while (due.TryPeek(out var message, out var at) && at <= now)
            {
                due.Dequeue();
                if (rates.TryTake(Domain, patience, out var wait))
                    sent.Add(now + wait);
                else
                    due.Enqueue(message, now + rates.SendAway(Domain));
            }
            _clock.Advance(TimeSpan.FromSeconds(2));
        }
        return sent;
    }

    private static int CountWithin(List<TimeSpan> sent, int first, TimeSpan time)
    {
        var count = 0;
        while (first + count < sent.Count && sent[first + count] - sent[first] < time)
            count++;
        return count;
    }

    private static bool TryTake(SendingRates rates) => rates.TryTake(Domain, TimeSpan.Zero, out _);
}
