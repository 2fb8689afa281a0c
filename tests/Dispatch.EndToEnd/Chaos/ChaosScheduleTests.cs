namespace Dispatch.EndToEnd.Chaos;

public sealed class ChaosScheduleTests
{
    [Fact]
    public void Draw_SameSeed_SameFaults() =>
        Assert.Equal(ChaosSchedule.Draw(new Random(7), siloCount: 3), ChaosSchedule.Draw(new Random(7), siloCount: 3));

    [Fact]
    public void Draw_ManySeeds_EachKindOnceInOrderOfTime() => Assert.All(Enumerable.Range(0, 200), seed =>
    {
        var faults = ChaosSchedule.Draw(new Random(seed), siloCount: 2);

        Assert.Equal(Enum.GetValues<ChaosFaultKind>(), faults.Select(fault => fault.Kind).Order());
        Assert.Equal(faults.OrderBy(fault => fault.At), faults);
        Assert.All(faults, fault => Assert.InRange(fault.Silo, 0, 1));
    });
}
