using Dispatch.Grains.Receipts;

namespace Dispatch.Tests.Grains.Receipts;

public sealed class ReceiptFailuresTests
{
    private static readonly DateTimeOffset Start = new(2026, 10, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly ReceiptFailures _failures = new(leastCount: 3, leastTime: TimeSpan.FromMinutes(5));

    [Fact]
    public void Add_OftenAndForLong_LeavesItToAPerson() =>
        Assert.Equal([false, false, true, true], Add("7/1", 0, 4, 5, 6));

    [Fact]
    public void Add_OftenButNotForLong_TriesOn() => Assert.Equal([false, false, false, false], Add("7/1", 0, 1, 2, 4));

    [Fact]
    public void Add_ForLongButNotOften_TriesOn() => Assert.Equal([false, false], Add("7/1", 0, 60));

    [Fact]
    public void Add_AnotherMessageOrSource_CountsByItself()
    {
        Add("7/1", 0, 5);

        Assert.False(_failures.Add("bounces", "7/2", Start.AddMinutes(6)));
        Assert.False(_failures.Add("receipts", "7/1", Start.AddMinutes(6)));
    }

    [Fact]
    public void Clear_SourceWasReadOn_BeginsAnew()
    {
        Add("7/1", 0, 5);

        _failures.Clear("bounces");

        Assert.Equal([false, false, true], Add("7/1", 6, 7, 11));
    }

    private List<bool> Add(string message, params int[] minutes) => [.. minutes.Select(minute => _failures.Add("bounces", message, Start.AddMinutes(minute)))];
}
